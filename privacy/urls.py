"""Addresses of privacy: one include per room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "privacy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("privacy.notices.urls")),
    path("", include("privacy.feedback.urls")),
    path("sailytys/", include("privacy.retention.urls")),
]
