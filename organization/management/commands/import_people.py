"""manage.py import_people FILE: an HR system's nightly file (docs/operations.md tells the rest)."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from core import clock
from core.tabular import BadFile
from organization.importing import feed
from organization.importing.models import Import

REFUSED_ROWS, REFUSED_FILE, STOPPED, LOCKED, OUTDATED = 3, 4, 5, 6, 7
WORDS = {
    "applied": "brought in",
    "nothing": "nothing to do",
    "stopped": "stopped: it would end {ends} of {total}; HR decides in the app",
    "outdated": "nothing brought in: data kept changing meanwhile; run again",
    "tried": "tried only, nothing brought in",
}
CODES = {"stopped": STOPPED, "outdated": OUTDATED}


class Command(BaseCommand):
    help = (
        "Bring in people and employments (or units) from a file of the HR system. Exit status: 0 "
        f"brought in or nothing to do; {REFUSED_ROWS} some rows refused, the rest brought in; "
        f"{REFUSED_FILE} file refused; {STOPPED} stopped, it would end an unusual share; "
        f"{LOCKED} another feed is running; {OUTDATED} data changed meanwhile; 1 anything else."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or .xlsx")
        parser.add_argument("--kind", choices=Import.Kind.values, default=Import.Kind.PEOPLE)
        parser.add_argument("--mapping", default="", help="columns remembered by this name")
        parser.add_argument("--day", type=date.fromisoformat, help="changes apply from (today)")
        parser.add_argument(
            "--complete", action="store_true", help="end what the file does not have"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        with clock.pinned(), translation.override("en"):
            code = self._run(**options)
        if code:
            sys.exit(code)

    def _run(self, **options: Any) -> int:
        path: Path = options["file"]
        try:
            result = feed.run(
                data=path.read_bytes(),
                file_name=path.name,
                kind=options["kind"],
                mapping=options["mapping"],
                day=options["day"],
                complete=options["complete"],
                dry_run=options["dry_run"],
            )
        except OSError as error:
            self.stderr.write(f"file not read: {error.strerror}")
            return REFUSED_FILE
        except BadFile as bad:
            self.stderr.write(f"file refused: {bad}")
            return REFUSED_FILE
        except feed.Locked:
            self.stderr.write("another feed is running")
            return LOCKED
        except feed.Failed as failed:
            self.stderr.write(f"background work failed: {failed}")
            return 1
        numbers = result.unusual
        words = WORDS[result.outcome].format(
            ends=numbers.ends if numbers else 0, total=numbers.total if numbers else 0
        )
        counts = ", ".join(f"{name} {result.counts.get(name, 0)}" for name in Import.OUTCOMES)
        self.stdout.write(f"{words} ({counts})")
        return CODES.get(result.outcome, REFUSED_ROWS if result.refused else 0)
