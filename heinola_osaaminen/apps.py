from django.apps import AppConfig


class HeinolaOsaaminenConfig(AppConfig):
    name = "heinola_osaaminen"

    def ready(self) -> None:
        from heinola_osaaminen import checks  # noqa: F401 - registers itself
