"""What the clock tells of development conversations: one's own, or how far one's team is."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from annual_clock.defaults import DEVELOPMENT_CONVERSATIONS, SUPERVISOR_CONVERSATIONS
from annual_clock.milestones import Status, Told, tells
from annual_clock.models import Milestone
from conversations.models import Conversation
from conversations.selectors.standing import Owed, held_on, standing
from core.look import formats
from organization.models import Person, ReportingLine

State = Conversation.State


@tells(SUPERVISOR_CONVERSATIONS)
def supervisors(person: Person, milestone: Milestone, today: date) -> Told | None:
    """A supervisor's own talk; for whoever leads supervisors, theirs."""
    return _told(person, milestone, today, for_supervisor=True)


@tells(DEVELOPMENT_CONVERSATIONS)
def staff(person: Person, milestone: Milestone, today: date) -> Told | None:
    """One's own talk; for a supervisor, the team's."""
    return _told(person, milestone, today, for_supervisor=False)


def _told(
    person: Person, milestone: Milestone, today: date, *, for_supervisor: bool
) -> Told | None:
    led = ReportingLine.objects.on(today).filter(supervisor=person)
    rows = list(
        Conversation.objects.filter(
            Q(employment__person=person) | Q(employment__in=led.values("employment")),
            round__year=milestone.year,
            for_supervisor=for_supervisor,
        )
        .with_people()
        .prefetch_related("preparations", "signatures", "refusals")
    )
    own = [c for c in rows if c.employment.person_id == person.pk]
    # One opened outside the round stands beside the round's own: what is open comes first.
    own.sort(key=lambda c: (c.state == State.LOCKED, -c.pk))
    if own:
        return _own(own[0], today)
    return _team(rows, today) if rows else None


def _own(c: Conversation, today: date) -> Told:
    now = standing(c, today)
    held = held_on(c)
    if held:
        when = _("held {day}").format(day=formats.fin_date(held, "bare"))
    else:
        when = formats.fin_moment(c.meets_at) if c.meets_at else ""
    return Told(
        _status(now.employee, c.state == State.LOCKED, today),
        when=when,
        whose=_("You and {name}").format(name=c.held_by or c.supervisor),
        url=reverse("conversations:detail", args=[c.uuid]),
    )


def _team(rows: list[Conversation], today: date) -> Told:
    """The supervisor's own next turn decides: what is most urgent of all."""
    statuses: set[Status] = set()
    for c in rows:
        now = standing(c, today)
        statuses.add(_status(now.supervisor, c.state == State.LOCKED, today))
    order: tuple[Status, ...] = ("late", "turn", "other", "done")
    held = sum(1 for c in rows if c.state != State.PREPARING)
    return Told(
        next(status for status in order if status in statuses),
        when=_("held {held} of {total}").format(held=held, total=len(rows)),
        url=reverse("conversations:team"),
    )


def _status(mine: Owed | None, locked: bool, today: date) -> Status:
    if locked:
        return "done"
    if mine is not None:
        return "late" if mine.late(today) else "turn"
    return "other"
