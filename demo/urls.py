from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("kirjaudu/", views.sign_in, name="sign_in"),
    path("paiva/", views.day, name="day"),
    path("kirjeet/", views.letters, name="letters"),
    path("kirjeet/<uuid:uuid>/", views.letter, name="letter"),
    path("kirjeet/<uuid:uuid>/html/", views.letter_html, name="letter_html"),
    path("kirjeet/<uuid:uuid>/kutsu.ics", views.letter_calendar, name="letter_calendar"),
]
