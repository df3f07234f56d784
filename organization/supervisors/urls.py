from django.urls import path

from organization.supervisors import views

urlpatterns = [
    path("<uuid:employment>/", views.choose, name="name_supervisor"),
    path("<uuid:employment>/<uuid:supervisor>/", views.name, name="name_supervisor_confirm"),
]
