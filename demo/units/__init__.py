"""Heinola's organisation as the sources describe it from 1.1.2025, and what stood before it.

Service areas and responsibility areas: requirements 62, 63 and A4-A6 (SOURCE 003). Teams under them
are invented but plausible. Heads are those of February 2026; with the shares of working time in
demo.people they come to the person-years of table 2.
"""

from demo.units.environment import ENVIRONMENT, FORMER
from demo.units.shared import SHARED
from demo.units.spec import AREA, CITY, FOUNDED, REFORM, RESPONSIBILITY, TEAM, Before, UnitSpec
from demo.units.wellbeing import WELLBEING

__all__ = [
    "AREA",
    "CITY",
    "FOUNDED",
    "REFORM",
    "RESPONSIBILITY",
    "SPECS",
    "TEAM",
    "UNITS",
    "Before",
    "UnitSpec",
    "area_of",
]

UNITS: tuple[UnitSpec, ...] = (
    UnitSpec(
        "city", CITY, "", "Heinolan kaupunki", "Heinola stad", "City of Heinola", 1,
        "kaupunginjohtaja", cast=("ilkka",),
    ),
    *SHARED,
    *WELLBEING,
    *ENVIRONMENT,
    *FORMER,
)  # fmt: skip
SPECS = {unit.key: unit for unit in UNITS}


def area_of(key: str) -> str:
    """The key of the service area at or above a unit since the reform; the city is its own."""
    unit = SPECS[key]
    while unit.kind not in (CITY, AREA):
        unit = SPECS[unit.parent]
    return unit.key
