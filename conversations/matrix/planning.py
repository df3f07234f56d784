"""From a gap to a plan: the app above says into which plans the reader can write a competence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from competencies.models import Competence
from core.policies import Words


@dataclass(frozen=True)
class Plan:
    """A plan that the reader may write, and the address that begins an action on a competence."""

    title: Words
    address: Callable[[Competence], str]


Provider = Callable[[Any], Iterable[Plan]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    if provider not in _providers:
        _providers.append(provider)
    return provider


def plans(user: Any) -> list[Plan]:
    return [plan for provider in _providers for plan in provider(user)]
