from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heinola_osaaminen import health


class Command(BaseCommand):
    help = "Ends with an error unless beat's word came through a worker to the database lately."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        answer = health.beat()
        if answer != health.OK:
            raise CommandError(f"Beat: {answer}")
