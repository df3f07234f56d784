from django.urls import path

from organization.deputies import views

urlpatterns = [
    path("", views.own, name="deputies"),
    path("kaikki/", views.everybody, name="deputies_all"),
    path("muuta/<uuid:uuid>/", views.change, name="deputy_change"),
    path("lopeta/<uuid:uuid>/", views.end, name="deputy_end"),
    path("<uuid:uuid>/", views.of, name="deputies_of"),
    path("<uuid:uuid>/valitse/", views.choose, name="deputy_choose"),
    path("<uuid:uuid>/nimea/<uuid:deputy>/", views.name, name="deputy_name"),
]
