"""How far a milestone is for one person: the apps above tell it, the dates say the rest.

An app above registers in `AppConfig.ready`:

    @tells(DEVELOPMENT_CONVERSATIONS)
    def _told(person: Person, milestone: Milestone, today: date) -> Told | None: ...

`None` means "nothing to say about this person"; then only the dates speak. A teller asks a constant
number of queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from annual_clock.models import Milestone
from core.policies import Words
from organization.models import Person

# done and late are facts; turn is the reader's own turn, other somebody else's. From dates alone:
# open (going on), over (its time has passed; nobody told whether it was done) and coming.
Status = Literal["done", "late", "turn", "other", "next", "open", "over", "coming"]


@dataclass(frozen=True)
class Told:
    """What an app knows. Empty words leave the milestone's own.

    `when`: its dates ("pe 13.2. klo 14", "pidetty 6.2."); `whose`: who does it ("Sinä ja Mervi
    Aaltonen"); `url`: where to go.
    """

    status: Status
    when: Words = ""
    whose: Words = ""
    url: str = ""


Teller = Callable[[Person, Milestone, date], Told | None]
_tellers: dict[str, Teller] = {}


def tells(kind: str) -> Callable[[Teller], Teller]:
    """Register who tells about milestones of this kind (the constants of annual_clock.defaults)."""

    def register(teller: Teller) -> Teller:
        _tellers[kind] = teller
        return teller

    return register


def told(person: Person | None, milestone: Milestone, today: date) -> Told:
    """How far the milestone is for `person` today."""
    teller = _tellers.get(milestone.kind)
    known = teller(person, milestone, today) if teller and person else None
    return known or Told(by_dates(milestone, today))


def by_dates(milestone: Milestone, today: date) -> Status:
    if today > milestone.due_on:
        return "over"
    return "open" if today >= milestone.starts_on else "coming"
