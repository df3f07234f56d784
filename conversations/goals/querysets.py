"""The only read door of goals outside a conversation's own pages (docs/architecture.md)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from conversations.querysets import ItemQuerySet
from core import clock
from organization.models import (
    Deputy,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    UnitAncestor,
)
from organization.selectors import person_of


def _led(day: date, **who: Any) -> Q:
    lines = ReportingLine.objects.on(day).filter(**who)
    return Q(employment__in=lines.values("employment"))


class GoalQuerySet(ItemQuerySet):
    """Goals of employments. Suggestions of a preparation are read by `readable` only."""

    def standing(self) -> Self:
        """Agreed in a conversation, or set outside one (agreed or still proposed)."""
        return self.filter(Q(agreed=True) | Q(conversation__isnull=True))

    def open(self) -> Self:
        """In progress, and not continued by a goal of a later conversation."""
        later = self.model.objects.filter(continues=OuterRef("pk"), agreed=True)
        return self.filter(~Exists(later), agreed=True, status="open")

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of whom one is the present supervisor or a deputy with the right;
        nobody else's: not an earlier supervisor's, a director's or HR's."""
        person = person_of(user)
        if person is None:
            return self.none()
        day = clock.today()
        deputies = Deputy.objects.in_force(day).filter(deputy=person)
        talks = deputies.filter(Q(may_hold=True) | Q(may_sign=True))
        history = deputies.filter(may_see_history=True)
        locked = Q(conversation__state="locked")
        others = (
            _led(day, supervisor=person)
            | (_led(day, supervisor__in=talks.values("supervisor")) & ~locked)
            | (_led(day, supervisor__in=history.values("supervisor")) & locked)
        )
        free = Q(conversation__isnull=True) | Q(conversation__restricted_at__isnull=True)
        return self.standing().filter(Q(employment__person=person) | (others & free))


class TeamGoalQuerySet(models.QuerySet[Any]):
    """Goals of units."""

    def open(self) -> Self:
        return self.filter(status="open")

    def of(self, person: Person, day: date) -> Self:
        """Those of the units in which `person` works, and of those above them."""
        units = Membership.objects.on(day).filter(employment__person=person).values("unit")
        above = UnitAncestor.objects.on(day).filter(unit__in=units)
        return self.filter(unit__in=above.values("ancestor"))

    def visible_to(self, user: Any) -> Self:
        """Everybody in the unit, its leader, and the leader's deputies."""
        person = person_of(user)
        if person is None:
            return self.none()
        day = clock.today()
        principals = Deputy.objects.in_force(day).filter(deputy=person, may_hold=True)
        led = Leadership.objects.on(day).filter(
            Q(person=person) | Q(person__in=principals.values("supervisor"))
        )
        return self.of(person, day) | self.filter(unit__in=led.values("unit"))
