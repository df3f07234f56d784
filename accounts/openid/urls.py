from django.urls import path

from accounts.openid import views

app_name = "openid"
urlpatterns = [
    path("", views.start, name="start"),
    path("uudelleen/", views.again, name="again"),
    path("paluu/", views.callback, name="callback"),
]
