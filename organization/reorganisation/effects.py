"""What a reorganisation does to open conversations, plans and obligations.

Organization knows none of them: the apps above register a provider (for the picture beforehand)
and a follower (work right after it has taken effect) in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core.policies import Words
from organization.reorganisation.picture import Line, Picture


@dataclass(frozen=True)
class Change:
    """Two pictures of the same day, by primary keys. `ended`: each ended unit and the unit that
    carries on for it; `handed`: whose matter (a public id) goes from whom to whom, filled by
    earlier providers for later ones."""

    day: date
    before: Picture
    after: Picture
    lines: Sequence[Line]
    ended: Mapping[int, int | None]
    handed: dict[UUID, tuple[int | None, int | None]] = field(default_factory=dict)

    def name(self, person: int | None) -> str:
        return self.before.people.get(person or 0, "")


@dataclass(frozen=True)
class Effect:
    """One line of the picture. `names`: a few rows in words; `warning`: HR should do something."""

    title: Words
    names: Sequence[str] = ()
    warning: bool = False


Provider = Callable[[Change], Iterable[Effect]]
Follower = Callable[[date], object]
_providers: list[tuple[int, Provider]] = []
_followers: list[Follower] = []


def provide(provider: Provider, *, place: int = 1) -> Provider:
    """Register a provider, to be asked in order of `place`. A constant number of queries."""
    if (place, provider) not in _providers:
        _providers.append((place, provider))
    return provider


def follow(follower: Follower) -> Follower:
    """Register what must be done when one has taken effect: `follower(day)`, idempotent."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def effects_of(change: Change) -> list[Effect]:
    ordered = sorted(_providers, key=lambda row: row[0])
    return [effect for _place, provider in ordered for effect in provider(change)]


def run_followers(day: date) -> None:
    for follower in _followers:
        follower(day)
