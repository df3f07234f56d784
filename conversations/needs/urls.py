from django.urls import path

from conversations.needs import views

XLSX, CSV = {"extension": "xlsx"}, {"extension": "csv"}

urlpatterns = [
    path("tarpeet/", views.sums, name="needs_sums"),
    path("tarpeet/taulukko.xlsx", views.table, XLSX, "needs_table"),
    path("tarpeet/taulukko.csv", views.table, CSV, "needs_csv"),
    path("tarpeet/julkaise/<int:year>/", views.publish, name="needs_publish"),
    path("tarpeet/yksikot/", views.unit_needs, name="unit_needs"),
    path("tarpeet/yksikot/uusi/", views.unit_need_new, name="unit_need_new"),
    path("tarpeet/yksikot/<uuid:uuid>/", views.unit_need, name="unit_need"),
    path("tarpeet/yksikot/<uuid:uuid>/poista/", views.unit_need_retire, name="unit_need_retire"),
]
