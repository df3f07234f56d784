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
        from privacy.feedback.obligations import obligations as feedback

        provide(feedback)
        from privacy.retention import erasing, records, rules  # noqa: F401 - they register
