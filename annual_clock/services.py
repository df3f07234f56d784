"""Reminders of what is owed, and decisions about letters and jobs that need a person."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from annual_clock.obligations import Obligation, all_obligations
from annual_clock.policies import can_look_after_letters, can_look_after_work
from annual_clock.reminders import Stage, stages_on
from core import clock, faults, mail, work
from core.models import Letter, Work
from core.policies import Stale, require
from core.work import Progress
from organization.models import Employment, Person, ReportingLine
from organization.selectors import employed_on, recipient_of

REMINDERS = "annual_clock.reminders"
REMINDER = "reminder"
TO_SUPERVISOR = "reminder_supervisor"
CHUNK = 500

Key = tuple[Any, str, Any, str]


def owe_reminders(today: date) -> Work:
    """Owe the day's reminders, once a day however often beat comes."""
    return work.owe(REMINDERS, today.isoformat(), bulk=True)


@work.handler(REMINDERS, lease=timedelta(minutes=10), name=_("Writing reminders"))
def _send(owed: Work) -> Iterator[Progress]:
    # By the day it is now: what was left undone yesterday is caught up by what holds today.
    return send_reminders(clock.today())


def send_reminders(today: date) -> Iterator[Progress]:
    """Write the letters that should have been written by `today`, people in chunks by their keys.

    Each stage of an obligation once (the letter's unique key), so that it may be started again at
    any point. What has been done meanwhile is owed by nobody and brings no letter.
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
    owed = [
        (obligation, stage)
        for obligation in all_obligations(today, people)
        if obligation.remind and not obligation.waiting_for
        for stage in stages_on(obligation.due, today)
    ]
    if not owed:
        return
    supervisors = _next_supervisors([o for o, s in owed if s == Stage.SUPERVISOR], today)
    left = _left([*people, *supervisors.values()], today)
    written = _written({o.subject for o, _ in owed})
    for obligation, stage in owed:
        if obligation.person.pk in left:
            continue
        if stage == Stage.SUPERVISOR:
            supervisor = supervisors.get(_holder(obligation))
            if supervisor and supervisor.pk not in left:
                _write(obligation, supervisor, TO_SUPERVISOR, today, written)
        else:
            _write(obligation, obligation.person, REMINDER, today, written, stage)


def _write(
    obligation: Obligation,
    to: Person,
    kind: str,
    today: date,
    written: set[Key],
    stage: str = "",
) -> None:
    # One supervisor may hear of the same thing from several people, each once.
    occasion = f"{obligation.kind}/{stage or obligation.person.pk}"
    if (to.uuid, kind, obligation.subject, occasion) in written:
        return
    mail.write_letter(
        recipient_of(to),
        kind=kind,
        subject_id=obligation.subject,
        occasion=occasion,
        context={
            "title": obligation.title,
            "due": obligation.due,
            "is_today": obligation.due == today,
            "is_late": obligation.due < today,
            "url": obligation.url,
            "person": obligation.person,
        },
        bulk=True,
    )


def _written(subjects: set[Any]) -> set[Key]:
    """The reminders that exist already: nothing is drawn in vain for a week."""
    return set(
        Letter.objects.filter(
            kind__in=[REMINDER, TO_SUPERVISOR], subject_id__in=subjects
        ).values_list("recipient", "kind", "subject_id", "occasion")
    )


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


def _left(people: Iterable[Person], today: date) -> set[int]:
    """Who had an employment and has none today. An elected chair never had one, and stays."""
    ids = {p.pk for p in people}
    had = set(Employment.objects.filter(person__in=ids).values_list("person", flat=True))
    has = set(employed_on(today).filter(person__in=ids).values_list("person", flat=True))
    return had - has


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
