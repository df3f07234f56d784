from django.urls import path

from privacy.notices import views

urlpatterns = [path("seloste/", views.notice, name="notice")]
