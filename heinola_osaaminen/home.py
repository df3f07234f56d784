"""The home page: what is owed by the reader, what waits for others, where the year is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from annual_clock.obligations import Obligation, all_obligations
from annual_clock.selectors import SmallClock, small_clock
from core import clock
from core.look.parts import TodoItem
from heinola_osaaminen.navigation import address
from organization.selectors import person_of


@dataclass(frozen=True)
class HomePage:
    """Everything home.html draws."""

    today: date
    first_name: str
    todo: Sequence[TodoItem]
    waiting: Sequence[Obligation]
    clock_url: str
    clock: SmallClock


def home_page(user: Any) -> HomePage:
    """The reader's page today. Constant number of queries, however much is owed."""
    person, today = person_of(user), clock.today()
    owed = all_obligations(today, [person]) if person else []
    return HomePage(
        today=today,
        first_name=person.first_name if person else "",
        todo=[as_todo(o, today) for o in owed if not o.waiting_for],
        waiting=[o for o in owed if o.waiting_for],
        clock_url=address("annual_clock:clock"),
        clock=small_clock(person, today),
    )


def as_todo(obligation: Obligation, today: date) -> TodoItem:
    return TodoItem(
        title=obligation.title,
        url=obligation.url,
        action=obligation.action,
        due=obligation.due,
        text=obligation.text,
        minutes=obligation.minutes,
        late=obligation.due < today,
    )
