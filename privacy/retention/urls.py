from django.urls import path

from privacy.retention import views

urlpatterns = [
    path("", views.index, name="retention"),
    path("saanto/<slug:key>/", views.period, name="retention_rule"),
    path("ajo/", views.prepare, name="retention_prepare"),
    path("ajo/<uuid:uuid>/", views.run, name="retention_run"),
    path("ajo/<uuid:uuid>/vahvista/", views.confirm, name="retention_confirm"),
    path("ajo/<uuid:uuid>/luovu/", views.cancel, name="retention_cancel"),
    path("ajo/<uuid:uuid>/luettelo.<str:extension>", views.counts_file, name="retention_counts"),
    path("ajo/<uuid:uuid>/nimet.<str:extension>", views.names_file, name="retention_names"),
    path("poytakirja/<uuid:uuid>/", views.destruction, name="destruction"),
    path("poytakirja/<uuid:uuid>/pdf/", views.destruction_pdf, name="destruction_pdf"),
    path("luvut/", views.sums, name="retention_sums"),
]
