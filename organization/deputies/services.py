"""Naming, changing and ending deputies. They end by themselves with their interval.

What has been in force stays as it was: a change from today on ends the row that held and begins a
new one. Several deputies at once are fine, each with rights of one's own. A deputy's deputy is
none: rights are asked of the supervisor's own rows only.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.services import record
from core import clock
from core.mail import name_kind, write_letter
from core.policies import Denied, Refused, Words, require
from organization.deputies.models import DeputyChange
from organization.deputies.policies import can_change_deputy, can_name_deputy
from organization.models import Deputy, Employment, Person
from organization.selectors import person_of, recipient_of
from organization.services import RIGHTS, name_deputy

LONGEST = timedelta(days=366)
NOTICE = "deputy_notice"
name_kind(NOTICE, _("A deputy was named, changed or ended"))
Kind = DeputyChange.Kind

WORDS: dict[str, Words] = {
    "prepare": pgettext_lazy("deputy may", "prepare for the conversations"),
    "hold": pgettext_lazy("deputy may", "hold the conversations and agree in them"),
    "see_history": pgettext_lazy("deputy may", "see the earlier conversations"),
    "sign": pgettext_lazy("deputy may", "sign"),
    "plan": pgettext_lazy("deputy may", "decide on training plans"),
}


def rights_of(row: Deputy) -> list[str]:
    return [right for right in RIGHTS if getattr(row, f"may_{right}")]


def name(
    *,
    user: Any,
    supervisor: Person,
    deputy: Person,
    rights: Iterable[str],
    first_day: date,
    last_day: date,
) -> Deputy:
    """Let `deputy` stand in from the first to the last day, both inclusive. Asking for the very
    same again (a double click) changes nothing. Raises Refused and ValidationError."""
    require(can_name_deputy(user, supervisor))
    chosen = _rights(rights)
    if first_day < clock.today():
        raise ValidationError({"first_day": _("The first day cannot be in the past.")})
    until = _until(deputy, first_day, last_day)
    with transaction.atomic():
        _lock(supervisor)
        same = Deputy.objects.filter(
            supervisor=supervisor, deputy=deputy, valid_from=first_day, valid_until=until
        )
        for row in same:
            if rights_of(row) == chosen:
                return row
        row = name_deputy(
            supervisor=supervisor,
            deputy=deputy,
            rights=chosen,
            valid_from=first_day,
            valid_until=until,
            by=user,
        )
        _tell(user, row, Kind.NAMED)
    return row


def change(
    *, user: Any, row: Deputy, rights: Iterable[str], first_day: date, last_day: date
) -> Deputy:
    """Other rights or days from today on. Raises Refused and ValidationError."""
    chosen, today = _rights(rights), clock.today()
    with transaction.atomic():
        row = _fresh(user, row)
        begun = row.valid_from < today
        if not begun and first_day < today:
            raise ValidationError({"first_day": _("The first day cannot be in the past.")})
        first = row.valid_from if begun else first_day
        until = _until(row.deputy, first, last_day)
        if until <= today:
            raise ValidationError({"last_day": _("The last day cannot be in the past.")})
        if rights_of(row) == chosen and (row.valid_from, row.valid_until) == (first, until):
            return row
        if begun and rights_of(row) != chosen:
            Deputy.objects.filter(pk=row.pk).update(valid_until=today)
            row.pk, row.uuid, first = None, Deputy._meta.get_field("uuid").get_default(), today
        row.valid_from, row.valid_until = first, until
        for right in RIGHTS:
            setattr(row, f"may_{right}", right in chosen)
        row.save()
        record(user, "organization.change_deputy", row, data_subject=row.deputy.uuid)
        _tell(user, row, Kind.CHANGED)
    return row


def end(*, user: Any, row: Deputy) -> None:
    """From now on the deputy has no rights. Raises Refused when it has ended already."""
    today = clock.today()
    with transaction.atomic():
        row = _fresh(user, row)
        record(user, "organization.end_deputy", row, data_subject=row.deputy.uuid)
        row.valid_until = today
        _tell(user, row, Kind.ENDED)
        if row.valid_from < today:
            row.save(update_fields=["valid_until"])
        else:
            row.delete()  # it has not held on any day that is over; the decision stays


def _rights(rights: Iterable[str]) -> list[str]:
    chosen = [right for right in RIGHTS if right in set(rights)]
    if not chosen:
        raise ValidationError({"rights": _("Choose what the deputy may do.")})
    return chosen


def _until(deputy: Person, first_day: date, last_day: date) -> date:
    if last_day < first_day:
        raise ValidationError({"last_day": _("The last day must not be before the first.")})
    if last_day - first_day > LONGEST:
        raise ValidationError({"last_day": _("A deputy is named for a year at most.")})
    for day in (first_day, last_day):
        if not Employment.objects.on(day).filter(person=deputy).exists():
            raise ValidationError(
                {"last_day": _("The deputy is not employed by the city for the whole time.")}
            )
    return last_day + timedelta(days=1)


def _lock(supervisor: Person) -> None:
    Person.objects.select_for_update().get(pk=supervisor.pk)


def _fresh(user: Any, row: Deputy) -> Deputy:
    _lock(row.supervisor)
    now = (
        Deputy.objects.select_related("supervisor__user", "deputy__user").filter(pk=row.pk).first()
    )
    if now is None:
        raise Refused(Denied(_("The time as deputy has ended already.")))
    require(can_change_deputy(user, now))
    return now


def _tell(user: Any, row: Deputy, kind: str) -> None:
    """What was decided is kept, and told to the deputy, and to the supervisor when HR did it."""
    by = person_of(user)
    rights = rights_of(row)
    change = DeputyChange.objects.create(
        supervisor=row.supervisor,
        deputy=row.deputy,
        kind=kind,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        rights=" ".join(rights),
        by=by,
    )
    for person in (row.deputy, row.supervisor):
        if person == by:
            continue
        write_letter(
            recipient_of(person),
            kind=NOTICE,
            subject_id=row.uuid,
            occasion=str(change.pk),
            context={
                "row": row,
                "what": kind,
                "by": by,
                "rights": [WORDS[right] for right in rights],
                "to_deputy": person == row.deputy,
                "url": settings.BASE_URL + reverse("organization:deputies"),
            },
        )
