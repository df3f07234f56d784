from django.urls import path

from conversations.editor import preview, views, way

urlpatterns = [
    path("", views.templates, name="templates"),
    path("uusi/<slug:kind>/", views.new, name="template_new"),
    path("<uuid:uuid>/", views.template, name="template"),
    path("<uuid:uuid>/tiedot/", views.details, name="template_details"),
    path("<uuid:uuid>/jarjesta/", views.move, name="template_move"),
    path("<uuid:uuid>/esikatselu/", preview.preview, name="template_preview"),
    path("<uuid:uuid>/julkaise/", way.publish, name="template_publish"),
    path("<uuid:uuid>/arkistoi/", way.archive, name="template_archive"),
    path("<uuid:uuid>/ota-kayttoon/", way.restore, name="template_restore"),
    path("<uuid:uuid>/poista/", way.delete, name="template_delete"),
    path("<uuid:uuid>/teema/uusi/", views.add_theme, name="template_theme_add"),
    path("<uuid:uuid>/teema/<uuid:theme>/", views.theme, name="template_theme"),
    path(
        "<uuid:uuid>/teema/<uuid:theme>/poista/", views.remove_theme, name="template_theme_remove"
    ),
    path(
        "<uuid:uuid>/teema/<uuid:theme>/uusi/<slug:kind>/",
        views.add_question,
        name="template_question_add",
    ),
    path("<uuid:uuid>/kysymys/<uuid:question>/", views.question, name="template_question"),
    path(
        "<uuid:uuid>/kysymys/<uuid:question>/poista/",
        views.remove_question,
        name="template_question_remove",
    ),
]
