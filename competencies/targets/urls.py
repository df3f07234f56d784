from django.urls import path

from competencies.targets import views

urlpatterns = [path("luettelot/<uuid:uuid>/tavoitteet/", views.targets, name="targets")]
