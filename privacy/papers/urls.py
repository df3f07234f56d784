from django.urls import path

from privacy.papers import views

urlpatterns = [
    path("kasittelytoimet/", views.processing, name="processing"),
    path("kasittelytoimet.docx", views.processing_file, name="processing_file"),
    path("vaikutustenarviointi/", views.assessment, name="assessment"),
    path("vaikutustenarviointi.docx", views.assessment_file, name="assessment_file"),
]
