from django.urls import path

from competencies.catalogue import views

urlpatterns = [
    path("<int:year>/", views.draft, name="catalogue_draft"),
    path("<int:year>/tapa/", views.way_add, name="way_add"),
    path("<int:year>/tapa/<uuid:uuid>/", views.way_change, name="way_change"),
    path("<int:year>/tapa/<uuid:uuid>/poista/", views.way_drop, name="way_drop"),
    path("<int:year>/tapa/<uuid:uuid>/siirra/", views.way_move, name="way_move"),
]
