from django.urls import path

from organization.reorganisation import views

urlpatterns = [
    path("", views.reorganisations, name="reorganisations"),
    path("uusi/", views.new, name="reorganisation_new"),
    path("<uuid:uuid>/", views.reorganisation, name="reorganisation"),
    path("<uuid:uuid>/muokkaa/", views.edit, name="reorganisation_edit"),
    path("<uuid:uuid>/voimaan/", views.schedule, name="reorganisation_schedule"),
    path("<uuid:uuid>/luonnokseksi/", views.reopen, name="reorganisation_reopen"),
    path("<uuid:uuid>/peru/", views.cancel, name="reorganisation_cancel"),
    path("<uuid:uuid>/poista/", views.discard, name="reorganisation_discard"),
    path("<uuid:uuid>/nahty/", views.acknowledge, name="reorganisation_seen"),
    path("<uuid:uuid>/lisaa/<slug:kind>/", views.add_step, name="reorganisation_add"),
    path("<uuid:uuid>/vaihe/<uuid:step>/", views.edit_step, name="reorganisation_step"),
    path("<uuid:uuid>/vaihe/<uuid:step>/poista/", views.remove_step, name="reorganisation_remove"),
    path("<uuid:uuid>/vaihe/<uuid:step>/siirra/", views.move_step, name="reorganisation_order"),
]
