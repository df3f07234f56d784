"""One row of a file as typed values, or the reasons why it cannot be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.tabular import parse_date, parse_decimal
from organization.importing.columns import FIELDS, normalised
from organization.models import Employment, UnitKind

Reason = list[Any]  # [code, parameters]: words are given when shown (organization.importing.words)

CONTRACTS = {
    Employment.Contract.PERMANENT: (
        "vakituinen", "vakinainen", "vakinainen virka", "vakinainen työsuhde", "toistaiseksi",
        "toistaiseksi voimassa oleva", "vak", "v", "tills vidare", "tillsvidare",
        "tillsvidareanställd", "ordinarie", "permanent", "permanent contract",
    ),
    Employment.Contract.FIXED_TERM: (
        "määräaikainen", "maaraaikainen", "sijainen", "sijaisuus", "määräaik", "mää", "m", "ma",
        "työllistetty", "projekti", "visstid", "visstidsanställd", "tidsbunden", "vikarie",
        "fixed term", "temporary", "fixed term contract",
    ),
}  # fmt: skip
KINDS = {
    UnitKind.CITY: ("kaupunki", "stad", "staden", "city", "kunta"),
    UnitKind.SERVICE_AREA: ("palvelualue", "serviceområde", "service area", "toimiala", "sektor"),
    UnitKind.RESPONSIBILITY_AREA: ("vastuualue", "ansvarsområde", "responsibility area"),
    UnitKind.TEAM: ("tiimi", "team", "työyhteisö", "yksikkö", "arbetsgemenskap", "enhet"),
}  # fmt: skip
LENGTHS = {
    "employee_number": 40, "employment_number": 60, "first_name": 80, "last_name": 80,
    "job_title": 120, "unit": 40, "code": 40, "parent": 40, "leader": 40, "supervisor": 40,
    "name_fi": 200, "name_sv": 200, "email": 254,
}  # fmt: skip
# HR systems write "for the time being" as a day far away.
NEVER = 2900


@dataclass
class Parsed:
    """A row's values. Absent keys: no such column, or an empty cell."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    # Columns that exist but whose cell was empty (an empty last day means "for the time being").
    empty: set[str] = field(default_factory=set)

    def get(self, name: str) -> Any:
        return self.values.get(name)


def parse(kind: str, mapping: Mapping[str, int], number: int, cells: list[str]) -> Parsed:
    row = Parsed(number)
    for wanted in FIELDS[kind]:
        column = mapping.get(wanted.name)
        text = " ".join(cells[column].split()) if column is not None else ""
        if not text:
            if wanted.required:
                row.reasons.append(["missing", {"field": wanted.name}])
            if column is not None:
                row.empty.add(wanted.name)
            continue
        if len(text) > LENGTHS.get(wanted.name, 200):
            row.reasons.append(["too_long", {"field": wanted.name}])
            continue
        try:
            row.values[wanted.name] = _value(wanted.name, text)
        except (ValueError, ValidationError):
            row.reasons.append(["unclear", {"field": wanted.name}])
    _last_day(row)
    return row


def _value(name: str, text: str) -> Any:
    if name in ("starts_on", "ends_on", "unit_from", "valid_from"):
        return parse_date(text)
    if name == "percent":
        return _percent(text)
    if name == "email":
        validate_email(text)
        return text.lower()
    if name == "contract":
        return _word(CONTRACTS, text)
    if name == "kind":
        return _word(KINDS, text)
    return text


def _percent(text: str) -> Decimal:
    """0-100; Excel's percentage cells come as fractions of one, and nobody works one per cent."""
    value = parse_decimal(text)
    if 0 < value <= 1:
        value *= 100
    if not 0 < value <= 100:
        raise ValueError("out of range")
    return value.quantize(Decimal("0.01"))


def _word(words: Mapping[Any, tuple[str, ...]], text: str) -> str:
    text = normalised(text)
    for value, names in words.items():
        if text in names or text == value.value.replace("_", " "):
            return str(value.value)
    raise ValueError("unknown word")


def _last_day(row: Parsed) -> None:
    """HR's last day is the last one worked; an end here is the first day no more (half-open)."""
    last: date | None = row.values.get("ends_on")
    if last is None:
        return
    if last.year >= NEVER:
        del row.values["ends_on"]
        row.empty.add("ends_on")
        return
    row.values["ends_on"] = last + timedelta(days=1)
    starts = row.values.get("starts_on")
    if starts and last < starts:
        row.reasons.append(["ends_before", {}])
