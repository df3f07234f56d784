"""A lawful disclosure opens named layers of named conversations for a time.

The apps above decide who gets one (two named people, a reason, a notice to the employee) and
register here what is in force; the reading itself goes through `Reader` like all reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from organization.models import Person
from organization.selectors import person_of

if TYPE_CHECKING:
    from conversations.models import Conversation
    from conversations.policies.reading import Reader


@dataclass(frozen=True)
class Grant:
    """What is opened beside the agreed ordinary themes, levels, goals and needs."""

    sensitive: bool = False
    preparations: bool = False


# Now in force for this person: conversation's pk -> what is opened.
Provider = Callable[[Person], Mapping[int, Grant]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    if provider not in _providers:
        _providers.append(provider)
    return provider


def grants_of(person: Person) -> dict[int, Grant]:
    """The conversations disclosed to `person` now."""
    return {pk: grant for provider in _providers for pk, grant in provider(person).items()}


def disclosed_reader(user: Any, conversation: Conversation) -> Reader:
    """The reader's place today with what has been disclosed to them."""
    from conversations.policies.reading import reader_of

    reader = reader_of(user, conversation)
    person = person_of(user)
    found = grants_of(person) if person else {}
    return replace(reader, grant=found.get(conversation.pk))
