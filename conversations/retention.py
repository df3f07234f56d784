"""What was said in conversations goes three calendar years after the conversation's year, and at
most six months after the employee left (domain.md 3.4)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from conversations.goals.models import TeamGoal
from conversations.models import (
    Arrangement,
    Conversation,
    DevelopmentNeed,
    Goal,
    Refusal,
    Remark,
    Signature,
)
from conversations.scheduling.models import OfferedTime
from conversations.services import preparing
from core import clock
from core.retention import Rows, Unit, eraser, keep, moment, rule
from organization.models import Employment

rule(
    "unshared",
    name=_("Preparations that were not shared"),
    unit=Unit.DAYS,
    default=14,
    counted_from=_("the day the conversation was held, or the supervisor changed"),
    erased=_("Deleted by itself, unless its author shares it."),
    nightly=True,
    why=_("The pages promise fourteen days."),
)
rule(
    "leaver",
    name=_("Conversations of those who left"),
    unit=Unit.MONTHS,
    default=6,
    least=1,
    most=6,
    counted_from=_("the end of the last employment"),
    erased=_("Deleted by itself: texts, ratings, goals, signatures, signed copies and their PDF."),
    nightly=True,
    recorded=True,
)
rule(
    "conversation",
    name=_("Conversations, ratings, goals and needs"),
    unit=Unit.CALENDAR_YEARS,
    default=3,
    least=1,
    most=6,
    counted_from=_("the year of the conversation"),
    erased=_(
        "Deleted in the yearly run: texts, ratings, goals, signatures, signed copies and their PDF."
    ),
)


def _left(cutoff: date, path: str) -> Any:
    """The person of `path` has had no employment since the cutoff (another one may follow the one
    in which the conversation was held)."""
    since = Q(ends_on__isnull=True) | Q(ends_on__gt=cutoff)
    return ~Exists(Employment.objects.filter(since, person=OuterRef(path)))


def _erasable() -> QuerySet[Conversation]:
    """What is restricted waits until the restriction is lifted (GDPR 18)."""
    return Conversation.objects.filter(restricted_at=None)


def _talks_of_leavers(cutoff: date) -> QuerySet[Conversation]:
    return _erasable().filter(_left(cutoff, "employment__person"))


def _old_talks(cutoff: date) -> QuerySet[Conversation]:
    return _erasable().filter(round__year__lt=cutoff.year)


def _goals_of_leavers(cutoff: date) -> QuerySet[Goal]:
    return Goal.objects.filter(_left(cutoff, "employment__person"), conversation=None)


def _old_goals(cutoff: date) -> QuerySet[Goal]:
    return Goal.objects.filter(conversation=None, updated_at__lt=moment(cutoff))


def _old_needs(cutoff: date) -> QuerySet[DevelopmentNeed]:
    """Needs of units, from surveys or the law; those of conversations go with them."""
    return DevelopmentNeed.objects.filter(conversation=None, created_at__lt=moment(cutoff))


def _talks(rule: str, due: Callable[[date], QuerySet[Any]]) -> Rows:
    return Rows(
        key=f"conversations.{rule}",
        rule=rule,
        name=_("Development conversations"),
        due=due,
        year=F("round__year"),
        people=("employment__person__uuid", "supervisor__uuid"),
        logged=True,
        related=("employment__person", "round"),
        label=lambda talk: f"{talk.employment.person}, {talk.round.year}",
    )


def _goals(rule: str, due: Callable[[date], QuerySet[Any]]) -> Rows:
    return Rows(
        key=f"conversations.{rule}_goal",
        rule=rule,
        name=_("Goals outside conversations"),
        due=due,
        year="updated_at",
        people=("employment__person__uuid",),
        related=("employment__person",),
        label=lambda goal: f"{goal.employment.person}, {goal.updated_at:%Y}",
    )


def _of_leavers(model: Any, cutoff: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(_left(cutoff, "employment__person"))
    return rows


def _arrangements(rule: str, due: Callable[[date], QuerySet[Any]]) -> Rows:
    return Rows(
        key=f"conversations.{rule}_arrangement",
        rule=rule,
        name=_("Decisions of HR on one person's turn in a round"),
        due=due,
        year=F("round__year"),
        people=("employment__person__uuid",),
        related=("employment__person", "round"),
        label=lambda row: f"{row.employment.person}, {row.round.year}",
    )


eraser(
    Rows(
        key="conversations.unshared",
        rule="unshared",
        name=_("Preparations that were not shared"),
        due=lambda cutoff: preparing.expired(clock.today()),
        year=F("conversation__round__year"),
        erase=preparing.erase,
        stays=True,
    )
)
eraser(_talks("leaver", _talks_of_leavers))
eraser(_goals("leaver", _goals_of_leavers))
eraser(_arrangements("leaver", lambda cutoff: _of_leavers(Arrangement, cutoff)))
eraser(_talks("conversation", _old_talks))
eraser(_goals("conversation", _old_goals))
eraser(
    _arrangements(
        "conversation", lambda cutoff: Arrangement.objects.filter(round__year__lt=cutoff.year)
    )
)
eraser(
    Rows(
        key="conversations.time",
        rule="conversation",
        name=_("Times offered for conversations"),
        due=lambda cutoff: OfferedTime.objects.filter(starts_at__lt=moment(cutoff)),
        year="starts_at",
        people=("supervisor__uuid",),
        label=lambda time: f"{time.starts_at:%Y-%m-%d}",
    )
)
eraser(
    Rows(
        key="conversations.need",
        rule="conversation",
        name=_("Needs of units"),
        due=_old_needs,
        year="created_at",
        label=lambda need: f"{need.get_source_display()} {need.created_at:%Y}",
    )
)


eraser(
    Rows(
        key="conversations.team_goal",
        rule="conversation",
        name=_("Goals of whole teams"),
        due=lambda cutoff: TeamGoal.objects.filter(updated_at__lt=moment(cutoff)),
        year="updated_at",
        label=lambda goal: f"{goal.updated_at:%Y}",
    )
)


@keep("organization.Employment")
def _spoken_of() -> Any:
    return Conversation.objects.values("employment")


# Whoever talked, led or signed is named as long as the conversation is there.
for _talking in ("supervisor", "employment__person"):
    keep("organization.Person")(partial(Conversation.objects.order_by().values, _talking))
for _rows, _who in ((Signature, "person"), (Refusal, "person"), (Remark, "author")):
    keep("organization.Person")(partial(_rows.objects.order_by().values, _who))

from conversations.groups import retention as _groups  # noqa: E402, F401 - registers its own
