"""What stands beside a conversation, never over what was signed: remarks, answers to a request to
correct. The apps above register what they have; only those who may read the agreed text see it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from conversations.policies import Reader
from core.policies import Words


@dataclass(frozen=True)
class Beside:
    title: Words
    who: str
    at: datetime
    text: str
    answer: str = ""
    url: str = ""


Provider = Callable[[Reader], Iterable[Beside]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    if provider not in _providers:
        _providers.append(provider)
    return provider


def beside(reader: Reader) -> list[Beside]:
    """What the reader sees beside the conversation, the oldest first."""
    if not reader.sees_agreed(sensitive=False):
        return []
    found = [row for provider in _providers for row in provider(reader)]
    return sorted(found, key=lambda row: row.at)
