"""What conversations ask of people: prepare, set a time, hold, sign, settle what is unshared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.obligations import Obligation, provide
from conversations.models import Conversation, Preparation, Side
from conversations.querysets import any_deputy_right
from conversations.selectors.standing import DOING, Owed, Standing, Step, standing
from core.policies import Words
from organization.absences.selectors import away, unstaffed
from organization.models import Deputy, Person, ReportingLine
from organization.selectors import employed_on, hr_people

NAME_WITHIN = timedelta(days=7)
MINUTES = {Step.PREPARE: 20, Step.BOOK: 5, Step.CHOOSE: 2, Step.SIGN: 10}

EMPLOYEE_TITLES: dict[Step, Words] = {
    Step.PREPARE: _("Prepare for your development conversation"),
    Step.CHOOSE: _("Choose a time for your development conversation"),
    Step.SIGN: _("Sign your development conversation"),
}
SUPERVISOR_TITLES: dict[Step, Words] = {
    Step.BOOK: _("Set a time for a development conversation: {name}"),
    Step.PREPARE: _("Prepare for a development conversation: {name}"),
    Step.HOLD: _("Hold the development conversation: {name}"),
    Step.SIGN: _("Sign the development conversation: {name}"),
    Step.ARRANGE: _("Arrange the signature of {name}: a code or paper"),
    Step.CLOSE: _("Close the development conversation: {name}"),
}
# What a deputy needs for each step of the supervisor's.
RIGHT_FOR = {
    Step.PREPARE: "prepare", Step.BOOK: "hold", Step.HOLD: "hold",
    Step.SIGN: "sign", Step.ARRANGE: "sign", Step.CLOSE: "sign",
}  # fmt: skip
ACTIONS: dict[Step, Words] = {
    Step.PREPARE: pgettext_lazy("button", "Prepare"),
    Step.BOOK: pgettext_lazy("button", "Set a time"),
    Step.CHOOSE: pgettext_lazy("button", "Choose a time"),
    Step.HOLD: pgettext_lazy("button", "Open the conversation"),
    Step.SIGN: pgettext_lazy("button", "Read and sign"),
    Step.ARRANGE: pgettext_lazy("button", "Arrange the signature"),
    Step.CLOSE: pgettext_lazy("button", "Close the conversation"),
}


def url_of(conversation: Conversation, step: Step) -> str:
    """Where the step is taken."""
    names = {
        Step.PREPARE: "prepare", Step.BOOK: "schedule", Step.CHOOSE: "choose_time",
        Step.SIGN: "sign", Step.ARRANGE: "sign_here", Step.CLOSE: "close",
    }  # fmt: skip
    name = names.get(step, "detail")
    return reverse(f"conversations:{name}", args=[conversation.uuid])


@provide
def obligations(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    """Open conversations of those employed today, and texts left unshared. Six queries at most."""
    chosen = None if people is None else list(people)
    found = list(_open(today, chosen))
    stand_ins = StandIns({boss.pk for _c, boss in found if boss}, today, chosen)
    for conversation, supervisor in found:
        now = standing(conversation, today)
        yield from _of_employee(conversation, now, supervisor, chosen)
        if supervisor is not None:
            yield from _of_supervisor(conversation, now, supervisor, chosen, stand_ins)
            yield from _of_deputies(conversation, now, supervisor, stand_ins)
    yield from _left_unshared(today, chosen)
    yield from _unled(today, chosen)
    yield from _unstaffed(today, chosen)


def _open(today: date, people: list[Person] | None) -> Iterator[tuple[Conversation, Person | None]]:
    rows = (
        Conversation.objects.exclude(state=Conversation.State.LOCKED)
        .filter(restricted_at=None)
        .filter(employment__in=employed_on(today).values("pk"))
        .with_people()
        .with_present_supervisor(today)
        .prefetch_related("preparations", "signatures", "refusals")
    )
    if people is not None:
        principals = Deputy.objects.in_force(today).filter(any_deputy_right(), deputy__in=people)
        led = ReportingLine.objects.on(today).filter(
            Q(supervisor__in=people) | Q(supervisor__in=principals.values("supervisor"))
        )
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
    conversation: Conversation,
    now: Standing,
    supervisor: Person,
    people: list[Person] | None,
    stand_ins: "StandIns",
) -> Iterator[Obligation]:
    if not _asked(supervisor, people):
        return
    if supervisor.pk in stand_ins.away:
        return
    employee = conversation.employment.person
    if now.supervisor is not None:
        yield _obligation(
            conversation, supervisor, now.supervisor, SUPERVISOR_TITLES, str(employee)
        )
    elif now.employee is not None and people is not None:
        yield _waits(conversation, supervisor, now.employee, employee)


class StandIns:
    """Who stands in for whom, and which supervisors are away. Three queries, however many."""

    def __init__(self, supervisors: set[int], today: date, people: list[Person] | None) -> None:
        self.today = today
        self.away = away(supervisors, today)
        rows = Deputy.objects.in_force(today).filter(any_deputy_right(), supervisor__in=supervisors)
        if people is not None:
            rows = rows.filter(deputy__in=people)
        self.deputies: dict[int, list[Deputy]] = defaultdict(list)
        for row in rows.select_related("deputy__user").order_by("pk"):
            self.deputies[row.supervisor_id].append(row)


def _of_deputies(
    conversation: Conversation, now: Standing, supervisor: Person, stand_ins: StandIns
) -> Iterator[Obligation]:
    """What a deputy may do in the supervisor's stead stands on the deputy's page; reminders go to
    the deputy only while the supervisor is away."""
    if now.supervisor is None:
        return
    right = RIGHT_FOR[now.supervisor.step]
    employee = conversation.employment.person
    told = set()
    for row in stand_ins.deputies[supervisor.pk]:
        if row.deputy == employee or row.deputy_id in told or not getattr(row, f"may_{right}"):
            continue
        told.add(row.deputy_id)
        yield _obligation(
            conversation,
            row.deputy,
            now.supervisor,
            SUPERVISOR_TITLES,
            str(employee),
            text=format_lazy(_("As deputy for {name}"), name=str(supervisor)),
            remind=supervisor.pk in stand_ins.away,
        )


def _obligation(
    conversation: Conversation,
    person: Person,
    owed: Owed,
    titles: dict[Step, Words],
    name: str,
    **more: Any,
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
        employment=(conversation.employment if person == conversation.employment.person else None),
        **more,
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


def unled(today: date) -> Any:
    """Open conversations of those employed today whom nobody leads."""
    return (
        Conversation.objects.exclude(state=Conversation.State.LOCKED)
        .filter(employment__in=employed_on(today).values("pk"))
        .exclude(employment__in=ReportingLine.objects.on(today).values("employment"))
        .select_related("employment__person", "round")
        .order_by("employment__person__last_name", "employment__person__first_name", "pk")
    )


def _unled(today: date, people: list[Person] | None) -> Iterator[Obligation]:
    """HR names somebody for those whom nobody leads."""
    hr = [person for person in hr_people(today) if _asked(person, people)]
    if not hr:
        return
    for conversation in unled(today):
        for person in hr:
            yield Obligation(
                person=person,
                kind="conversations.unled",
                subject=conversation.uuid,
                title=_named(_("Name a supervisor: {name}"), str(conversation.employment.person)),
                text=_("An open development conversation waits for it."),
                due=(conversation.unled_since or today) + NAME_WITHIN,
                url=reverse("conversations:round") + "#h-unled",
                action=pgettext_lazy("button", "Name a supervisor"),
                minutes=5,
            )


def _unstaffed(today: date, people: list[Person] | None) -> Iterator[Obligation]:
    """HR names a deputy for a supervisor who is away and has named nobody."""
    hr = [person for person in hr_people(today) if _asked(person, people)]
    if not hr:
        return
    for supervisor, leave in unstaffed(today).items():
        for person in hr:
            yield Obligation(
                person=person,
                kind="conversations.unstaffed",
                subject=supervisor.uuid,
                title=_named(_("Name a deputy: {name}"), str(supervisor)),
                text=_("A supervisor is on leave, and nobody holds the conversations meanwhile."),
                due=leave.since + NAME_WITHIN,
                url=reverse("organization:deputy_choose", args=[supervisor.uuid]),
                action=pgettext_lazy("button", "Name a deputy"),
                minutes=5,
            )
