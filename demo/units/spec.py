"""What a unit of the demo is described by."""

from dataclasses import dataclass, field
from datetime import date

from demo.texts import Flavour

FOUNDED = date(2023, 1, 1)  # where the demo's register begins
REFORM = date(2025, 1, 1)  # requirement 62: five sectors became three service areas
CITY, AREA, RESPONSIBILITY, TEAM = "city", "service_area", "responsibility_area", "team"


@dataclass(frozen=True)
class Before:
    """What a unit was until the reform: under another unit, with another name or kind."""

    parent: str
    fi: str = ""
    kind: str = ""


@dataclass(frozen=True)
class UnitSpec:
    """A unit with `heads` people, its leader among them when `leads` is a job title.

    `led_by` names another unit whose leader leads this one too. `parity`: the years in which staff
    talk as a group (requirement 23); it also puts the unit on the education clock. `new`: founded
    in the reform. `heads_before`: people who left with the unit in the reform (requirement 82).
    """

    key: str
    kind: str
    parent: str
    fi: str
    sv: str
    en: str
    heads: int = 0
    leads: str = ""
    led_by: str = ""
    flavour: Flavour = "office"
    titles: tuple[str, ...] = ()
    parity: str = ""
    education: bool = False
    directors_area: bool = False
    balance: bool = False
    new: bool = False
    before: Before | None = None
    ends: date | None = None
    heads_before: int = 0
    came_from: tuple[str, ...] = ()
    cast: tuple[str, ...] = field(default=())
