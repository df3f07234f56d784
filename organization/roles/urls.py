from django.urls import path, register_converter
from django.urls.converters import StringConverter

from organization.models import RoleGrant
from organization.roles import views


class RoleConverter(StringConverter):
    regex = "|".join(RoleGrant.Role.values)


register_converter(RoleConverter, "role")

urlpatterns = [
    path("", views.roles, name="roles"),
    path("haltijat/", views.holders, name="role_holders"),
    path("haltijat/<uuid:uuid>/", views.person, name="role_person"),
    path("haltijat/<uuid:uuid>/anna/", views.grant, name="role_grant"),
    path("haltijat/<uuid:uuid>/paikka/", views.seat, name="seat_give"),
    path("haltijat/<uuid:uuid>/paikka/<uuid:body>/paata/", views.seat_end, name="seat_end"),
    path("haltijat/<uuid:uuid>/<role:role>/paata/", views.end, name="role_end"),
]
