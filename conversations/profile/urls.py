from django.urls import path

from conversations.profile import views

urlpatterns = [path("oma-osaaminen/", views.profile, name="profile")]
