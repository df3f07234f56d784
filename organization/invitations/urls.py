from django.urls import path

from organization.invitations import views

urlpatterns = [
    path("", views.people, name="invitations"),
    path("kaikille/", views.invite_all, name="invite_all"),
    path("<uuid:uuid>/", views.invite, name="invite"),
    path("<uuid:uuid>/uudelleen/", views.remind, name="invite_again"),
]
