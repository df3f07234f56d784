from django.apps import AppConfig


class AnnualClockConfig(AppConfig):
    name = "annual_clock"
