from django.urls import path

from privacy.own_data import views

urlpatterns = [
    path("omat-tiedot/", views.own_data, name="own_data"),
    path("omat-tiedot/tilaa/", views.order, name="own_data_order"),
    path("omat-tiedot/<uuid:uuid>/lataa/", views.download, name="own_data_download"),
    path("omat-tiedot/<uuid:uuid>/poista/", views.discard, name="own_data_discard"),
    path("lahteneiden-tiedot/", views.deliveries, name="deliveries"),
    path("lahteneiden-tiedot/<uuid:uuid>/tilaa/", views.delivery_order, name="delivery_order"),
    path(
        "lahteneiden-tiedot/<uuid:uuid>/luovuta/", views.delivery_release, name="delivery_release"
    ),
    path("lahteneiden-tiedot/<uuid:uuid>/peru/", views.delivery_cancel, name="delivery_cancel"),
    path("nouda/<uuid:uuid>/<str:token>/", views.delivery_open, name="delivery_open"),
]
