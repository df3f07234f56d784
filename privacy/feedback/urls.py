from django.urls import path

from privacy.feedback import views

urlpatterns = [
    path("saavutettavuuspalaute/", views.feedback, name="feedback"),
    path("saavutettavuuspalaute/vastaanotettu/", views.received, name="feedback_received"),
    path("saavutettavuuspalaute/kaikki/", views.all_feedback, name="feedback_all"),
    path("saavutettavuuspalaute/<uuid:uuid>/", views.one, name="feedback_one"),
    path("saavutettavuuspalaute/<uuid:uuid>/lisaaika/", views.extend, name="feedback_extend"),
]
