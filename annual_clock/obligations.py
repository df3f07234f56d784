"""Who owes what by when, for the home page, the supervisor's overview and the reminders alike.

The clock knows no conversations or plans: the apps above register a provider in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.policies import Words
from organization.models import Person


@dataclass(frozen=True)
class Obligation:
    """One thing that `person` owes (or, with `waiting_for`, waits for from somebody else).

    `kind` and `subject` name it for reminders; `due` is the last day, inclusive. `title`, `text` and
    `action` are words for the reader, lazy so that a letter and a page can each use their language.
    `minutes` is about how long it takes. Letters use the title only: it carries no content.
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
