"""Setting the targets of a place."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.models import Competence, CompetenceTarget, Framework
from competencies.targets.policies import can_set_targets
from competencies.targets.selectors import lines, stored, token
from core import clock
from core.policies import Stale, require
from organization.models import Unit


def set_targets(
    *,
    user: Any,
    framework: Framework,
    unit: Unit | None,
    job_title: str,
    levels: Mapping[Competence, int | None],
    seen: str,
) -> None:
    """The targets of a unit (with all below it), a job title, or a job title in a unit; None leaves
    a competence to what holds otherwise. Talks already held keep the targets they had.

    `seen`: the fingerprint of the page (selectors.token). Raises `Refused`, `Stale` when somebody
    else has changed them since, and ValidationError for a place or level that does not exist.
    """
    title = job_title.strip()
    require(can_set_targets(user, framework, unit))
    if unit is None and not title:
        raise ValidationError(_("Choose a unit, or write a job title."))
    steps = set(framework.levels.values_list("number", flat=True))
    if any(level is not None and level not in steps for level in levels.values()):
        raise ValidationError(_("Choose one of the levels."))
    with transaction.atomic():
        Framework.objects.select_for_update().filter(pk=framework.pk).get()
        if token(lines(framework, unit, title, clock.today())) != seen:
            raise Stale
        now = stored(framework, unit, title)
        for competence, level in levels.items():
            row = now.get(competence.pk)
            if row is not None and level is None:
                row.delete()
            elif row is not None and row.level != level:
                CompetenceTarget.objects.filter(pk=row.pk).update(level=level)
            elif row is None and level is not None:
                CompetenceTarget.objects.create(
                    competence=competence, unit=unit, job_title=title, level=level
                )
        record(user, "competencies.targets_write", framework)
