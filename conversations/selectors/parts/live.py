"""What has changed on the conversation's page since the reader's window last asked.

A window holds a stamp of four areas. Each is a digest of ids and versions that the reader may see;
only the areas whose digest differs are drawn again. `Field` is a field of a form as it stands now.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from conversations.forms import field_name, ratings_token, token
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Question,
    Rating,
    Theme,
)
from conversations.policies import Reader
from conversations.selectors.parts.page import TALK, Page
from conversations.services.texts import fingerprint

# In the order of the stamp.
AREAS = ("frame", "agreed", "preparations", "ratings", "items")


@dataclass(frozen=True)
class Field:
    """A field of the form `form`. `piece`: what its form's `version` says of it."""

    form: str
    name: str
    piece: str
    value: str
    label: str
    who: str = ""
    # In words, where the page has no field for it.
    shown: str = ""


def stamp(page: Page) -> dict[str, str]:
    """A digest of each area. Five queries beside what loading the conversation took."""
    reader, c = page.reader, page.conversation
    texts = list(
        Answer.objects.readable(reader)
        .order_by("pk")
        .values_list("layer", "pk", "version", "updated_at")
    )
    levels = Rating.objects.readable(reader).order_by("pk")
    return {
        "frame": _digest(
            [
                (c.state, c.version, c.meets_at, c.minutes, c.place, c.held_at, c.locked_at),
                (c.supervisor_id, c.restricted_at, reader.role, sorted(reader.rights)),
                *((s.pk, s.voided_at) for s in c.signatures.all()),
                *((p.pk, p.shared_at, p.earlier) for p in page.preparations),
            ]
        ),
        "agreed": _digest(row for row in texts if row[0] == Layer.AGREED),
        "preparations": _digest(row for row in texts if row[0] != Layer.AGREED),
        "ratings": _digest(levels.values_list("pk", "level", "updated_at")),
        "items": _digest([*_goals(reader), *_needs(reader)]),
    }


def _goals(reader: Reader) -> Iterable[Any]:
    """This conversation's goals one may see, and how the agreed ones of earlier years go."""
    rows = Goal.objects.readable(reader).order_by("pk")
    agreed = Goal.objects.filter(employment=reader.conversation.employment_id, agreed=True)
    return [
        reader.conversation.no_goal_reason,
        *rows.values_list("pk", "version", "agreed"),
        *agreed.order_by("pk").values_list("pk", "version"),
    ]


def _needs(reader: Reader) -> Iterable[Any]:
    rows = DevelopmentNeed.objects.readable(reader).order_by("pk")
    return rows.values_list("pk", "version", "agreed")


def _digest(rows: Iterable[Any]) -> str:
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:10]


def as_text(stamps: dict[str, str]) -> str:
    return ".".join(stamps[area] for area in AREAS)


def changed(stamps: dict[str, str], since: str) -> list[str]:
    """The areas that differ; all of them when `since` cannot be read."""
    before = since.split(".")
    if len(before) != len(AREAS):
        return list(AREAS)
    return [area for area, old in zip(AREAS, before, strict=True) if stamps[area] != old]


def text_fields(page: Page, themes: Iterable[Theme]) -> list[Field]:
    """The agreed texts as they stand now, with who wrote last."""
    writers = {
        answer.question_id: str(answer.updated_by or "")
        for answer in page.answers
        if answer.layer == Layer.AGREED
    }
    fields = []
    for theme in themes:
        for part in page.questions(theme, TALK):
            question: Question = part.question
            fields.append(
                Field(
                    form=theme.key,
                    name=field_name(question),
                    piece=token({question.pk: (part.version, fingerprint(part.text))}),
                    value=part.text,
                    shown=part.shown,
                    label=str(question.title),
                    who=writers.get(question.pk, ""),
                )
            )
    return fields


def level_fields(page: Page) -> list[Field]:
    """The agreed levels as they stand now."""
    held = page.stored_levels(TALK)
    return [
        Field(
            form="ratings",
            name=f"level_{competence.key}",
            piece=ratings_token({competence.pk: held.get(competence.pk)}),
            value=str(held.get(competence.pk) or ""),
            label=str(competence.name),
        )
        for competence in page.competences
    ]


# Who else has the page open just now. Only those who may read the conversation ever ask, and only
# they are told; the cache forgets a closed window in half a minute, and nothing is stored.

HERE = 30  # seconds; the slowest asking is every 12
_PLACE = re.compile(r"[a-z0-9_-]{1,70}:[a-z0-9_-]{1,70}")


def mark_here(page: Page, place: str) -> None:
    """The reader's window is open; `place` ("form:field") is where the reader is writing."""
    person = page.reader.person
    if person is not None:
        value = place if _PLACE.fullmatch(place) else ""
        cache.set(_here_key(page.conversation, person.pk), value, HERE)


def others_here(page: Page) -> list[dict[str, str]]:
    """The others whose window is open, and where each is writing."""
    c, me = page.conversation, page.reader.person
    people = [page.employee, page.supervisor]
    people += [reader.person for reader in page.supervising]
    names = {_here_key(c, p.pk): p for p in people if p is not None and p != me}
    found = cache.get_many(list(names))
    return [
        {"name": str(names[key]), "first": names[key].first_name, "at": place}
        for key, place in sorted(found.items())
    ]


def _here_key(conversation: Conversation, person: int) -> str:
    return f"talk-here:{conversation.pk}:{person}"
