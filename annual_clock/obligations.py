"""Who owes what by when, for the home page, the supervisor's overview and the reminders alike.

The clock knows no conversations or plans: the apps above register a provider in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core import clock
from core.policies import Words
from organization.models import Employment, Person
from organization.selectors import person_of


@dataclass(frozen=True)
class Obligation:
    """One thing that `person` owes (or, with `waiting_for`, waits for from somebody else).

    `kind` (at most 60 characters) and `subject` name it for reminders; `due` is the last day,
    inclusive. `title`, `text` and `action` are words for the reader, lazy so that a letter and a
    page can each use their language. `minutes` is about how long it takes. Letters use the title
    only, the one to the next supervisor too: it carries no content. `employment`
    says whose supervisor that is, when the person has several; without it the main one counts.
    """

    person: Person
    kind: str
    subject: UUID
    title: Words
    due: date
    url: str
    action: Words = ""
    text: Words = ""
    minutes: int | None = None
    waiting_for: str = ""
    remind: bool = True
    employment: Employment | None = None


# people=None: everybody's (reminders); otherwise these persons' only (a page).
Provider = Callable[[date, Iterable[Person] | None], Iterable[Obligation]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register a provider `(today, people or None) -> obligations`. Constant number of queries."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def all_obligations(today: date, people: Iterable[Person] | None = None) -> list[Obligation]:
    people = None if people is None else list(people)
    found = [o for provider in _providers for o in provider(today, people)]
    return sorted(found, key=lambda o: (o.due, o.kind, str(o.subject)))


@dataclass(frozen=True)
class Owed:
    """What a person owes and what they wait for, the most urgent first."""

    own: Sequence[Obligation]
    waiting: Sequence[Obligation]


def obligations_of(user: Any) -> Owed:
    """The reader's to-do list today. Constant number of queries, however much is owed."""
    person = person_of(user)
    found = all_obligations(clock.today(), [person]) if person else []
    return Owed(
        own=[o for o in found if not o.waiting_for],
        waiting=[o for o in found if o.waiting_for],
    )
