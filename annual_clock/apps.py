from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnualClockConfig(AppConfig):
    name = "annual_clock"

    def ready(self) -> None:
        from annual_clock import services
        from core import mail

        mail.name_kind(services.REMINDER, _("Reminder"))
        mail.name_kind(services.TO_SUPERVISOR, _("Reminder to the next supervisor"))
