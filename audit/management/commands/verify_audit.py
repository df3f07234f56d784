"""manage.py verify_audit: is the event log whole and unchanged?"""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from audit import verification

HEAD = re.compile(r"\b(\d+):([0-9a-f]{64})\b")


class Command(BaseCommand):
    help = (
        "Checks every seal, event and tombstone of the event log. Exit status 1 when something is "
        "missing or changed. Prints the last seal: keep it outside the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--known",
            action="append",
            default=[],
            metavar="NUMBER:DIGEST|FILE",
            help="A last seal printed earlier, or a file (a process's log) that has such",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known: dict[int, str] = {}
        for value in options["known"]:
            text = value if HEAD.fullmatch(value) else Path(value).read_text()
            known |= {int(number): digest for number, digest in HEAD.findall(text)}
        found = list(verification.faults(known))
        for fault in found:
            self.stderr.write(fault)
        counts = ", ".join(f"{count} {name}" for name, count in verification.counts().items())
        self.stdout.write(f"{counts}; last seal {verification.head()}")
        if found:
            raise SystemExit(1)
