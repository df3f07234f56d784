from django.urls import path

from conversations.results import views

urlpatterns = [
    path("", views.page, name="results"),
    path("taulukko.xlsx", views.table, name="results_table"),
    path("julkaise/<int:year>/", views.publish, name="results_publish"),
]
