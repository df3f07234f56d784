from django.urls import path

from conversations.matrix import views

urlpatterns = [
    path("tiimi/osaaminen/", views.matrix, name="matrix"),
    path("tiimi/osaaminen.<str:extension>", views.matrix_table, name="matrix_table"),
]
