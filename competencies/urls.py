from django.urls import include, path

from competencies import views

app_name = "competencies"
urlpatterns = [
    path("", views.index, name="index"),
    path("oppimisen-tavat/", views.catalogue, name="catalogue"),
    path("strategia/", views.strategy, name="strategy"),
    path("", include("competencies.frameworks.urls")),
    path("", include("competencies.targets.urls")),
    path("linjaukset/", include("competencies.lines.urls")),
    path("oppimisen-tavat/luonnos/", include("competencies.catalogue.urls")),
]
