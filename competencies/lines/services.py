"""Setting a unit's lines. What was set before stays to be read in the decisions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.lines.models import LineDecision
from competencies.lines.policies import can_set_lines
from competencies.models import Line
from core import clock
from core.fields import Translated
from core.policies import Denied, Refused, Stale, Words, require
from organization.models import Unit

LANGUAGES = ("fi", "sv", "en")
MOST, LONGEST = 20, 500  # lines of a unit and year; characters of one
Text = Mapping[str, str]


def set_lines(
    *,
    user: Any,
    unit: Unit,
    year: int,
    texts: Sequence[Text],
    decided_by: Text | Words,
    decided_on: date,
    version: int,
    reason: str = "",
) -> LineDecision:
    """Set the unit's lines for the year, in this order; each text has "fi", and "sv" and "en" when
    given. `version`: the number of the decision this one was written upon (0: there was none).

    The very same again changes nothing. Raises Refused, Stale when somebody decided meanwhile, and
    ValidationError for what is not a set of lines.
    """
    require(can_set_lines(user, unit, year))
    return decide_lines(
        user=user,
        unit=unit,
        year=year,
        texts=texts,
        decided_by=decided_by,
        decided_on=decided_on,
        version=version,
        reason=reason,
    )


@transaction.atomic
def decide_lines(
    *,
    user: Any,
    unit: Unit,
    year: int,
    texts: Sequence[Text],
    decided_by: Text | Words,
    decided_on: date,
    version: int,
    reason: str = "",
) -> LineDecision:
    """The same for a conversation whose own rules said that it may decide."""
    wanted = clean(texts)
    if decided_on > clock.today():
        raise Refused(Denied(_("The day is in the future.")))
    Unit.objects.select_for_update().get(pk=unit.pk)
    last = LineDecision.objects.filter(unit=unit, year=year).order_by("-number").first()
    if last is not None and last.texts == wanted:
        return last
    if version != (last.number if last else 0):
        raise Stale
    if last is not None and not reason.strip():
        raise ValidationError({"reason": _("Say what changed and why.")})
    decision = LineDecision.objects.create(
        unit=unit,
        year=year,
        number=(last.number if last else 0) + 1,
        texts=wanted,
        decided_by=dict(decided_by) if isinstance(decided_by, Mapping) else {"fi": str(decided_by)},
        decided_on=decided_on,
        reason=reason.strip(),
    )
    _write(unit, year, wanted)
    record(user, "competencies.set_lines", decision)
    return decision


def clean(texts: Sequence[Text]) -> list[dict[str, str]]:
    """The texts as they are kept. Raises ValidationError."""
    wanted = []
    for text in texts:
        words = {code: str(text.get(code) or "").strip() for code in LANGUAGES}
        if not any(words.values()):
            continue
        if not words["fi"]:
            raise ValidationError(_("Write each line in Finnish at least."))
        if any(len(each) > LONGEST or "\x00" in each for each in words.values()):
            raise ValidationError(
                _("A line has at most 500 characters. Say one thing in one line.")
            )
        kept = {code: each for code, each in words.items() if each}
        if kept not in wanted:
            wanted.append(kept)
    if not wanted:
        raise ValidationError(_("Write at least one line."))
    if len(wanted) > MOST:
        raise ValidationError(_("At most 20 lines. Fewer are easier to remember."))
    return wanted


def _write(unit: Unit, year: int, wanted: list[dict[str, str]]) -> None:
    """Lines whose Finnish text stays keep their identity, so that what leans on them holds."""
    present = {
        str(line.text.get("fi")): line
        for line in Line.objects.in_force().filter(unit=unit, year=year)
    }
    for order, words in enumerate(wanted, start=1):
        line = present.pop(words["fi"], None) or Line(unit=unit, year=year)
        line.text, line.order = Translated(words), order
        line.save()
    Line.objects.filter(pk__in=[line.pk for line in present.values()]).update(
        retired_at=clock.now()
    )
