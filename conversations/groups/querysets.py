"""The only read doors of group conversations (docs/architecture.md, "Who sees what").

`visible_to(user)`: of which conversations one may know that they exist, with dates and state.
`open_to(user)`: whose content one may read: the group's own members and whoever leads it.
`summed_for(user)`: whose summary (koonti) one may read, once the conversation is closed.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from organization.models import BodyMembership, Leadership, Person, Unit, UnitAncestor
from organization.selectors import employed_on, is_hr, person_of, principals_of, valid


def represented(person: Person, day: date) -> list[int]:
    """Keys of the person and of those for whom they may hold conversations as a deputy."""
    return [person.pk, *principals_of(person, "hold", day).values_list("pk", flat=True)]


def units_led(leaders: list[int], day: date) -> set[int]:
    """The units that these people answer for on `day`: those they lead, and those below that have
    no leader nearer."""
    own = list(Leadership.objects.on(day).filter(person__in=leaders).values_list("unit", flat=True))
    if not own:
        return set()
    nearer = UnitAncestor.objects.on(day).filter(
        unit=OuterRef("unit"),
        depth__lt=OuterRef("depth"),
        ancestor__in=Leadership.objects.on(day).values("unit"),
    )
    below = UnitAncestor.objects.on(day).filter(~Exists(nearer), ancestor__in=own)
    return {*own, *below.values_list("unit_id", flat=True)}


def bodies_chaired(leaders: list[int], day: date) -> set[int]:
    seats = BodyMembership.objects.on(day).filter(
        person__in=leaders, role=BodyMembership.Role.CHAIR
    )
    return set(seats.values_list("body", flat=True))


def led(person: Person, day: date) -> Q:
    """Conversations that the person leads on `day`, for oneself or as a deputy."""
    leaders = represented(person, day)
    return Q(unit__in=units_led(leaders, day)) | Q(body__in=bodies_chaired(leaders, day))


def under(person: Person, day: date) -> QuerySet[Unit]:
    """The units in the line of a leader: those led with all below them."""
    own = Leadership.objects.on(day).filter(person=person).values("unit")
    return Unit.objects.filter(
        pk__in=UnitAncestor.objects.on(day).filter(ancestor__in=own).values("unit")
    )


class GroupConversationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """That it exists, its dates and state: the group, its leader, HR; the leaders above once
        it is closed."""
        person = person_of(user)
        if person is None:
            return self.none()
        if is_hr(user):
            return self.all()
        day = clock.today()
        return self.filter(
            _member(person, day)
            | led(person, day)
            | Q(state="closed", unit__in=under(person, day).values("pk"))
        )

    def open_to(self, user: Any) -> Self:
        """Thoughts once collected, texts and items."""
        person = person_of(user)
        if person is None:
            return self.none()
        day = clock.today()
        return self.filter(_member(person, day) | led(person, day))

    def summed_for(self, user: Any) -> Self:
        """Requirement 37: those in it, the leaders above, and HR, who shares the summaries."""
        return self.visible_to(user).filter(summaries__isnull=False, state="closed").distinct()

    def with_names(self) -> Self:
        """With what a heading needs, in one query."""
        return self.select_related("unit", "body", "template")


def _member(person: Person, day: date) -> Q:
    """In the group, and still in the house (a seat without an employment counts)."""
    from conversations.groups.models import GroupParticipant

    mine = GroupParticipant.objects.filter(conversation=OuterRef("pk"), person=person)
    here = (
        employed_on(day).filter(person=person).exists() or person.seats.filter(valid(day)).exists()
    )
    return Exists(mine) if here else Q(pk__in=[])  # type: ignore[return-value]


class PracticeQuerySet(models.QuerySet[Any]):
    def published(self, day: date) -> Self:
        return self.filter(published_on__lte=day).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        )

    def visible_to(self, user: Any) -> Self:
        """What is shared is shared with everybody of the house (requirement 13)."""
        person = person_of(user)
        return self.published(clock.today()) if person else self.none()
