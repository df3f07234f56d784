"""Addresses of the strategic conversation, under /keskustelut/strateginen/. The year is the one
that is decided on."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from conversations.strategic import views


class Matter(StringConverter):
    """A matter to decide by its Finnish word."""

    regex = "painopiste|osaamiset|luettelo|linjaukset"
    words = {
        "painopiste": "focus",
        "osaamiset": "competences",
        "luettelo": "catalogue",
        "linjaukset": "lines",
    }

    def to_python(self, value: str) -> str:
        return self.words[value]

    def to_url(self, value: str) -> str:
        return next((word for word, kind in self.words.items() if kind == value), value)


register_converter(Matter, "matter")

urlpatterns = [
    path("", views.page, name="strategic"),
    path("<int:year>/koonti/", views.summary, name="strategic_summary"),
    path("<int:year>/koonti/jaa/", views.share, name="strategic_share"),
    path("<int:year>/koonti/pdf/", views.summary_file, name="strategic_summary_file"),
    path("<int:year>/<matter:kind>/", views.decision, name="strategic_decision"),
    path("<int:year>/<matter:kind>/kirjoita/", views.prepare, name="strategic_prepare"),
    path("<int:year>/<matter:kind>/vahvista/", views.confirm, name="strategic_confirm"),
]
