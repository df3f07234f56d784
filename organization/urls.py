from django.urls import include, path

from organization import views

app_name = "organization"
urlpatterns = [
    path("", views.organisation, name="tree"),
    path("yksikko/<uuid:uuid>/", views.unit, name="unit"),
    path("tuonti/", include("organization.importing.urls")),
    path("muutos/", include("organization.reorganisation.urls")),
    path("sijaiset/", include("organization.deputies.urls")),
    path("poissaolot/", include("organization.absences.urls")),
    path("esihenkilo/", include("organization.supervisors.urls")),
    path("hakemisto/", include("organization.provisioning.urls")),
    path("kutsut/", include("organization.invitations.urls")),
    path("roolit/", include("organization.roles.urls")),
    path("kirjautumisapu/", include("organization.sign_in_help.urls")),
]
