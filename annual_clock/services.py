"""Reminders of what is owed, and decisions about letters and jobs that need a person."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annual_clock.models import Reminder
from annual_clock.obligations import Obligation, all_obligations
from annual_clock.policies import can_look_after_letters, can_look_after_work
from annual_clock.reminders import Stage, stages_on
from core import clock, faults, mail, work
from core.models import Letter, Work
from core.policies import Stale, require
from core.work import Progress
from organization.absences.selectors import away
from organization.models import Person, ReportingLine
from organization.selectors import employed_on, left, recipient_of

REMINDERS = "annual_clock.reminders"
REMINDER = "reminder"
TO_SUPERVISOR = "reminder_supervisor"
CHUNK = 500

Key = tuple[UUID, UUID, str, UUID, str]


def owe_reminders(today: date) -> Work:
    """Owe the day's reminders, once a day however often beat comes."""
    return work.owe(REMINDERS, today.isoformat(), bulk=True)


@work.handler(REMINDERS, lease=timedelta(minutes=10), name=_("Writing reminders"))
def _send(owed: Work) -> Iterator[Progress]:
    # By the day it is now: what was left undone yesterday is caught up by what holds today.
    return send_reminders(clock.today())


def send_reminders(today: date) -> Iterator[Progress]:
    """Write the letters that should have been written by `today`, people in chunks by their keys.

    Each stage of an obligation once (`Reminder`), so that it may be started again at any point;
    what is told on one day to one person is one letter. What has been done meanwhile is owed by
    nobody and brings no letter.
    """
    total, done, last = Person.objects.count(), 0, 0
    while people := list(
        Person.objects.filter(pk__gt=last).order_by("pk").select_related("user")[:CHUNK]
    ):
        _remind(people, today)
        faults.point("reminders.written")
        done, last = done + len(people), people[-1].pk
        yield Progress(done, max(total, done))


def _remind(people: Sequence[Person], today: date) -> None:
    staged = [
        (obligation, stage)
        for obligation in all_obligations(today, people)
        if obligation.remind and not obligation.waiting_for
        for stage in stages_on(obligation.due, today)
    ]
    supervisors = _next_supervisors([o for o, s in staged if s == Stage.SUPERVISOR], today)
    asked = [*people, *supervisors.values()] if staged else []
    # Nobody is reminded of work while away; it is due again after the return.
    silent = left(asked, today) | set(away(asked, today))
    letters: dict[tuple[Person, str], list[Told]] = defaultdict(list)
    for obligation, stage in staged:
        escalated = stage == Stage.SUPERVISOR
        to = supervisors.get(_holder(obligation)) if escalated else obligation.person
        if to is None or to.pk in silent or obligation.person.pk in silent:
            continue
        letters[to, TO_SUPERVISOR if escalated else REMINDER].append(Told(obligation, stage))
    known = _known(letters)
    for (to, kind), told in letters.items():
        new = [one for one in told if one.key(to) not in known]
        if new:
            _write(to, kind, new, today)


@dataclass(frozen=True)
class Told:
    """One thing that a letter tells of."""

    obligation: Obligation
    stage: str

    def key(self, to: Person) -> Key:
        one = self.obligation
        return (to.uuid, one.person.uuid, one.kind, one.subject, self.stage)


def _known(letters: Mapping[tuple[Person, str], Sequence[Told]]) -> set[Key]:
    rows = Reminder.objects.filter(
        recipient__in={to.uuid for to, _kind in letters},
        subject__in={one.obligation.subject for told in letters.values() for one in told},
    )
    return set(rows.values_list("recipient", "person", "kind", "subject", "stage"))


def _write(to: Person, kind: str, told: Sequence[Told], today: date) -> None:
    """One letter of all that is new, and the rows that say so: both or neither."""
    keys = [one.key(to) for one in told]
    items = [one.obligation for one in told]
    context = {
        "items": [Item(o, o.due == today, o.due < today) for o in items],
        "first": Item(items[0], items[0].due == today, items[0].due < today),
        "person": to,
    }
    digest = hashlib.sha256(repr(sorted(map(repr, keys))).encode()).hexdigest()[:12]
    try:
        with transaction.atomic():
            letter = mail.write_letter(
                recipient_of(to),
                kind=kind,
                subject_id=to.uuid,
                occasion=f"{today.isoformat()}/{digest}",
                context=context,
                bulk=True,
            )
            if letter is None:
                return
            Reminder.objects.bulk_create(
                Reminder(
                    recipient=recipient,
                    person=person,
                    kind=what,
                    subject=subject,
                    stage=stage,
                    letter=letter,
                )
                for recipient, person, what, subject, stage in keys
            )
    except IntegrityError:
        # Another worker was here at the same time: what it told is told.
        return


@dataclass(frozen=True)
class Item:
    """One line of a letter: the title and the day, never a text."""

    obligation: Obligation
    is_today: bool
    is_late: bool


def _holder(obligation: Obligation) -> tuple[int, int | None]:
    employment = obligation.employment
    return obligation.person.pk, employment.pk if employment else None


def _next_supervisors(
    late: Sequence[Obligation], today: date
) -> dict[tuple[int, int | None], Person]:
    """By (person, employment) and, for the main employment, by (person, None)."""
    lines = (
        ReportingLine.objects.on(today)
        .filter(
            employment__in=employed_on(today), employment__person__in={o.person.pk for o in late}
        )
        .select_related("supervisor__user", "employment")
        .order_by("employment__percent", "-employment__starts_on")
    )
    found: dict[tuple[int, int | None], Person] = {}
    for line in lines:
        person = line.employment.person_id
        found[person, line.employment_id] = found[person, None] = line.supervisor
    return {key: who for key, who in found.items() if who.pk != key[0]}


# ---------------------------------------------------------------------------- decisions of people


def send_again(*, user: Any, letter: Letter) -> None:
    """Raises `Refused`, and `Stale` when the letter no longer waits for a decision."""
    require(can_look_after_letters(user))
    mail.send_again(letter, actor=user.uuid)


def mark_delivered(*, user: Any, letter: Letter) -> None:
    """Raises `Refused`, and `Stale` when the letter no longer waits for a decision."""
    require(can_look_after_letters(user))
    mail.mark_delivered(letter, actor=user.uuid)


def retry_work(*, user: Any, owed: Work) -> None:
    """Raises `Refused`, and `Stale` when the work has not failed, or not any more."""
    require(can_look_after_work(user))
    if not work.retry(owed):
        raise Stale
