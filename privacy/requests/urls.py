from django.urls import path

from privacy.requests import views

urlpatterns = [
    path("pyynnot/", views.requests, name="requests"),
    path("pyynnot/uusi/<slug:kind>/", views.request_new, name="request_new"),
    path("pyynnot/<uuid:uuid>/", views.request_detail, name="request"),
    path("pyynnot/<uuid:uuid>/peru/", views.request_withdraw, name="request_withdraw"),
    path("rajoitukset/<uuid:uuid>/pura/", views.restriction_lift, name="restriction_lift"),
]
