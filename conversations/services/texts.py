"""Saving answers and ratings so that two writers on the same text lose nothing.

A window says for each field on what it was typed: the version it was loaded with and a fingerprint
of the text then. A field that was not touched is left alone; a field that somebody else has changed
in between is not written but given back as a `Clash`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.models import Competence
from conversations.models import Answer, Conversation, Layer, Preparation, Question, Rating
from conversations.policies import Reader, can_prepare, can_write_agreed
from conversations.services.signing import amend
from core import clock
from core.policies import Decision, require

MAX_TEXT = 10_000  # characters


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Typed:
    """What a window holds for one field, and what it was loaded with."""

    text: str
    version: int = 0
    was: str = fingerprint("")


@dataclass(frozen=True)
class Clash:
    """Somebody else saved first: their text and mine."""

    question: Question
    theirs: str
    mine: str
    who: str
    at: datetime
    version: int


@dataclass
class Saved:
    """`on`: question -> (version, fingerprint) that the window now stands on."""

    on: dict[int, tuple[int, str]] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    changed: bool = False


def save_texts(*, user: Any, reader: Reader, layer: str, typed: Mapping[Question, Typed]) -> Saved:
    """Save the fields of one page. Raises Refused when the layer is not the writer's to write."""
    conversation = reader.conversation
    require(may_write(reader, layer))
    for value in typed.values():
        if len(value.text) > MAX_TEXT:
            raise ValidationError(_("The text is too long."))
    author = None if layer == Layer.AGREED else reader.person
    saved = Saved()
    with transaction.atomic():
        writing(reader, layer)
        rows = {
            answer.question_id: answer
            for answer in Answer.objects.filter(
                conversation=conversation, question__in=list(typed), layer=layer, author=author
            ).select_related("updated_by")
        }
        for question, value in typed.items():
            saved.on[question.pk] = _save(reader, layer, question, value, rows, saved)
        if saved.changed:
            wrote(user, reader, layer)
    return saved


def may_write(reader: Reader, layer: str) -> Decision:
    if layer == Layer.AGREED:
        return can_write_agreed(reader, reader.conversation)
    return can_prepare(reader, reader.conversation)


def writing(reader: Reader, layer: str) -> None:
    """Before a write, inside its transaction: hold the row that signing and locking also take, and
    ask again, since the other may just have locked it."""
    Conversation.objects.select_for_update().filter(pk=reader.conversation.pk).get()
    reader.conversation.refresh_from_db(fields=["state", "version"])
    require(may_write(reader, layer))
    if layer != Layer.AGREED:
        Preparation.objects.get_or_create(
            conversation=reader.conversation,
            side=reader.side,
            author=reader.person,
            defaults={"deputy_for": reader.deputy_for},
        )


def wrote(user: Any, reader: Reader, layer: str) -> None:
    """After a write that changed something: an edit voids signatures, and the log knows."""
    conversation = reader.conversation
    if layer == Layer.AGREED:
        amend(user=user, conversation=conversation)
    record(
        user,
        f"conversations.write_{layer}",
        conversation,
        data_subject=conversation.data_subject,  # type: ignore[arg-type]
        role=reader.role,
        deputy_for=reader.deputy_for.uuid if reader.deputy_for else None,
    )


def _save(
    reader: Reader,
    layer: str,
    question: Question,
    value: Typed,
    rows: dict[int, Answer],
    saved: Saved,
) -> tuple[int, str]:
    stands_on = (value.version, value.was)
    if fingerprint(value.text) == value.was:
        return stands_on
    row = rows.get(question.pk)
    if row is not None and row.text == value.text:
        return (row.version, fingerprint(row.text))
    version = row.version if row else 0
    if version == value.version and _write(reader, layer, question, value, row):
        saved.changed = True
        return (version + 1, fingerprint(value.text))
    row = _fresh(reader, layer, question)
    if row is None:
        return stands_on
    saved.clashes.append(
        Clash(
            question,
            theirs=row.text,
            mine=value.text,
            who=str(row.updated_by or ""),
            at=row.updated_at,
            version=row.version,
        )
    )
    return (row.version, fingerprint(row.text))


def _write(
    reader: Reader, layer: str, question: Question, value: Typed, row: Answer | None
) -> bool:
    """Compare-and-swap on the version. False: somebody was faster."""
    now = clock.now()
    if row is not None:
        mine = Answer.objects.filter(pk=row.pk, version=value.version)
        return bool(
            mine.update(
                text=value.text,
                version=F("version") + 1,
                updated_at=now,
                updated_by=reader.person,
            )
        )
    try:
        with transaction.atomic():
            Answer.objects.create(
                conversation=reader.conversation,
                question=question,
                layer=layer,
                author=None if layer == Layer.AGREED else reader.person,
                text=value.text,
                version=1,
                updated_at=now,
                updated_by=reader.person,
            )
    except IntegrityError:
        return False
    return True


def _fresh(reader: Reader, layer: str, question: Question) -> Answer | None:
    author = None if layer == Layer.AGREED else reader.person
    return (
        Answer.objects.filter(
            conversation=reader.conversation, question=question, layer=layer, author=author
        )
        .select_related("updated_by")
        .first()
    )


@dataclass(frozen=True)
class Chosen:
    """A level chosen in a window, and the one it was loaded with. None: not assessed."""

    level: int | None
    was: int | None


@dataclass(frozen=True)
class RatingClash:
    competence: Competence
    theirs: int | None
    mine: int | None


def save_ratings(
    *, user: Any, reader: Reader, layer: str, chosen: Mapping[Competence, Chosen]
) -> list[RatingClash]:
    """Save the levels that were changed in this window; what another changed meanwhile is given
    back. Raises Refused like `save_texts`."""
    require(may_write(reader, layer))
    author = None if layer == Layer.AGREED else reader.person
    clashes = []
    changed = False
    with transaction.atomic():
        writing(reader, layer)
        rows = {
            row.competence_id: row
            for row in Rating.objects.filter(
                conversation=reader.conversation, layer=layer, author=author
            )
        }
        for competence, value in chosen.items():
            row = rows.get(competence.pk)
            now = row.level if row else None
            if value.level in (value.was, now):
                continue
            if now != value.was:
                clashes.append(RatingClash(competence, theirs=now, mine=value.level))
                continue
            Rating.objects.update_or_create(
                conversation=reader.conversation,
                competence=competence,
                layer=layer,
                author=author,
                defaults={"level": value.level, "updated_at": clock.now()},
            )
            changed = True
        if changed:
            wrote(user, reader, layer)
    return clashes
