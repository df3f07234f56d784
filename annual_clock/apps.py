from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnualClockConfig(AppConfig):
    name = "annual_clock"

    def ready(self) -> None:
        from annual_clock import reorganising, services
        from core import mail
        from organization.reorganisation.effects import provide

        # After the apps whose matters change hands.
        provide(reorganising.effects, place=9)
        mail.name_kind(services.REMINDER, _("Reminder"))
        mail.name_kind(services.TO_SUPERVISOR, _("Reminder to the next supervisor"))
