"""Addresses of privacy: one include per room."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "privacy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("privacy.log.urls")),
    path("", include("privacy.notices.urls")),
    path("", include("privacy.feedback.urls")),
    path("", include("privacy.own_data.urls")),
    path("", include("privacy.requests.urls")),
    path("", include("privacy.disclosure.urls")),
    path("", include("privacy.papers.urls")),
    path("sailytys/", include("privacy.retention.urls")),
]
