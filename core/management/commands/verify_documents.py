"""`manage.py verify_documents`: recompute the hashes of everything signed, confirmed and drawn."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.verification import verify


class Command(BaseCommand):
    help = "Recomputes the hashes of signed copies, confirmed versions and PDF bytes."

    def handle(self, *args: Any, **options: Any) -> None:
        counts, problems = verify()
        for name, number in counts.items():
            self.stdout.write(f"{name}: {number}")
        for problem in problems:
            self.stderr.write(f"{problem.kind} {problem.uuid}: {problem.text}")
        if problems:
            raise CommandError(f"{len(problems)} do not match what was signed")
        self.stdout.write("Everything matches.")
