from django.urls import path

from organization.absences import views

urlpatterns = [
    path("", views.absences, name="absences"),
    path("uusi/<uuid:employment>/", views.enter, name="absence_enter"),
    path("<uuid:uuid>/", views.correct, name="absence_correct"),
    path("<uuid:uuid>/poista/", views.remove, name="absence_remove"),
]
