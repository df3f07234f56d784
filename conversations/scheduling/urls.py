"""Addresses of times, under /keskustelut/."""

from django.urls import path

from conversations.scheduling import views

urlpatterns = [
    path("ajat/", views.times, name="times"),
    path("ajat/varaa/", views.book, name="book_times"),
    path("ajat/<uuid:time>/peru/", views.withdraw, name="withdraw_time"),
    path("<uuid:uuid>/aika/valitse/", views.choose, name="choose_time"),
]
