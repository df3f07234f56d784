from django.urls import path

from organization.importing import views

urlpatterns = [
    path("", views.files, name="import_files"),
    path("<uuid:uuid>/", views.preview, name="import_preview"),
    path("<uuid:uuid>/sarakkeet/", views.columns, name="import_columns"),
    path("<uuid:uuid>/tuo/", views.apply, name="import_apply"),
    path("<uuid:uuid>/hylatyt.<str:extension>", views.refused_rows, name="import_refused"),
    path("<uuid:uuid>/hylkaa/", views.discard, name="import_discard"),
]
