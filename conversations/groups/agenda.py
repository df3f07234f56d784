"""What stands on a conversation's agenda from the apps above: the area's training plan (36).

An app above registers in `AppConfig.ready`:

    @agenda.provide
    def _plan(user, conversation, day) -> Iterable[AgendaItem]: ...

The provider itself asks what the user may see, with a constant number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.groups.models import GroupConversation
from core.policies import Words


@dataclass(frozen=True)
class AgendaItem:
    """A point with its material: a heading, a line or two in words, and where to read it."""

    title: Words
    text: Words = ""
    url: str = ""
    label: Words = ""


Provider = Callable[[Any, GroupConversation, date], Iterable[AgendaItem]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    if provider not in _providers:
        _providers.append(provider)
    return provider


def agenda(user: Any, conversation: GroupConversation, day: date) -> list[AgendaItem]:
    return [item for provider in _providers for item in provider(user, conversation, day)]
