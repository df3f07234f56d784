from django.urls import include, path

app_name = "organization"
urlpatterns = [
    path("tuonti/", include("organization.importing.urls")),
    path("kutsut/", include("organization.invitations.urls")),
]
