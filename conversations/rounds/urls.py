"""Addresses of the year's round, within conversations' own."""

from django.urls import path

from conversations.rounds import views

urlpatterns = [
    path("kierros/", views.round_page, name="round"),
    path("kierros/avaa/", views.round_open, name="round_open"),
    path("kierros/hae-uudet/", views.round_refresh, name="round_refresh"),
    path("kierros/valinnat/", views.choices, name="round_choices"),
    path("kierros/yksikot/", views.units, name="round_units"),
    path("kierros/yksikot/<uuid:uuid>/poista/", views.unit_by_setting, name="round_unit_back"),
    path("kierros/henkilo/", views.arrange_choose, name="arrange_choose"),
    path("kierros/henkilo/<uuid:employment>/", views.arrange, name="arrange"),
    path("kierros/henkilo/<uuid:employment>/peru/", views.arrange_back, name="arrange_back"),
    path("erillinen/", views.single_choose, name="single_choose"),
    path("erillinen/<uuid:employment>/", views.single, name="single"),
    path("kuka-saa-mita/", views.who_gets_what, name="who"),
    path("kuka-saa-mita/<uuid:uuid>/", views.unit_years, name="unit_years"),
]
