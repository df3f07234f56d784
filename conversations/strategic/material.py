"""The material beside each point of the agenda, also from the apps above.

An app above registers in `AppConfig.ready`:

    @material.provide("plans")
    def _plans(user, year) -> Iterable[Material]: ...

`year` is the year that is decided on. The provider asks what the user may see, with a constant
number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.policies import Words


@dataclass(frozen=True)
class Material:
    """One thing to read beside a point: what it is, how it is, and where."""

    title: Words
    text: Words = ""
    url: str = ""


Provider = Callable[[Any, int], Iterable[Material]]
_providers: dict[str, list[Provider]] = {}


def provide(point: str) -> Callable[[Provider], Provider]:
    """Register for a point of the agenda: the key of its theme (defaults/strategic.py)."""

    def register(provider: Provider) -> Provider:
        rows = _providers.setdefault(point, [])
        if provider not in rows:
            rows.append(provider)
        return provider

    return register


def material_for(user: Any, point: str, year: int) -> list[Material]:
    return [each for provider in _providers.get(point, ()) for each in provider(user, year)]
