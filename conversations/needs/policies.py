"""Who records needs of units, closes a round's collection, and sees the sums."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.models import DevelopmentNeed, Round
from conversations.querysets import directs
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import UnitKind
from organization.selectors import is_hr, led_units, person_of, units_of_kind

BY_HR = (
    DevelopmentNeed.Source.SURVEY,
    DevelopmentNeed.Source.LAW,
    DevelopmentNeed.Source.HR,
)


def can_manage_unit_needs(user: Any) -> Decision:
    """Record, change and retire needs that come from surveys, the law and HR services."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services record needs of units."), right=True)


def can_change_unit_need(user: Any, need: DevelopmentNeed) -> Decision:
    decision = can_manage_unit_needs(user)
    if not decision:
        return decision
    if need.source not in BY_HR:
        return Denied(_("This need comes from a conversation and is changed there."))
    if need.retired_at is not None:
        return Denied(_("This need has been retired."))
    return Allowed()


def can_publish(user: Any, round_: Round) -> Decision:
    """Close the collection of a round's needs and publish the sums (requirement 42)."""
    if not is_hr(user):
        return Denied(_("Only HR services publish the sums of needs."), right=True)
    if hasattr(round_, "needs_publication"):
        return Denied(_("The sums of this round have been published. It is done only once."))
    if not round_.conversations.filter(state__in=("held", "locked")).exists():
        return Denied(_("No conversation of this round has been held yet."))
    return Allowed()


def can_see_sums(user: Any) -> Decision:
    """HR, directors, and supervisors of supervisors: those who lead an area of several units."""
    person = person_of(user)
    if is_hr(user):
        return Allowed()
    day = clock.today()
    if person is not None and (
        directs(person, day)
        or led_units(person, day)
        .filter(pk__in=units_of_kind(day, UnitKind.RESPONSIBILITY_AREA).values("pk"))
        .exists()
    ):
        return Allowed()
    return Denied(
        _("The sums are for HR services and for those who lead an area of several units."),
        right=True,
    )
