"""The nightly feed from an HR system: the same way as on the pages, without anybody watching.

One at a time. A file that cannot be read, rows that are refused, and a file that would end an
unusual share of the employments are told to HR by letter; the last waits in the app for HR's word.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.db import connection
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core import clock, work
from core.mail import name_kind, write_letter
from core.models import Work
from core.tabular import BadFile
from organization.importing import mappings, services
from organization.importing.actors import FEED
from organization.importing.brake import Unusual, unusual
from organization.importing.models import Import
from organization.models import Person
from organization.selectors import HR_ROLES, recipient_of, valid

LOCK = 62_010_063  # any number that is ours alone
PAUSE = 1.0
TRIES = 3
REPORT = "feed_report"
name_kind(REPORT, _("Report of the nightly feed"))


class Locked(Exception):
    """Another feed is running."""


class Failed(Exception):
    """Background work gave up; the pages of imports and of jobs show it."""


@dataclass(frozen=True)
class Result:
    """What came of a file. `outcome`: applied, nothing, stopped, outdated or tried."""

    outcome: str
    counts: dict[str, int]
    unusual: Unusual | None = None

    @property
    def refused(self) -> int:
        return self.counts.get("refuse", 0)


def run(
    *,
    data: bytes,
    file_name: str,
    kind: str = Import.Kind.PEOPLE,
    mapping: str = "",
    day: date | None = None,
    complete: bool = False,
    dry_run: bool = False,
) -> Result:
    """Bring in one file. Raises `BadFile` (after telling HR), `Locked` and `Failed`."""
    with lock():
        try:
            source = services.upload(user=FEED, kind=kind, data=data, file_name=file_name)
            try:
                source.mapping = dict(mappings.named(kind, source.headers, mapping))
            except BadFile:
                services.discard(user=FEED, source=source)
                raise
        except BadFile:
            if not dry_run:
                _tell_refused(data, file_name, kind, mapping)
            raise
        for _attempt in range(TRIES):
            _preview(source, day or clock.today(), complete)
            result = _bring_in(source, dry_run)
            if result.outcome != "outdated":
                break
        if dry_run or (result.outcome == "nothing" and not result.refused):
            services.discard(user=FEED, source=source)
        elif result.outcome != "nothing" or result.refused:
            _tell(source, result)
        return result


def _preview(source: Import, day: date, complete: bool) -> None:
    services.choose_columns(
        user=FEED, source=source, mapping=source.mapping, effective_on=day, complete=complete
    )
    _see_through("organization.stage_import", source)


def _bring_in(source: Import, dry_run: bool) -> Result:
    counts, too_many = source.counts, unusual(source)
    if too_many:
        return Result("stopped", counts, too_many)
    if dry_run:
        return Result("tried", counts)
    if not source.changes_something:
        return Result("nothing", counts)
    services.apply(user=FEED, source=source)
    _see_through("organization.apply_import", source)
    return Result("applied" if source.state == Import.State.APPLIED else "outdated", counts)


def _see_through(kind: str, source: Import) -> None:
    """Do the owed work here, or wait for the worker who has it."""
    owed = Work.objects.get(kind=kind, key=f"{source.uuid}:{source.run}")
    while owed.state == Work.State.OWED:
        if not work.perform(owed.pk):
            time.sleep(PAUSE)
        owed.refresh_from_db()
    if owed.state == Work.State.FAILED:
        raise Failed(kind)
    source.refresh_from_db()


@contextmanager
def lock() -> Iterator[None]:
    """One feed at a time, over all machines; gone by itself when the process dies."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise Locked
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    with lock_file().open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Locked from None
        yield


def lock_file() -> Path:
    """Beside the database whose feed it is (SQLite)."""
    return Path(f"{connection.settings_dict['NAME']}.feed-lock")


# Letters


def _hr() -> list[Person]:
    today = clock.today()
    people = Person.objects.filter(valid(today, "role_grants__"), role_grants__role__in=HR_ROLES)
    return list(people.select_related("user").distinct())


def _tell(source: Import, result: Result) -> None:
    counts = {name: result.counts.get(name, 0) for name in ("create", "change", "end", "refuse")}
    for person in _hr():
        write_letter(
            recipient_of(person),
            kind=REPORT,
            subject_id=source.uuid,
            occasion=result.outcome,
            context={
                "outcome": result.outcome,
                "counts": counts,
                "unusual": result.unusual,
                "file_name": source.file_name,
                "path": reverse("organization:import_preview", args=[source.uuid]),
            },
        )


def _tell_refused(data: bytes, file_name: str, kind: str, mapping: str) -> None:
    """Why the file was refused, in each reader's own language."""

    def reason() -> str:
        try:
            mappings.named(kind, services.examine(data, file_name).headers, mapping)
        except BadFile as bad:
            return str(bad)
        return ""

    now: Any = clock.now().isoformat()
    for person in _hr():
        write_letter(
            recipient_of(person),
            kind=REPORT,
            subject_id=uuid5(FEED.uuid, now),
            occasion=now,
            context={
                "outcome": "refused",
                "reason": lazy(reason, str)(),
                "path": reverse("organization:import_files"),
            },
        )
