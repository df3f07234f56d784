"""Entering long leave and returns: dates only, never a reason (759/2004 3 and 5 §)."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core.policies import Stale, require
from organization.absences.models import Absence
from organization.absences.policies import can_record_absences
from organization.models import Employment

ONE_DAY = timedelta(days=1)


def enter(*, user: Any, employment: Employment, first_day: date, last_day: date | None) -> Absence:
    """The employment is away from the first to the last day, both inclusive (None: not known yet).
    The very same again changes nothing. Raises Refused and ValidationError."""
    require(can_record_absences(user))
    with transaction.atomic():
        row = record_absence(employment=employment, first_day=first_day, last_day=last_day)
        _log(user, "enter_absence", row)
    return row


@transaction.atomic
def record_absence(*, employment: Employment, first_day: date, last_day: date | None) -> Absence:
    """The same without a person who asks, for imports. Raises ValidationError when the days do not
    fit the employment or another leave."""
    employment = Employment.objects.select_for_update().get(pk=employment.pk)
    if last_day is not None and last_day < first_day:
        raise ValidationError({"last_day": _("The last day must not be before the first.")})
    until = last_day + ONE_DAY if last_day else None
    _within(employment, first_day)
    others = employment.absences.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=first_day))
    if until is not None:
        others = others.filter(valid_from__lt=until)
    for other in others:
        if (other.valid_from, other.valid_until) == (first_day, until):
            return other
        raise ValidationError(
            {"first_day": _("Another leave is entered for these days. Change that one.")}
        )
    return Absence.objects.create(employment=employment, valid_from=first_day, valid_until=until)


def _within(employment: Employment, day: date) -> None:
    if day < employment.starts_on or (employment.ends_on and day >= employment.ends_on):
        raise ValidationError({"first_day": _("The employment does not hold on this day.")})


def correct(*, user: Any, absence: Absence, last_day: date | None) -> None:
    """Another last day, earlier or later: also how a return is entered. Raises ValidationError."""
    require(can_record_absences(user))
    with transaction.atomic():
        row = _locked(absence)
        until = last_day + ONE_DAY if last_day else None
        if until is not None and until <= row.valid_from:
            raise ValidationError({"last_day": _("The last day must not be before the first.")})
        later = row.employment.absences.filter(valid_from__gt=row.valid_from)
        clash = later if until is None else later.filter(valid_from__lt=until)
        if clash.exists():
            raise ValidationError(
                {"last_day": _("Another leave is entered for these days. Change that one.")}
            )
        if row.valid_until != until:
            row.valid_until = until
            row.save(update_fields=["valid_until"])
            _log(user, "change_absence", row)


def remove(*, user: Any, absence: Absence) -> None:
    """Take away what was entered by mistake: as if it had never been."""
    require(can_record_absences(user))
    with transaction.atomic():
        row = _locked(absence)
        _log(user, "remove_absence", row)
        row.delete()


def _locked(absence: Absence) -> Absence:
    """Raises Stale when somebody has taken it away meanwhile."""
    Employment.objects.select_for_update().get(pk=absence.employment_id)
    row = Absence.objects.select_related("employment__person").filter(pk=absence.pk).first()
    if row is None:
        raise Stale
    return row


def _log(user: Any, action: str, row: Absence) -> None:
    record(user, f"organization.{action}", row, data_subject=row.employment.person.uuid)
