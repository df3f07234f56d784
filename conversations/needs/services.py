"""Needs of units: from group and strategic conversations, surveys, the law and HR services."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from audit.services import record
from conversations.models import DevelopmentNeed
from conversations.needs.policies import BY_HR, can_change_unit_need, can_manage_unit_needs
from core import clock
from core.policies import Stale, require
from organization.models import Unit
from organization.selectors import person_of

Source = DevelopmentNeed.Source


def add_unit_need(
    *,
    user: Any,
    unit: Unit,
    source: str,
    topic: str,
    year: int | None = None,
    origin: UUID | None = None,
    once: UUID | None = None,
    **values: Any,
) -> DevelopmentNeed:
    """A need of the unit with all below it; the training plans of the years after `year` (today's)
    are made of it until it is retired.

    `values`: competence, way, urgency, horizon, basis. Of a group or strategic conversation
    `origin` is its random id, and its own policy has been asked; others HR records (Refused).
    `once`: the random id a form was opened with; the same again makes nothing new.
    """
    if source in BY_HR:
        require(can_manage_unit_needs(user))
    if source == Source.CONVERSATION:
        raise ValueError("a development conversation's needs are its own")
    with transaction.atomic():
        uuid = once or uuid4()
        taken = DevelopmentNeed.objects.filter(uuid=uuid).first()
        if taken is not None and taken.unit == unit:
            return taken
        need = DevelopmentNeed.objects.create(
            uuid=uuid4() if taken else uuid,
            unit=unit,
            source=source,
            topic=topic,
            year=year or clock.today().year,
            origin=origin,
            author=person_of(user),
            agreed=True,
            **values,
        )
        record(user, "conversations.add_unit_need", need)
    return need


def change_unit_need(
    *, user: Any, need: DevelopmentNeed, version: int, values: Mapping[str, Any]
) -> None:
    """Raises Stale when it has changed since `version`."""
    require(can_change_unit_need(user, need))
    with transaction.atomic():
        mine = DevelopmentNeed.objects.filter(pk=need.pk, version=version, retired_at=None)
        if not mine.update(**values, version=F("version") + 1):
            raise Stale
        record(user, "conversations.change_unit_need", need)


def retire_unit_need(*, user: Any, need: DevelopmentNeed) -> None:
    """It no longer stands in plans to come; plans made of it stay as they are."""
    require(can_change_unit_need(user, need))
    with transaction.atomic():
        mine = DevelopmentNeed.objects.filter(pk=need.pk, retired_at=None)
        if mine.update(retired_at=clock.now(), version=F("version") + 1):
            record(user, "conversations.retire_unit_need", need)
