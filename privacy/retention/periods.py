"""How long each rule keeps, as decided; deciding anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from core import retention
from core.policies import require
from core.retention import Rule
from organization.selectors import person_of
from privacy.retention.models import PeriodChange
from privacy.retention.policies import can_decide


@dataclass(frozen=True)
class Decided:
    """A rule with the period that holds now and the decision it rests on (none: the default)."""

    rule: Rule
    period: int
    change: PeriodChange | None

    def cutoff(self, day: date) -> date:
        return self.rule.cutoff(day, self.period)


def decided() -> dict[str, Decided]:
    """Every rule by its key, in one query."""
    newest: dict[str, PeriodChange] = {}
    for change in PeriodChange.objects.select_related("changed_by").order_by("at", "pk"):
        newest[change.rule] = change
    out = {}
    for rule in retention.rules():
        found = newest.get(rule.key) if rule.changeable else None
        out[rule.key] = Decided(rule, found.period if found else rule.default, found)
    return out


def periods() -> Mapping[str, int]:
    return {key: one.period for key, one in decided().items()}


def change_period(
    *, user: Any, rule: Rule, period: int, reference: str, decided_on: date
) -> PeriodChange:
    """Take a decision on a period into use: from the next run on. What has been erased does not
    come back. Raises `Refused`, and ValidationError outside the rule's bounds."""
    require(can_decide(user))
    if rule.least is None or rule.most is None:
        raise ValidationError(_("This period is fixed."))
    if not rule.least <= period <= rule.most:
        raise ValidationError(
            _("Choose from %(least)s to %(most)s.") % {"least": rule.least, "most": rule.most}
        )
    with transaction.atomic():
        change = PeriodChange.objects.create(
            rule=rule.key,
            period=period,
            reference=reference,
            decided_on=decided_on,
            changed_by=person_of(user),
        )
        record(user, f"privacy.retention.period.{rule.key}")
    return change
