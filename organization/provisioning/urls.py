from django.urls import path

from organization.provisioning import views

urlpatterns = [
    path("", views.directory, name="directory"),
    path("ryhma/<uuid:uuid>/", views.group_role, name="directory_group"),
    path("avaimet/", views.keys, name="directory_keys"),
    path("avaimet/<uuid:uuid>/paata/", views.end_key, name="directory_key_end"),
]
