from django.urls import path

from competencies.frameworks import views

urlpatterns = [
    path("luettelot/", views.frameworks, name="frameworks"),
    path("luettelot/luonnos/", views.framework_draft, name="framework_draft"),
    path("luettelot/uusi/", views.framework_new, name="framework_new"),
    path("luettelot/<uuid:uuid>/", views.framework, name="framework"),
    path("luettelot/<uuid:uuid>/esikatselu/", views.framework_preview, name="framework_preview"),
    path("luettelot/<uuid:uuid>/asetukset/", views.framework_settings, name="framework_settings"),
    path("luettelot/<uuid:uuid>/asteikko/", views.framework_scale, name="framework_scale"),
    path("luettelot/<uuid:uuid>/julkaise/", views.framework_publish, name="framework_publish"),
    path("luettelot/<uuid:uuid>/arkistoi/", views.framework_archive, name="framework_archive"),
    path("luettelot/<uuid:uuid>/osaaminen/", views.competence_add, name="competence_add"),
    path("luettelot/<uuid:uuid>/osaaminen/<uuid:competence>/", views.competence, name="competence"),
    path(
        "luettelot/<uuid:uuid>/osaaminen/<uuid:competence>/siirra/",
        views.competence_move,
        name="competence_move",
    ),
    path(
        "luettelot/<uuid:uuid>/osaaminen/<uuid:competence>/poista/",
        views.competence_remove,
        name="competence_remove",
    ),
]
