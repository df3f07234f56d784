from django.urls import path

from privacy.log import views

urlpatterns = [
    path("kuka-on-katsonut/", views.looked, name="looked"),
    path("loki/", views.search, name="log"),
    path("loki/taulukko/<slug:extension>/", views.export, name="log_export"),
]
