"""Addresses of the end of a conversation, under /keskustelut/."""

from django.urls import path

from conversations.signing import views

urlpatterns = [
    path("allekirjoitukset/", views.signing_list, name="signing"),
    path("<uuid:uuid>/allekirjoitus/koodi/", views.give_code, name="give_code"),
    path("<uuid:uuid>/avaa-uudelleen/", views.reopen, name="reopen"),
    path("<uuid:uuid>/allekirjoitus/en-allekirjoita/", views.refuse, name="refuse"),
    path("<uuid:uuid>/allekirjoitus/sulje/", views.close, name="close"),
    path("<uuid:uuid>/allekirjoitus/tassa/", views.here, name="sign_here"),
    path("<uuid:uuid>/allekirjoitus/paperi/", views.paper, name="paper"),
    path("<uuid:uuid>/allekirjoitus/paperi/tulosta/", views.paper_print, name="paper_print"),
    path("<uuid:uuid>/allekirjoitus/paperi/tiedosto/", views.paper_file, name="paper_file"),
    path("<uuid:uuid>/huomautus/", views.remark, name="remark"),
    path("<uuid:uuid>/pdf/aiempi/<uuid:reopening>/", views.earlier, name="earlier"),
    path(
        "<uuid:uuid>/pdf/aiempi/<uuid:reopening>/tiedosto/", views.earlier_file, name="earlier_file"
    ),
]
