from django.urls import path

from annual_clock import views

app_name = "annual_clock"
urlpatterns = [
    path("", views.clock, name="clock"),
    path("<int:year>/", views.clock, name="year"),
    path("kirjeet/", views.post, name="post"),
    path("kirjeet/<uuid:uuid>/toimitettu/", views.mark_delivered, name="mark_delivered"),
    path("kirjeet/<uuid:uuid>/uudelleen/", views.send_again, name="send_again"),
    path("kirjeet/tyo/<uuid:uuid>/uudelleen/", views.retry_work, name="retry_work"),
]
