from django.urls import path

from privacy.disclosure import views

urlpatterns = [
    path("luovutukset/", views.disclosures, name="disclosures"),
    path("luovutukset/minusta/", views.of_me, name="disclosures_of_me"),
    path("luovutukset/uusi/<uuid:uuid>/", views.disclosure_new, name="disclosure_new"),
    path("luovutukset/<uuid:uuid>/", views.disclosure_detail, name="disclosure"),
    path("luovutukset/<uuid:uuid>/lue/", views.disclosure_read, name="disclosure_read"),
    path("luovutukset/<uuid:uuid>/paata/", views.disclosure_end, name="disclosure_end"),
]
