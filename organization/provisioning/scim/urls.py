from django.urls import path

from organization.provisioning.scim import views

app_name = "scim"
urlpatterns = [
    path("ServiceProviderConfig", views.config, name="config"),
    path("ResourceTypes", views.types, name="types"),
    path("ResourceTypes/<str:key>", views.one_type, name="type"),
    path("Schemas", views.schemas, name="schemas"),
    path("Schemas/<str:key>", views.one_schema, name="schema"),
    path("Users", views.users, name="users"),
    path("Users/<str:key>", views.user, name="user"),
    path("Groups", views.all_groups, name="groups"),
    path("Groups/<str:key>", views.group, name="group"),
    path("<path:path>", views.other, name="other"),
]
