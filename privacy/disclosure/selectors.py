"""What the pages of disclosures show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from audit.models import Event
from conversations.models import Answer, Conversation, Layer
from conversations.policies import disclosed_reader
from conversations.selectors.reading import readable_content
from core.policies import Decision
from organization.models import Person
from organization.selectors import person_of, recipient_of
from privacy.disclosure.models import Disclosure
from privacy.disclosure.policies import can_read, decides

READ = "privacy.disclosure.read"


def seen_by(user: Any) -> QuerySet[Disclosure]:
    """Who asked sees one's own, who decides sees all but those about oneself."""
    person = person_of(user)
    rows = Disclosure.objects.select_related("person__user", "asked_by", "decided_by")
    if person is None:
        return rows.none()
    seen = Q(asked_by=person)
    if decides(user):
        seen |= ~Q(person=person)
    return rows.filter(seen).prefetch_related("conversations__round")


def about(user: Any) -> list["Told"]:
    """The disclosures of one's own conversations that have been decided, with each reading."""
    person = person_of(user)
    if person is None:
        return []
    rows = list(
        Disclosure.objects.filter(person=person)
        .exclude(decided_at=None)
        .select_related("asked_by", "decided_by")
        .prefetch_related("conversations__round")
    )
    readings = Event.objects.filter(action=READ, object_id__in=[d.uuid for d in rows])
    by_row: dict[Any, list[Any]] = {}
    for uuid, at in readings.order_by("at").values_list("object_id", "at"):
        by_row.setdefault(uuid, []).append(at)
    return [Told(row, by_row.get(row.uuid, [])) for row in rows]


@dataclass(frozen=True)
class Told:
    disclosure: Disclosure
    readings: list[Any]


def find_people(user: Any, words: str) -> list[Person]:
    """People by name, at most twenty, oneself left out."""
    person = person_of(user)
    if person is None or not words.strip():
        return []
    rows = Person.objects.visible_to(user).exclude(pk=person.pk)
    for word in words.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return list(rows.order_by("last_name", "first_name")[:20])


def conversations_of(person: Person) -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(employment__person=person)
    return rows.select_related("round", "employment__person").order_by("-round__year", "pk")


def gets_letters(person: Person) -> bool:
    return bool(recipient_of(person).email)


@dataclass(frozen=True)
class Reading:
    """One conversation as far as the disclosure opens it."""

    conversation: Conversation
    content: dict[str, Any] | None
    prepared: list[Answer]
    whole: bool


def reading(user: Any, disclosure: Disclosure) -> tuple[Decision, list[Reading]]:
    """The conversations of a disclosure through the same door as all reading."""
    decision = can_read(user, disclosure)
    if not decision:
        return decision, []
    wanted = disclosure.conversations.values("pk")
    rows = Conversation.objects.disclosed_to(user).filter(pk__in=wanted).with_people()
    found = []
    for conversation in rows.order_by("round__year", "pk"):
        reader = disclosed_reader(user, conversation)
        prepared = (
            Answer.objects.readable(reader)
            .exclude(layer=Layer.AGREED)
            .exclude(text="")
            .select_related("question", "author")
            .order_by("layer", "question__theme__order", "question__order")
        )
        found.append(
            Reading(
                conversation,
                readable_content(reader),
                list(prepared),
                reader.sees_agreed(sensitive=True),
            )
        )
    return decision, found
