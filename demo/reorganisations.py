"""Two reorganisations: the city's own of 1.1.2025 (requirements 62, 82), in effect, and a draft for
the coming year that HR can look at and play with."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from demo.organisation import code, existing_units
from demo.people import uuid_for
from demo.units import REFORM, UNITS, UnitSpec
from organization.models import Leadership, Membership, Unit
from organization.reorganisation import succession
from organization.reorganisation.models import Reorganisation, ReorganisationStep

NEXT = date(2027, 1, 1)
# Who answers for what the ended units left: the director of vitality went to the administration of
# wellbeing with one's matters; the premises centre became a company of the city.
HEIRS = {"vitality": "wellbeing_office", "premises": "environment"}
Step = tuple[str, dict[str, Any], str]


def write_reform() -> Reorganisation:
    """The change from five sectors to three service areas as it was prepared, in effect."""
    decided = timezone.make_aware(datetime(2024, 11, 18, 17))
    done = _write(
        "reform",
        "Viidestä toimialasta kolmeen palvelualueeseen",
        REFORM,
        "Kaupunginvaltuusto 18.11.2024, muutosohjelma",
        list(reform_steps()),
        state=Reorganisation.State.IN_EFFECT,
        version=2,
        created_at=timezone.make_aware(datetime(2024, 10, 1, 9)),
        scheduled_at=decided,
        effected_at=timezone.make_aware(datetime(2025, 1, 1)),
    )
    units = existing_units()
    for ended, heir in HEIRS.items():
        if ended in units:
            succession.record(
                unit=units[ended], successors=[units[heir]], day=REFORM, reorganisation=done
            )
    return done


def reform_steps() -> Iterator[Step]:
    """The steps from the organisation of 31.12.2024 to that of 1.1.2025, in an order in which each
    can be done: found, move people, move units, rename, end, appoint."""
    units = existing_units()
    specs = [spec for spec in UNITS if spec.key in units]
    for spec in specs:
        if spec.new:
            yield "create", _founding(spec, units), spec.key
    for (source, target), people in sorted(_moves(specs, units).items()):
        data = {"unit": _id(source), "to": _id(target), "people": people, "titles": []}
        yield "people", data, f"{source}-{target}"
    for spec in specs:
        if spec.before and spec.before.parent != spec.parent:
            yield "move", {"unit": _id(spec.key), "parent": _id(spec.parent)}, spec.key
    for spec in specs:
        if spec.before and spec.before.kind and spec.before.kind != spec.kind:
            yield "kind", {"unit": _id(spec.key), "kind": spec.kind}, spec.key
        if spec.before and spec.before.fi:
            name = {"fi": spec.fi, "sv": spec.sv, "en": spec.en}
            yield "rename", {"unit": _id(spec.key), "name": name}, spec.key
    for spec in specs:
        if spec.ends:
            yield "end", {"unit": _id(spec.key), "successor": _id(HEIRS[spec.key])}, spec.key
    leaders = {row.unit_id: row for row in Leadership.objects.on(REFORM).select_related("person")}
    for spec in specs:
        if spec.new and units[spec.key].pk in leaders:
            person = leaders[units[spec.key].pk].person
            data = {"unit": _id(spec.key), "person": str(person.uuid)}
            yield "leader", data, spec.key


def _founding(spec: UnitSpec, units: dict[str, Unit]) -> dict[str, Any]:
    return {
        "name": {"fi": spec.fi, "sv": spec.sv, "en": spec.en},
        "kind": spec.kind,
        "parent": _id(spec.parent),
        "code": code(spec.key),
        "clock_variant": "general",
        "group_years": "never",
        "directors_area": spec.directors_area,
        "balance": spec.balance,
    }


def _moves(specs: list[UnitSpec], units: dict[str, Unit]) -> dict[tuple[str, str], list[str]]:
    """Who went to the founded units, by where they came from."""
    keys = {unit.pk: key for key, unit in units.items()}
    founded = [units[spec.key].pk for spec in specs if spec.new]
    before = dict(
        Membership.objects.filter(valid_until=REFORM).values_list("employment_id", "unit_id")
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    arrived = Membership.objects.filter(valid_from=REFORM, unit__in=founded).order_by("pk")
    for row in arrived.select_related("employment"):
        if row.employment_id in before:
            way = (keys[before[row.employment_id]], keys[row.unit_id])
            found[way].append(str(row.employment.uuid))
    return found


def write_draft() -> Reorganisation:
    """A reorganisation that HR is preparing. Nothing of it stands in the organisation."""
    return _write(
        "next",
        "Puhtauspalvelut yhteen ja tapahtumat vapaa-aikaan",
        NEXT,
        "Valmistelussa, yhteistoiminta keväällä 2026",
        list(draft_steps()),
        created_at=timezone.make_aware(datetime(2026, 2, 2, 9)),
    )


def draft_steps() -> Iterator[Step]:
    units = existing_units()
    every = _draft(units)
    for kind, data, key in every:
        named = [data.get(n) for n in ("unit", "parent", "into", "first", "second", "to")]
        named += data.get("units", [])
        known = {str(unit.uuid) for unit in units.values()} | {_step_id("next", "create", "clean")}
        if {uuid for uuid in named if uuid} <= known:
            yield kind, data, key


def _draft(units: dict[str, Unit]) -> list[Step]:
    clean = _step_id("next", "create", "clean")
    mervi = str(uuid_for("person", "cast-mervi"))
    return [
        (
            "create",
            {
                "name": {"fi": "Puhtauspalvelut", "sv": "Renhållning", "en": "Cleaning"},
                "kind": "team",
                "parent": _id("food_and_cleaning"),
                "code": "PUHTAUS",
            },
            "clean",
        ),
        ("merge", {"units": [_id("cleaning"), _id("school_cleaning")], "into": clean}, "cleaning"),
        ("leader", {"unit": clean, "person": mervi}, "clean"),
        (
            "split",
            {
                "unit": _id("harbour"),
                "first": _id("streets"),
                "second": _id("parks"),
                "people": [],
                "titles": ["satamatyöntekijä"],
            },
            "harbour",
        ),
        ("move", {"unit": _id("events"), "parent": _id("recreation")}, "events"),
        (
            "rename",
            {
                "unit": _id("recreation"),
                "name": {
                    "fi": "Vapaa-aika ja tapahtumat",
                    "sv": "Fritid och evenemang",
                    "en": "Leisure and events",
                },
            },
            "recreation",
        ),
        (
            "people",
            {
                "unit": _id("central_services"),
                "to": _id("teaching"),
                "people": [],
                "titles": ["koulusihteeri"],
            },
            "secretaries",
        ),
        (
            "end",
            {"unit": _id("immigration"), "successor": _id("employment_services")},
            "immigration",
        ),
    ]


def _write(
    key: str, name: str, day: date, decision: str, steps: list[Step], **more: Any
) -> Reorganisation:
    made: Reorganisation = Reorganisation.objects.create(
        uuid=uuid_for("reorganisation", key),
        name=name,
        effective_on=day,
        decision=decision,
        created_by=uuid_for("user", "cast-jari"),
        **more,
    )
    ReorganisationStep.objects.bulk_create(
        ReorganisationStep(
            # A founded unit has its step's uuid.
            uuid=uuid_for("unit", about)
            if kind == "create" and key == "reform"
            else _step_id(key, kind, about),
            reorganisation=made,
            order=order,
            kind=kind,
            data=data,
        )
        for order, (kind, data, about) in enumerate(steps, start=1)
    )
    return made


def _id(key: str) -> str:
    return str(uuid_for("unit", key))


def _step_id(reorganisation: str, kind: str, about: str) -> str:
    return str(uuid_for("step", reorganisation, kind, about))
