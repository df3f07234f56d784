"""Privacy by law: who has looked, a person's own data, retention, notices."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "privacy"

    def ready(self) -> None:
        from annual_clock.obligations import provide
        from core import upkeep  # noqa: F401 - core's own rules

        # Each app's retention.py says what it keeps and how it goes (core.retention).
        autodiscover_modules("retention")
        # Each app's own_data.py says what of it is handed to the person (core.personal).
        autodiscover_modules("own_data")
        from privacy.feedback.obligations import obligations as feedback
        from privacy.retention import erasing, records, rules  # noqa: F401 - they register

        provide(feedback)
        from privacy.disclosure import services  # noqa: F401 - its grants
        from privacy.own_data import (  # noqa: F401 - they register, and its background work
            more_sections,
            obligations,
            sections,
        )
        from privacy.own_data import services as own_data  # noqa: F401
        from privacy.requests import selectors  # noqa: F401 - what stands beside
