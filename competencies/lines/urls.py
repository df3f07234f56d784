from django.urls import path

from competencies.lines import views

urlpatterns = [
    path("<uuid:uuid>/<int:year>/", views.lines, name="lines"),
    path("<uuid:uuid>/<int:year>/paata/", views.edit, name="lines_edit"),
]
