"""A reorganisation tried on the organisation of its day: each step, and all of them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organization.models import Unit
from organization.reorganisation import steps as step_kinds
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from organization.reorganisation.picture import Picture, changed_lines, known_names, load

Kind = ReorganisationStep.Kind
LEADS_NOBODY_ANEW = (Kind.CREATE, Kind.RENAME, Kind.KIND)
NAMED = 5  # people or units named one by one in a sentence


@dataclass(frozen=True)
class Tried:
    """One step: as a sentence (empty when it is broken), the fault that stops it, notes, what has
    changed underneath since it was written, and how many people it moves or gives another
    supervisor."""

    step: ReorganisationStep
    words: str
    fault: str
    notes: Sequence[str]
    changed: Sequence[str]
    moved: int = 0
    led_anew: int = 0


@dataclass(frozen=True)
class Trial:
    """`before` and `after` are pictures of the day; `faults` are those of the whole. While anything
    is at fault nothing takes effect."""

    before: Picture
    after: Picture
    steps: Sequence[Tried]
    faults: Sequence[str]

    @property
    def ok(self) -> bool:
        return not self.faults and not any(tried.fault for tried in self.steps)


def base(reorganisation: Reorganisation, day: date | None = None) -> Picture:
    """The organisation just before this reorganisation: what is stored of its day, with other
    reorganisations that come first."""
    picture = load(day or reorganisation.effective_on)
    others = (
        Reorganisation.objects.filter(
            state=Reorganisation.State.SCHEDULED, effective_on__lte=picture.day
        )
        .exclude(pk=reorganisation.pk)
        .prefetch_related("steps")
        .order_by("effective_on", "scheduled_at", "pk")
    )
    if reorganisation.state == Reorganisation.State.SCHEDULED:
        # Of one day the one that was scheduled first comes first.
        others = others.exclude(
            effective_on=reorganisation.effective_on, scheduled_at__gte=reorganisation.scheduled_at
        )
    for other in others:
        found = run_steps(picture, list(other.steps.all()))
        if all(not tried.fault for tried in found[1]):
            picture = found[0]
            picture.successors = {}
    return picture


def attempt(reorganisation: Reorganisation, *, before: Picture | None = None) -> Trial:
    """Try every step in order. A fixed number of queries, however many steps and people."""
    before = before or base(reorganisation)
    steps = list(reorganisation.steps.all())
    after, tried = run_steps(before, steps, telling=True)
    return Trial(before, after, tried, _faults(before, after, steps))


def run_steps(
    before: Picture, steps: Sequence[ReorganisationStep], *, telling: bool = False
) -> tuple[Picture, list[Tried]]:
    names = known_names({u for s in steps for u in step_kinds.mentioned(s)}, before.day)
    picture, out = before.copy(), []
    lines = before.supervisors() if telling else {}
    for step in steps:
        trying = step_kinds.Trial(picture.copy(), step, names)
        changed = _changed(step, before) if telling else []
        try:
            words = step_kinds.run(trying)
        except step_kinds.Broken as broken:
            out.append(Tried(step, "", str(broken), trying.notes, changed))
            continue
        moved = led = 0
        if telling:
            units = {row: m.unit for row, m in picture.members.items()}
            moved = sum(units[row] != m.unit for row, m in trying.picture.members.items())
            if step.kind not in LEADS_NOBODY_ANEW:
                now = trying.picture.supervisors()
                led = sum(lines[employment] != boss for employment, boss in now.items())
                lines = now
        picture = trying.picture
        out.append(Tried(step, words, "", trying.notes, changed, moved, led))
    return picture, out


def _faults(before: Picture, after: Picture, steps: Sequence[ReorganisationStep]) -> list[str]:
    """What no single step shows."""
    faults = []
    if not steps:
        faults.append(_("There are no steps yet."))
    # Also a unit that has ended keeps its code.
    codes = [unit.code for key, unit in after.units.items() if unit.code and key < 0]
    for code in Unit.objects.filter(code__in=codes).values_list("code", flat=True):
        faults.append(_("The code %(code)s is another unit's.") % {"code": code})
    alone = [line for line in changed_lines(before, after) if line.after is None]
    if alone:
        faults.append(
            ngettext(
                "%(n)s person would be left without a supervisor: %(names)s. Appoint a leader.",
                "%(n)s people would be left without a supervisor: %(names)s. Appoint a leader.",
                len(alone),
            )
            % {"n": len(alone), "names": named(before, (line.person for line in alone))}
        )
    return faults


def named(picture: Picture, people: Iterable[int]) -> str:
    """The first few by name."""
    names = sorted({picture.people.get(person, "") for person in people})
    more = ", …" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


# What has changed underneath


def basis_of(step: ReorganisationStep, picture: Picture) -> dict[str, Any]:
    """What the units of a step are like now, to be compared with later."""
    heads = picture.heads()
    found = {}
    for uuid in sorted(step_kinds.mentioned(step)):
        key = picture.by_uuid.get(uuid)
        if key is None or key not in picture.units or key < 0:
            continue
        unit = picture.units[key]
        found[uuid] = {
            "name": str(unit.name.in_language("fi")),
            "parent": picture.units[unit.parent].uuid if unit.parent in picture.units else "",
            "leader": picture.leaders.get(key),
            "heads": heads.get(key, 0),
        }
    return found


def _changed(step: ReorganisationStep, before: Picture) -> list[str]:
    """In words, what is not as it was when the step was written."""
    out = []
    now = basis_of(step, before)
    for uuid, was in step.basis.items():
        has = now.get(uuid)
        if has is None or has == was:
            continue
        values = {"unit": has["name"]}
        if has["name"] != was["name"]:
            out.append(_("%(before)s is now called %(unit)s.") % {**values, "before": was["name"]})
        if has["parent"] != was["parent"]:
            out.append(_("%(unit)s stands under another unit.") % values)
        if has["leader"] != was["leader"]:
            out.append(_("%(unit)s has another leader.") % values)
        if has["heads"] != was["heads"]:
            out.append(
                _("%(unit)s had %(before)s people, now %(now)s.")
                % {**values, "before": was["heads"], "now": has["heads"]}
            )
    return out
