"""What conversations ask of people: prepare, set a time, hold, sign, settle what is unshared."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.obligations import Obligation, provide
from conversations.models import Conversation, Preparation, Side
from conversations.selectors.standing import DOING, Owed, Standing, Step, standing
from core.policies import Words
from organization.models import Person, ReportingLine
from organization.selectors import employed_on

MINUTES = {Step.PREPARE: 20, Step.BOOK: 5, Step.SIGN: 10}

EMPLOYEE_TITLES: dict[Step, Words] = {
    Step.PREPARE: _("Prepare for your development conversation"),
    Step.SIGN: _("Sign your development conversation"),
}
SUPERVISOR_TITLES: dict[Step, Words] = {
    Step.BOOK: _("Set a time for a development conversation: {name}"),
    Step.PREPARE: _("Prepare for a development conversation: {name}"),
    Step.HOLD: _("Hold the development conversation: {name}"),
    Step.SIGN: _("Sign the development conversation: {name}"),
}
ACTIONS: dict[Step, Words] = {
    Step.PREPARE: pgettext_lazy("button", "Prepare"),
    Step.BOOK: pgettext_lazy("button", "Set a time"),
    Step.HOLD: pgettext_lazy("button", "Open the conversation"),
    Step.SIGN: pgettext_lazy("button", "Read and sign"),
}


def url_of(conversation: Conversation, step: Step) -> str:
    """Where the step is taken."""
    name = {Step.PREPARE: "prepare", Step.BOOK: "schedule", Step.SIGN: "sign"}.get(step, "detail")
    return reverse(f"conversations:{name}", args=[conversation.uuid])


@provide
def obligations(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    """Open conversations of those employed today, and texts left unshared. Six queries at most."""
    chosen = None if people is None else list(people)
    for conversation, supervisor in _open(today, chosen):
        now = standing(conversation, today)
        yield from _of_employee(conversation, now, supervisor, chosen)
        if supervisor is not None:
            yield from _of_supervisor(conversation, now, supervisor, chosen)
    yield from _left_unshared(today, chosen)


def _open(today: date, people: list[Person] | None) -> Iterator[tuple[Conversation, Person | None]]:
    rows = (
        Conversation.objects.exclude(state=Conversation.State.LOCKED)
        .filter(restricted_at=None)
        .filter(employment__in=employed_on(today).values("pk"))
        .with_people()
        .with_present_supervisor(today)
        .prefetch_related("preparations", "signatures")
    )
    if people is not None:
        led = ReportingLine.objects.on(today).filter(supervisor__in=people)
        rows = rows.filter(
            Q(employment__person__in=people) | Q(employment__in=led.values("employment"))
        )
    found = list(rows.order_by("pk"))
    supervisors = (
        Person.objects.filter(pk__in={_leader(c) for c in found}).select_related("user").in_bulk()
    )
    for conversation in found:
        yield conversation, supervisors.get(_leader(conversation))


def _leader(conversation: Conversation) -> Any:
    """What `with_present_supervisor` added."""
    return conversation.present_supervisor_id  # type: ignore[attr-defined]


def _asked(person: Person, people: list[Person] | None) -> bool:
    return people is None or person in people


def _of_employee(
    conversation: Conversation,
    now: Standing,
    supervisor: Person | None,
    people: list[Person] | None,
) -> Iterator[Obligation]:
    employee = conversation.employment.person
    if not _asked(employee, people):
        return
    if now.employee is not None:
        yield _obligation(conversation, employee, now.employee, EMPLOYEE_TITLES, str(employee))
    elif now.supervisor is not None and supervisor is not None and people is not None:
        yield _waits(conversation, employee, now.supervisor, supervisor)


def _of_supervisor(
    conversation: Conversation, now: Standing, supervisor: Person, people: list[Person] | None
) -> Iterator[Obligation]:
    if not _asked(supervisor, people):
        return
    employee = conversation.employment.person
    if now.supervisor is not None:
        yield _obligation(
            conversation, supervisor, now.supervisor, SUPERVISOR_TITLES, str(employee)
        )
    elif now.employee is not None and people is not None:
        yield _waits(conversation, supervisor, now.employee, employee)


def _obligation(
    conversation: Conversation, person: Person, owed: Owed, titles: dict[Step, Words], name: str
) -> Obligation:
    return Obligation(
        person=person,
        kind=f"conversations.{owed.step.value}",
        subject=conversation.uuid,
        title=_named(titles[owed.step], name),
        due=owed.due,
        url=url_of(conversation, owed.step),
        action=ACTIONS[owed.step],
        minutes=MINUTES.get(owed.step),
    )


def _named(title: Any, name: str) -> Any:
    """Lazy: a letter and a page each use their own language."""
    return format_lazy(title, name=name)


def _waits(conversation: Conversation, person: Person, owed: Owed, other: Person) -> Obligation:
    return Obligation(
        person=person,
        kind=f"conversations.wait_{owed.step.value}",
        subject=conversation.uuid,
        title=_("Development conversation"),
        text=DOING[owed.step],
        due=owed.due,
        url=reverse("conversations:detail", args=[conversation.uuid]),
        waiting_for=str(other),
        remind=False,
    )


def _left_unshared(today: date, people: list[Person] | None) -> Iterator[Obligation]:
    rows = Preparation.objects.waiting().select_related(
        "author__user", "conversation__round", "conversation__employment__person"
    )
    if people is not None:
        rows = rows.filter(author__in=people)
    for row in rows.order_by("pk"):
        yield Obligation(
            person=row.author,
            kind="conversations.unshared",
            subject=row.conversation.uuid,
            title=_left_title(row),
            text=_("Text that you do not share is deleted after this day."),
            due=row.delete_after or today,
            url=reverse("conversations:left", args=[row.conversation.uuid]),
            action=pgettext_lazy("button", "Share or delete"),
            minutes=5,
        )


def _left_title(row: Preparation) -> Any:
    if row.side == Side.EMPLOYEE:
        return _("Share or delete the preparation you did not share")
    return format_lazy(
        _("Share or delete the preparation you did not share: {name}"),
        name=str(row.conversation.employment.person),
    )
