"""What the pages of a reorganisation show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.look.parts import StatusKind
from core.look.parts import Step as Span
from organization.models import UnitKind
from organization.reorganisation import succession
from organization.reorganisation.effects import Change, Effect, effects_of
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from organization.reorganisation.picture import Line, Picture, UnitNow, changed_lines, load
from organization.reorganisation.trying import Trial, attempt, base, run_steps
from organization.reorganisation.writing import closing_bodies
from organization.selectors.tree import ORDER

State = Reorganisation.State
STATUS: dict[str, StatusKind] = {
    State.DRAFT: "next",
    State.SCHEDULED: "other",
    State.STOPPED: "late",
    State.IN_EFFECT: "done",
    State.CANCELLED: "coming",
}


def spans(reorganisation: Reorganisation, ok: bool) -> list[Span]:
    """The way of a reorganisation, span by span."""
    state = reorganisation.state
    over = state == State.IN_EFFECT
    waiting = state == State.SCHEDULED
    return [
        Span("done" if over or waiting else "now", _("Prepare the steps")),
        Span("done" if over or waiting else "coming", _("Let it take effect on its day")),
        Span("done" if over else "other" if waiting else "coming", _("In effect")),
    ]


# Before and after


@dataclass(frozen=True)
class Mark:
    """One change of a unit: a sign and words, never colour alone."""

    sign: str
    words: str


@dataclass
class Node:
    unit: UnitNow
    leader: str
    heads: int
    marks: Sequence[Mark]
    below: list["Node"] = field(default_factory=list)
    changed: int = 0
    gone: bool = False


@dataclass(frozen=True)
class PicturePage:
    before: Sequence[Node]
    after: Sequence[Node]
    effects: Sequence[Effect]


def pictures(reorganisation: Reorganisation, trial: Trial | None) -> tuple[Picture, Picture]:
    """What was and what will be; of one in effect, the day before and the day itself."""
    if trial is not None:
        return trial.before, trial.after
    before = load(reorganisation.effective_on - timedelta(days=1))
    after = load(reorganisation.effective_on)
    for row in reorganisation.successions.filter(carries_on=True, valid_from=after.day):
        after.successors[row.unit_id] = [row.successor_id]
    return before, after


def picture_page(reorganisation: Reorganisation, trial: Trial | None = None) -> PicturePage:
    """The two trees and the effects. A fixed number of queries."""
    before, after = pictures(reorganisation, trial)
    return PicturePage(
        _tree(before, before, after, gone=False),
        _tree(after, before, after, gone=True),
        list(_effects(before, after, ahead=trial is not None)),
    )


def _tree(picture: Picture, before: Picture, after: Picture, *, gone: bool) -> list[Node]:
    """`gone`: with the ended units in their old places, so that the tree tells everything."""
    heads, was, will = picture.heads(), before.heads(), after.heads()
    units = dict(picture.units)
    ended = {key: u for key, u in before.units.items() if key not in after.units}
    if gone:
        units |= ended
    below: dict[int | None, list[UnitNow]] = {}
    for unit in units.values():
        below.setdefault(unit.parent if unit.parent in units else None, []).append(unit)

    def node(unit: UnitNow) -> Node:
        marks = _marks(unit.key, before, after, was, will, in_after=picture is after)
        leader = picture.people.get(picture.leaders.get(unit.key, 0), "")
        children = sorted(
            below.get(unit.key, []), key=lambda u: (ORDER[UnitKind(u.kind)], str(u.name))
        )
        made = Node(unit, leader, heads.get(unit.key, 0), marks, [node(u) for u in children])
        made.gone = gone and unit.key in ended
        made.changed = sum(n.changed + bool(n.marks) for n in made.below)
        return made

    return [node(unit) for unit in below.get(None, [])]


def _marks(
    key: int,
    before: Picture,
    after: Picture,
    was: dict[int, int],
    will: dict[int, int],
    *,
    in_after: bool,
) -> list[Mark]:
    old, new = before.units.get(key), after.units.get(key)
    if old is None:
        return [Mark("plus-circle", _("founded"))]
    if new is None:
        heir = after.name(after.heir(key))
        words = _("ends, %(unit)s continues") % {"unit": heir} if heir else _("ends")
        return [Mark("x-circle", words)]
    marks = []
    if old.name != new.name:
        words = _("was %(name)s") if in_after else _("becomes %(name)s")
        marks.append(Mark("pencil", words % {"name": old.name if in_after else new.name}))
    if old.parent != new.parent:
        if in_after:
            words = _("moved from %(unit)s") % {"unit": before.name(old.parent)}
        else:
            words = _("moves to %(unit)s") % {"unit": after.name(new.parent)}
        marks.append(Mark("arrow-left-right", words))
    if old.kind != new.kind:
        kind = UnitKind(old.kind if in_after else new.kind).label
        words = _("was: %(kind)s") if in_after else _("becomes: %(kind)s")
        marks.append(Mark("tag", words % {"kind": kind}))
    if before.leaders.get(key) != after.leaders.get(key):
        marks.append(Mark("person", _("other leader")))
    more = will.get(key, 0) - was.get(key, 0)
    if more:
        words = ngettext("%(n)s person", "%(n)s people", abs(more)) % {"n": f"{more:+d}"}
        marks.append(Mark("people", words.replace("-", "−")))
    return marks


# Effects


def _effects(before: Picture, after: Picture, *, ahead: bool) -> Sequence[Effect]:
    lines = changed_lines(before, after)
    ended = {key: after.heir(key) for key in before.units if key not in after.units}
    found = list(_of_organisation(before, after, lines))
    if ahead:
        found += effects_of(Change(after.day, before, after, lines, ended))
    return found


def _of_organisation(before: Picture, after: Picture, lines: Sequence[Line]) -> Sequence[Effect]:
    out = []
    names = before.people | after.people
    if lines:
        out.append(
            Effect(
                ngettext(
                    "%(n)s person gets another supervisor",
                    "%(n)s people get another supervisor",
                    len(lines),
                )
                % {"n": len(lines)},
                [
                    f"{names.get(line.person, '')}: {names.get(line.before or 0, '–')} → "
                    f"{names.get(line.after or 0, '–')}"
                    for line in lines
                ],
                warning=any(line.after is None for line in lines),
            )
        )
    leaving = sorted(
        f"{names.get(person, '')}, {before.name(unit)}"
        for unit, person in before.leaders.items()
        if after.leaders.get(unit) != person
    )
    if leaving:
        out.append(
            Effect(
                ngettext("%(n)s leadership ends", "%(n)s leaderships end", len(leaving))
                % {"n": len(leaving)},
                leaving,
            )
        )
    groups = [str(body.name) for body in closing_bodies(before, after)]
    if groups:
        out.append(Effect(_("Leadership groups that end with their area"), groups, warning=True))
    areas = [
        str(unit.name)
        for key, unit in after.units.items()
        if unit.kind == UnitKind.SERVICE_AREA
        and (key not in before.units or before.units[key].kind != UnitKind.SERVICE_AREA)
    ]
    if areas:
        out.append(
            Effect(_("New service areas, which need a leadership group"), areas, warning=True)
        )
    return out


# One reorganisation


@dataclass(frozen=True)
class Page:
    trial: Trial | None
    picture: PicturePage | None
    words: Sequence[str]
    mapping: Sequence[succession.Area]
    successions: Sequence[tuple[str, str]]

    @property
    def changed(self) -> bool:
        """Whether the organisation has changed under a step since it was written."""
        return bool(self.trial and any(tried.changed for tried in self.trial.steps))


def page(reorganisation: Reorganisation) -> Page:
    """Everything the page of one reorganisation shows. A fixed number of queries."""
    if reorganisation.state == State.CANCELLED:
        return Page(None, None, _told(reorganisation), (), ())
    if reorganisation.state != State.IN_EFFECT:
        trial = attempt(reorganisation)
        return Page(trial, picture_page(reorganisation, trial), (), (), ())
    day = reorganisation.effective_on
    return Page(
        None,
        picture_page(reorganisation),
        _told(reorganisation),
        succession.areas_then_and_now(day - timedelta(days=1), day),
        _successions(reorganisation),
    )


def _told(reorganisation: Reorganisation) -> list[str]:
    """The steps as sentences, tried on the organisation of the day before they were done."""
    before = load(reorganisation.effective_on - timedelta(days=1))
    _after, tried = run_steps(before, list(reorganisation.steps.all()))
    return [t.words or str(ReorganisationStep.Kind(t.step.kind).label) for t in tried]


def _successions(reorganisation: Reorganisation) -> list[tuple[str, str]]:
    rows = list(
        reorganisation.successions.filter(valid_from=reorganisation.effective_on).order_by("pk")
    )
    before = load(reorganisation.effective_on - timedelta(days=1))
    after = load(reorganisation.effective_on)
    return [(before.name(r.unit_id), after.name(r.successor_id)) for r in rows]


def meets(reorganisation: Reorganisation, step: ReorganisationStep | None) -> Picture:
    """The picture that `step` (or a new one after the others) will meet."""
    steps = list(reorganisation.steps.all())
    if step is not None:
        steps = [s for s in steps if (s.order, s.pk) < (step.order, step.pk)]
    picture: Picture = run_steps(base(reorganisation), steps)[0]
    return picture


def coming(day: date) -> list[Reorganisation]:
    """Those that wait and have taken effect by `day`: what a tree of that day does not show yet."""
    waiting = Reorganisation.objects.filter(state=State.SCHEDULED, effective_on__lte=day)
    return list(waiting.order_by("effective_on"))


def status_words(reorganisation: Reorganisation) -> tuple[StatusKind, str]:
    return STATUS[reorganisation.state], reorganisation.get_state_display()
