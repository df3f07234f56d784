"""Verbs of the year's round: choose, settle one person's turn, open one talk outside it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.models import Arrangement, Conversation, Round, UnitChoice
from conversations.policies import can_open_round
from conversations.rounds.policies import (
    can_arrange,
    can_choose,
    can_leave_out,
    can_open_single,
    can_set_years,
    untouched,
)
from conversations.services.rounds import draft_round, make_chunk
from core import clock
from core.policies import Stale, require
from organization.models import ClockVariant, Employment, Leadership, Membership, Unit, UnitPeriod
from organization.selectors import period_of, person_of, supervisor_of
from organization.services import change_unit

Decision = Arrangement.Decision
Occasion = Conversation.Occasion
DAYS = ("due_on", "education_due_on", "supervisors_due_on", "new_weeks", "carries_over")
# Our default: a beginner has a month to find one's feet.
FIRST_WEEKS = 4
VERSIONS = ("template", "group_template", "staff_framework", "supervisor_framework")


@transaction.atomic
def begin(*, user: Any, year: int) -> Round:
    """Begin to prepare the year with the defaults. Nobody gets anything before it is opened."""
    require(can_open_round(user))
    is_new = not Round.objects.filter(year=year).exists()
    draft = draft_round(year=year)
    if is_new:
        draft.new_weeks = FIRST_WEEKS
        draft.save(update_fields=["new_weeks"])
    record(user, "conversations.choose_round", draft)
    return draft


@transaction.atomic
def choose(*, user: Any, year: int, version: int, values: Mapping[str, Any]) -> Round:
    """Keep what HR has chosen for the year. When it has been opened, only the last days, the
    weeks and the carrying over change, and the open conversations follow the new days.

    Raises `Stale` when somebody else has chosen meanwhile.
    """
    require(can_open_round(user))
    draft_round(year=year)
    opened = Round.objects.select_for_update().get(year=year)
    if opened.version != version:
        raise Stale
    for name in DAYS if opened.is_open else (*DAYS, *VERSIONS):
        if name in values:
            setattr(opened, name, values[name])
    opened.version += 1
    opened.save()
    if opened.is_open:
        _follow_days(opened)
    record(user, "conversations.choose_round", opened)
    return opened


def _follow_days(opened: Round) -> None:
    """Talks of the round that have not been held get the new last days. Three updates."""
    rows = Conversation.objects.filter(
        round=opened, occasion=Occasion.ROUND, state=Conversation.State.PREPARING
    )
    rows.update(due_on=opened.due_on)
    today = clock.today()
    education = UnitPeriod.objects.on(today).filter(clock_variant=ClockVariant.EDUCATION)
    members = Membership.objects.on(today).filter(unit__in=education.values("unit"))
    if opened.education_due_on:
        rows.filter(employment__in=members.values("employment"), for_supervisor=False).update(
            due_on=opened.education_due_on
        )
    if opened.supervisors_due_on:
        rows.filter(for_supervisor=True).update(due_on=opened.supervisors_due_on)


@transaction.atomic
def choose_way(*, user: Any, year: int, unit: Unit, way: str) -> None:
    """How a unit, with all below it, talks this year; an empty `way`: by its own setting again."""
    opened = draft_round(year=year)
    require(can_choose(user, opened))
    if way:
        UnitChoice.objects.update_or_create(round=opened, unit=unit, defaults={"way": way})
    else:
        UnitChoice.objects.filter(round=opened, unit=unit).delete()
    record(user, "conversations.choose_unit", unit)


@transaction.atomic
def arrange(
    *,
    user: Any,
    year: int,
    employment: Employment,
    decision: str,
    from_day: date | None = None,
    reason: str = "",
    note: str = "",
) -> Arrangement:
    """Decide of one person's turn. Left out, an untouched conversation of the round goes away;
    opened, it is made at once when the round is open. Deciding again replaces the decision.

    Raises `Refused` when the conversation has been begun and would be left out.
    """
    require(can_arrange(user))
    opened = draft_round(year=year)
    Round.objects.select_for_update().get(pk=opened.pk)
    if decision == Decision.LEFT_OUT:
        require(can_leave_out(user, opened, employment))
        untouched(opened, employment).delete()
    row, _created = Arrangement.objects.update_or_create(
        round=opened,
        employment=employment,
        defaults={
            "decision": decision,
            "from_day": from_day if decision == Decision.LATER else None,
            "reason": reason if decision == Decision.LEFT_OUT else "",
            "note": note,
            "decided_by": person_of(user),
            "decided_at": clock.now(),
        },
    )
    record(user, "conversations.arrange", row)
    _make_now(opened, employment)
    return row


@transaction.atomic
def take_back(*, user: Any, year: int, employment: Employment) -> None:
    """The round's own rule decides again. Nothing happens when nothing had been decided."""
    require(can_arrange(user))
    row = Arrangement.objects.filter(round__year=year, employment=employment).first()
    if row is None:
        return
    record(user, "conversations.take_back_arrangement", row)
    row.delete()
    _make_now(row.round, employment)


def _make_now(opened: Round, employment: Employment) -> None:
    """Whose turn it has become gets the conversation without waiting for the night."""
    if opened.is_open:
        make_chunk(opened, clock.today(), [employment.pk])


def open_single(
    *, user: Any, employment: Employment, occasion: str, due_on: date, note: str = ""
) -> Conversation:
    """Open one talk outside the round, also when the round's own is locked. It is in everything
    like the others. Raises `Refused`; `Stale` when another was opened at the same moment."""
    require(can_open_single(user, employment))
    today = clock.today()
    opened = Round.objects.opened().get(year=today.year)
    supervisor = supervisor_of(employment, today)
    if supervisor is None:
        require(can_open_single(user, employment))
        raise AssertionError
    leads = Leadership.objects.on(today).filter(person=employment.person_id).exists()
    try:
        with transaction.atomic():
            made: Conversation = Conversation.objects.create(
                round=opened,
                employment=employment,
                supervisor=supervisor,
                for_supervisor=leads,
                occasion=occasion,
                occasion_note=note,
                due_on=due_on,
                opened_by=person_of(user),
                opened_at=clock.now(),
            )
            record(user, "conversations.open_single", made)
    except IntegrityError as error:
        raise Stale from error
    return made


@transaction.atomic
def set_group_years(*, user: Any, unit: Unit, group_years: str, day: date) -> None:
    """From `day` on the unit's staff talk as a group in these years (requirement 23). The past
    stays as it was. Raises ValidationError when the unit does not stand on that day."""
    require(can_set_years(user))
    before = period_of(unit, day)
    if before is not None and before.group_years == group_years:
        return
    if day < clock.today():
        raise ValidationError({"first_day": _("Choose today or a coming day.")})
    change_unit(unit=unit, valid_from=day, group_years=group_years, by=user)
