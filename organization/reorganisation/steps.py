"""What each kind of step does to a picture, and how it is said.

`data` of each kind (uuids as text; a unit to be founded has its step's uuid):

    create   name, kind, parent, code, clock_variant, group_years, directors_area, balance
    rename   unit, name                     move    unit, parent
    kind     unit, kind                     merge   units, into
    split    unit, first, second, people, titles     (who is not named stays with the first)
    end      unit, successor                leader  unit, person (empty: nobody)
    people   unit, to, people, titles, job_title     (neither people nor titles: everybody)

`people` are employments. A step that cannot be done raises `Broken` with the reason in words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.fields import Translated
from organization.models import UnitKind
from organization.reorganisation.models import ReorganisationStep
from organization.reorganisation.picture import Member, Picture, UnitNow, add_unit

Kind = ReorganisationStep.Kind


class Broken(Exception):
    """The step cannot be done on the organisation as it is; the message says why."""


@dataclass
class Trial:
    """One step being tried. `told` is the step as a sentence, `notes` what HR should know."""

    picture: Picture
    step: ReorganisationStep
    names: dict[str, str]
    notes: list[str] = field(default_factory=list)

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.step.data
        return data

    def unit(self, name: str) -> UnitNow:
        return self.find(str(self.data.get(name) or ""))

    def find(self, uuid: str) -> UnitNow:
        key = self.picture.by_uuid.get(uuid)
        if key is None or key not in self.picture.units:
            known = self.names.get(uuid)
            raise Broken(
                _("%(unit)s does not stand on that day.") % {"unit": known}
                if known
                else _("The unit does not exist on that day.")
            )
        return self.picture.units[key]

    def chosen(self, unit: UnitNow) -> list[Member]:
        """Who of the unit is meant by `people` and `titles`. Raises `Broken` when nobody is."""
        people, titles = set(self.data.get("people") or []), set(self.data.get("titles") or [])
        members = self.picture.members_of(unit.key)
        found = [m for m in members if m.employment_uuid in people or m.job_title in titles]
        missing = people - {m.employment_uuid for m in members}
        if missing:
            self.notes.append(
                ngettext(
                    "%(n)s of the chosen people no longer works in the unit and stays where they"
                    " are.",
                    "%(n)s of the chosen people no longer work in the unit and stay where they"
                    " are.",
                    len(missing),
                )
                % {"n": len(missing)}
            )
        if (people or titles) and not found:
            raise Broken(
                _("Nobody whom the step names works in %(unit)s any more.") % {"unit": unit.name}
            )
        return found


def run(trial: Trial) -> str:
    """Do the step to the picture and say it in words. Raises `Broken`."""
    return _RUN[Kind(trial.step.kind)](trial)


def _create(trial: Trial) -> str:
    data, picture = trial.data, trial.picture
    parent = trial.unit("parent")
    code = data.get("code") or None
    if code and any(u.code == code for u in picture.units.values()):
        raise Broken(_("The code %(code)s is another unit's.") % {"code": code})
    name = Translated(data["name"])
    if any(u.name == name for u in picture.children(parent.key)):
        trial.notes.append(_("A unit with this name stands there already."))
    unit = UnitNow(
        key=-1 - len(picture.by_uuid),
        uuid=str(trial.step.uuid),
        code=code,
        name=name,
        kind=data["kind"],
        parent=parent.key,
        clock_variant=data.get("clock_variant") or parent.clock_variant,
        group_years=data.get("group_years") or "never",
        is_directors_area=bool(data.get("directors_area")),
        is_balance_unit=bool(data.get("balance")),
    )
    add_unit(picture, unit)
    return _("%(kind)s %(unit)s is founded under %(parent)s.") % {
        "kind": str(UnitKind(unit.kind).label).capitalize(),
        "unit": _bold(unit),
        "parent": parent.name,
    }


def _rename(trial: Trial) -> str:
    unit = trial.unit("unit")
    named = replace(unit, name=Translated(trial.data["name"]))
    trial.picture.units[unit.key] = named
    if unit.name == named.name:
        trial.notes.append(_("The unit has this name already."))
    return _("%(unit)s is renamed %(name)s.") % {"unit": _bold(unit), "name": named.name}


def _move(trial: Trial) -> str:
    unit, parent = trial.unit("unit"), trial.unit("parent")
    if unit.parent is None:
        raise Broken(_("The city stays where it is."))
    if parent.key in trial.picture.below(unit.key):
        raise Broken(_("A unit cannot stand below itself."))
    if unit.parent == parent.key:
        trial.notes.append(_("The unit stands there already."))
    before = trial.picture.name(unit.parent)
    trial.picture.units[unit.key] = replace(unit, parent=parent.key)
    return _("%(unit)s moves from %(before)s to %(parent)s.") % {
        "unit": _bold(unit),
        "before": before,
        "parent": parent.name,
    }


def _kind(trial: Trial) -> str:
    unit, kind = trial.unit("unit"), UnitKind(trial.data["kind"])
    if UnitKind.CITY in (unit.kind, kind):
        raise Broken(_("There is one city."))
    trial.picture.units[unit.key] = replace(unit, kind=kind)
    return _("%(unit)s is from now on: %(kind)s.") % {"unit": _bold(unit), "kind": kind.label}


def _merge(trial: Trial) -> str:
    into = trial.unit("into")
    units = [trial.find(uuid) for uuid in trial.data["units"]]
    units = [unit for unit in units if unit.key != into.key]
    if not units:
        raise Broken(_("Choose at least one unit that ends."))
    for unit in units:
        _close(trial.picture, unit, [into.key])
    return _("%(units)s become part of %(unit)s.") % {
        "units": _listed(_bold(unit) for unit in units),
        "unit": into.name,
    }


def _split(trial: Trial) -> str:
    unit, first, second = trial.unit("unit"), trial.unit("first"), trial.unit("second")
    if len({unit.key, first.key, second.key}) < 3:
        raise Broken(_("The two parts must be two other units."))
    for member in trial.chosen(unit):
        trial.picture.members[member.row] = replace(member, unit=second.key)
    _close(trial.picture, unit, [first.key, second.key])
    return _("%(unit)s is split into %(first)s and %(second)s.") % {
        "unit": _bold(unit),
        "first": first.name,
        "second": second.name,
    }


def _end(trial: Trial) -> str:
    unit = trial.unit("unit")
    if trial.data.get("successor"):
        successor = trial.unit("successor")
    elif unit.parent is not None:
        successor = trial.picture.units[unit.parent]
    else:
        raise Broken(_("The city cannot end."))
    _close(trial.picture, unit, [successor.key])
    return _("%(unit)s ends. %(successor)s continues its work.") % {
        "unit": _bold(unit),
        "successor": successor.name,
    }


def _leader(trial: Trial) -> str:
    unit = trial.unit("unit")
    if not trial.data.get("person"):
        trial.picture.leaders.pop(unit.key, None)
        return _("%(unit)s is left without a leader of its own.") % {"unit": _bold(unit)}
    person = trial.picture.person_by_uuid.get(trial.data["person"])
    here = {m.person for m in trial.picture.present()}
    if person not in here:
        raise Broken(
            _("Who was chosen to lead %(unit)s does not work for the city on that day.")
            % {"unit": unit.name}
        )
    trial.picture.leaders[unit.key] = person
    return _("%(person)s becomes the leader of %(unit)s.") % {
        "person": trial.picture.people[person],
        "unit": _bold(unit),
    }


def _people(trial: Trial) -> str:
    unit, to = trial.unit("unit"), trial.unit("to")
    if unit.key == to.key:
        raise Broken(_("They work there already."))
    everybody = not (trial.data.get("people") or trial.data.get("titles"))
    members = trial.picture.members_of(unit.key) if everybody else trial.chosen(unit)
    for member in members:
        title = trial.data.get("job_title") or member.job_title
        trial.picture.members[member.row] = replace(member, unit=to.key, job_title=title)
    if everybody:
        words = _("Everybody moves from %(unit)s to %(to)s.")
    elif trial.data.get("people"):
        words = _("Chosen people move from %(unit)s to %(to)s.")
    else:
        words = _("Everybody with the job title %(titles)s moves from %(unit)s to %(to)s.")
    return words % {
        "unit": _bold(unit),
        "to": to.name,
        "titles": ", ".join(trial.data.get("titles") or []),
    }


def _close(picture: Picture, unit: UnitNow, successors: list[int]) -> None:
    """The unit ends: those left in it and the units below it go to the first successor."""
    if unit.parent is None:
        raise Broken(_("The city cannot end."))
    first = successors[0]
    if set(successors) & (picture.below(unit.key) - {unit.key}):
        _lift(picture, unit, successors)
    for member in picture.members_of(unit.key):
        picture.members[member.row] = replace(member, unit=first)
    for child in picture.children(unit.key):
        picture.units[child.key] = replace(child, parent=first)
    picture.leaders.pop(unit.key, None)
    del picture.units[unit.key]
    picture.successors[unit.key] = successors


def _lift(picture: Picture, unit: UnitNow, successors: list[int]) -> None:
    """A successor that stood below the ending unit takes its place, so that no circle is left."""
    below = picture.below(unit.key)
    for key in successors:
        if key in below:
            picture.units[key] = replace(picture.units[key], parent=unit.parent)


def _bold(unit: UnitNow) -> str:
    return str(unit.name)


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return _("%(most)s and %(last)s") % {"most": ", ".join(found[:-1]), "last": found[-1]}


_RUN: dict[Kind, Callable[[Trial], str]] = {
    Kind.CREATE: _create,
    Kind.RENAME: _rename,
    Kind.MOVE: _move,
    Kind.KIND: _kind,
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.END: _end,
    Kind.LEADER: _leader,
    Kind.PEOPLE: _people,
}


def mentioned(step: ReorganisationStep) -> set[str]:
    """The units a step speaks of, by uuid."""
    data = step.data
    found = {data.get(n) for n in ("unit", "parent", "into", "first", "second", "successor", "to")}
    return {str(uuid) for uuid in {*found, *(data.get("units") or [])} if uuid}
