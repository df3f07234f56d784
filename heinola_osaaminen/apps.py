from django.apps import AppConfig


class HeinolaOsaaminenConfig(AppConfig):
    name = "heinola_osaaminen"
