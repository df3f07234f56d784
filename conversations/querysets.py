"""The only read doors of conversations (docs/architecture.md, "Who sees what").

`visible_to(user)`: of which conversations one may know that they exist, with dates and state.
`open_to(user)`: in which conversations one may read at least something; their content is then
loaded with `readable(reader)`, which asks the same rules for every layer (policies.Reader).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from core import clock
from organization.models import (
    Absence,
    Deputy,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    UnitAncestor,
    UnitKind,
    UnitPeriod,
)
from organization.selectors import is_hr, person_of

if TYPE_CHECKING:
    from conversations.policies import Reader

DEPUTY_RIGHTS = ("prepare", "hold", "see_history", "sign")


def any_deputy_right() -> Q:
    rights = Q()
    for right in DEPUTY_RIGHTS:
        rights |= Q(**{f"may_{right}": True})
    return rights


def _led_by(person: Person, day: date) -> Q:
    """Conversations of those whom `person`, or somebody `person` is a deputy of, leads on `day`."""
    principals = Deputy.objects.in_force(day).filter(any_deputy_right(), deputy=person)
    lines = ReportingLine.objects.on(day).filter(
        Q(supervisor=person) | Q(supervisor__in=principals.values("supervisor"))
    )
    return Q(employment__in=lines.values("employment"))


def _directed_units(person: Person, day: date) -> models.QuerySet[UnitPeriod]:
    led = Leadership.objects.on(day).filter(person=person).values("unit")
    return UnitPeriod.objects.on(day).filter(
        unit__in=led, kind__in=(UnitKind.SERVICE_AREA, UnitKind.CITY)
    )


def directs(person: Person, day: date) -> bool:
    """Whether `person` is a director: leads a service area, or the city."""
    return _directed_units(person, day).exists()


def _directed_by(person: Person, day: date) -> Q:
    """Conversations in the line of a director."""
    areas = _directed_units(person, day).values("unit")
    below = UnitAncestor.objects.on(day).filter(ancestor__in=areas)
    members = Membership.objects.on(day).filter(unit__in=below.values("unit"))
    return Q(employment__in=members.values("employment"))


class ConversationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Existence, dates and state. Content needs `open_to`."""
        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        day = clock.today()
        return self.filter(
            Q(employment__person=person)
            | _led_by(person, day)
            | _directed_by(person, day)
            | Q(held_by=person)
        )

    def open_to(self, user: Any) -> Self:
        """The employee's own, and those of whom one is the present supervisor or a deputy."""
        person = person_of(user)
        if person is None:
            return self.none()
        return self.filter(Q(employment__person=person) | _led_by(person, clock.today()))

    def disclosed_to(self, user: Any) -> Self:
        """Opened to this person for a time by a lawful disclosure (policies.grants)."""
        from conversations.policies.grants import grants_of

        person = person_of(user)
        return self.filter(pk__in=grants_of(person)) if person else self.none()

    def left_by(self, user: Any) -> Self:
        """Where one's own unshared preparation waits to be shared or deleted."""
        person = person_of(user)
        if person is None:
            return self.none()
        from conversations.models import Preparation

        left = Preparation.objects.waiting().filter(author=person)
        return self.filter(pk__in=left.values("conversation"))

    def with_people(self) -> Self:
        """With everything that a heading needs, in one query."""
        return (
            self.select_related(
                "round__template",
                "employment__person__user",
                "supervisor__user",
                "held_by",
                "held_for",
            )
            .with_absence(clock.today())
            .with_offers()
        )

    def with_offers(self) -> Self:
        """`offered_until`: the last of the times that the supervisor offers and that are still free
        to choose, or nothing."""
        from conversations.scheduling.models import OfferedTime

        times = OfferedTime.objects.open().filter(
            offered_to=OuterRef("pk"), supervisor=OuterRef("supervisor")
        )
        last = times.order_by("-starts_at").values("starts_at")[:1]
        return self.annotate(offered_until=Subquery(last))

    def with_absence(self, day: date) -> Self:
        """`away_since` and `away_until` (the first day back) of an employee who is on leave on
        `day`, `returned_on` of the newest leave that is over."""
        mine = Absence.objects.filter(employment=OuterRef("employment"))
        over = mine.filter(valid_until__lte=day).order_by("-valid_until")
        return self.annotate(
            away_since=Subquery(mine.on(day).values("valid_from")[:1]),
            away_until=Subquery(mine.on(day).values("valid_until")[:1]),
            returned_on=Subquery(over.values("valid_until")[:1]),
        )

    def with_present_supervisor(self, day: date) -> Self:
        """`present_supervisor_id`: who leads the employment on `day`."""
        line = ReportingLine.objects.on(day).filter(employment=OuterRef("employment"))
        return self.annotate(present_supervisor_id=Subquery(line.values("supervisor")[:1]))


class PreparationQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Not shared although the talk is over or the supervisor has changed. What is restricted
        waits with the restriction."""
        return self.filter(
            shared_at__isnull=True,
            delete_after__isnull=False,
            conversation__restricted_at__isnull=True,
        )


class AnswerQuerySet(models.QuerySet[Any]):
    def readable(self, reader: Reader) -> Self:
        """What the reader may see of one conversation's texts."""
        return self.filter(reader.answers(), conversation=reader.conversation)


class RatingQuerySet(models.QuerySet[Any]):
    def readable(self, reader: Reader) -> Self:
        return self.filter(reader.ratings(), conversation=reader.conversation)


class ItemQuerySet(models.QuerySet[Any]):
    """Goals and development needs: suggestions of a preparation, or agreed."""

    def readable(self, reader: Reader) -> Self:
        return self.filter(reader.items(), conversation=reader.conversation)
