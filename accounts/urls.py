from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("kirjautumiset/", views.sessions, name="sessions"),
    path("kirjautumiset/lopeta/", views.close_everywhere, name="close_everywhere"),
    path("kirjautumiset/<uuid:uuid>/lopeta/", views.close_session, name="close_session"),
    path("jatka/", views.held_form, name="held"),
]
