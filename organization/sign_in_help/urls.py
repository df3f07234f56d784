from django.urls import path

from organization.sign_in_help import views

urlpatterns = [
    path("", views.people, name="sign_in_help"),
    path("<uuid:uuid>/", views.person, name="sign_in_help_person"),
]
