"""What the leader writes while all see it: agreed texts, headings, items, practices, attendance.

Texts are saved as they are typed, each with a version of its own, as in conversations of two
(`conversations.services.texts`): the second of two writers gets the other's text back. Every write
grows `edits`, which open pages ask for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.groups.models import (
    GatheredThought,
    GroupConversation,
    GroupItem,
    GroupParticipant,
    GroupText,
    Heading,
    Practice,
)
from conversations.groups.policies import GroupReader, can_write
from conversations.groups.services.collecting import deputy_uuid
from conversations.groups.slots import Slot
from conversations.services.texts import MAX_TEXT, Typed, fingerprint
from core import clock
from core.policies import Stale, require
from organization.models import Unit

MOST = 100  # items, headings or practices of one conversation


@dataclass(frozen=True)
class Clash:
    """Somebody else saved first: their text and mine."""

    slot: Slot
    theirs: str
    mine: str
    who: str
    at: datetime
    version: int


@dataclass
class Saved:
    """`on`: name of a slot -> (version, fingerprint) that the window now stands on."""

    on: dict[str, tuple[int, str]] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    changed: bool = False


def _begin(reader: GroupReader) -> None:
    """Inside a transaction: hold the row that closing also takes, and ask again."""
    GroupConversation.objects.select_for_update().filter(pk=reader.conversation.pk).get()
    reader.conversation.refresh_from_db(fields=["state", "version"])
    require(can_write(reader, reader.conversation))


def _wrote(user: Any, reader: GroupReader, action: str) -> None:
    GroupConversation.objects.filter(pk=reader.conversation.pk).update(edits=F("edits") + 1)
    record(user, action, reader.conversation, role=reader.role, deputy_for=deputy_uuid(reader))


# ---------------------------------------------------------------------------- texts


def save_texts(*, user: Any, reader: GroupReader, typed: Mapping[Slot, Typed]) -> Saved:
    """Save the fields of one page. Raises Refused when the writer may not."""
    require(can_write(reader, reader.conversation))
    for value in typed.values():
        if len(value.text) > MAX_TEXT:
            raise ValidationError(_("The text is too long."))
    saved = Saved()
    with transaction.atomic():
        _begin(reader)
        rows = {
            (row.key, row.perspective): row
            for row in GroupText.objects.filter(
                conversation=reader.conversation, key__in={slot.key for slot in typed}
            ).select_related("updated_by")
        }
        for slot, value in typed.items():
            saved.on[slot.name] = _save(reader, slot, value, rows.get(slot.place), saved)
        if saved.changed:
            _wrote(user, reader, "conversations.group_write")
    return saved


def _save(
    reader: GroupReader, slot: Slot, value: Typed, row: GroupText | None, saved: Saved
) -> tuple[int, str]:
    stands_on = (value.version, value.was)
    if fingerprint(value.text) == value.was:
        return stands_on
    if row is not None and row.text == value.text:
        return (row.version, fingerprint(row.text))
    if (row.version if row else 0) == value.version and _write(reader, slot, value, row):
        saved.changed = True
        return (value.version + 1, fingerprint(value.text))
    row = (
        GroupText.objects.filter(
            conversation=reader.conversation, key=slot.key, perspective=slot.perspective
        )
        .select_related("updated_by")
        .first()
    )
    if row is None:
        return stands_on
    saved.clashes.append(
        Clash(slot, row.text, value.text, str(row.updated_by or ""), row.updated_at, row.version)
    )
    return (row.version, fingerprint(row.text))


def _write(reader: GroupReader, slot: Slot, value: Typed, row: GroupText | None) -> bool:
    """Compare-and-swap on the version. False: somebody was faster."""
    new = {"text": value.text, "updated_at": clock.now(), "updated_by": reader.person}
    if row is not None:
        mine = GroupText.objects.filter(pk=row.pk, version=value.version)
        return bool(mine.update(version=F("version") + 1, **new))
    try:
        with transaction.atomic():
            GroupText.objects.create(
                conversation=reader.conversation,
                key=slot.key,
                perspective=slot.perspective,
                version=1,
                **new,
            )
    except IntegrityError:
        return False
    return True


# ---------------------------------------------------------------------------- headings


def add_heading(
    *, user: Any, reader: GroupReader, slot: Slot, title: str, thoughts: Iterable[UUID] = ()
) -> Heading:
    """A heading, with the thoughts that belong under it. The same title again is the same
    heading."""
    title = title.strip()
    if not title:
        raise ValidationError(_("Give the heading a name."))
    if len(title) > 120:
        raise ValidationError(_("The text is too long."))
    with transaction.atomic():
        _begin(reader)
        mine = Heading.objects.filter(
            conversation=reader.conversation, key=slot.key, perspective=slot.perspective
        )
        heading = mine.filter(title=title).first()
        if heading is None:
            if mine.count() >= MOST:
                raise ValidationError(_("There are very many already."))
            last = mine.aggregate(last=Max("order"))["last"] or 0
            heading = Heading.objects.create(
                conversation=reader.conversation,
                key=slot.key,
                perspective=slot.perspective,
                title=title,
                order=last + 1,
            )
        _thoughts(reader, slot, thoughts).update(heading=heading)
        _wrote(user, reader, "conversations.group_gather")
    return heading


def move_thoughts(
    *, user: Any, reader: GroupReader, slot: Slot, thoughts: Iterable[UUID], heading: UUID | None
) -> int:
    """Put thoughts under a heading of the same question, or under none. Returns how many."""
    with transaction.atomic():
        _begin(reader)
        target = None
        if heading is not None:
            target = Heading.objects.filter(
                conversation=reader.conversation,
                key=slot.key,
                perspective=slot.perspective,
                uuid=heading,
            ).first()
            if target is None:
                raise ValidationError(_("Choose one of the headings."))
        moved = _thoughts(reader, slot, thoughts).update(heading=target)
        if moved:
            _wrote(user, reader, "conversations.group_gather")
    return int(moved)


def delete_heading(*, user: Any, reader: GroupReader, slot: Slot, heading: UUID) -> None:
    """Its thoughts stay, under no heading. Deleting again changes nothing."""
    with transaction.atomic():
        _begin(reader)
        rows = Heading.objects.filter(conversation=reader.conversation, key=slot.key, uuid=heading)
        if rows.delete()[0]:
            _wrote(user, reader, "conversations.group_gather")


def _thoughts(reader: GroupReader, slot: Slot, wanted: Iterable[UUID]) -> Any:
    return GatheredThought.objects.filter(
        conversation=reader.conversation,
        key=slot.key,
        perspective=slot.perspective,
        uuid__in=list(wanted),
    )


# ---------------------------------------------------------------------------- items


def add_item(*, user: Any, reader: GroupReader, kind: str, values: Mapping[str, Any]) -> GroupItem:
    """A focus area, a need or a team goal. The same again is the same item."""
    with transaction.atomic():
        _begin(reader)
        mine = GroupItem.objects.filter(conversation=reader.conversation, kind=kind)
        same = mine.filter(title=values["title"]).first()
        if same is not None:
            return same
        if mine.count() >= MOST:
            raise ValidationError(_("There are very many already."))
        last = mine.aggregate(last=Max("order"))["last"] or 0
        item = GroupItem.objects.create(
            conversation=reader.conversation, kind=kind, order=last + 1, **values
        )
        _wrote(user, reader, "conversations.group_item")
    return item


def change_item(
    *, user: Any, reader: GroupReader, item: GroupItem, version: int, values: Mapping[str, Any]
) -> None:
    """Raises `Stale` when somebody else changed it first. What a closing has already made into a
    need or a goal lives there, and is changed there."""
    with transaction.atomic():
        _begin(reader)
        _not_made(item)
        rows = GroupItem.objects.filter(pk=item.pk, version=version, made=None)
        if not rows.update(version=F("version") + 1, **values):
            raise Stale
        _wrote(user, reader, "conversations.group_item")


def delete_item(*, user: Any, reader: GroupReader, item: GroupItem) -> None:
    with transaction.atomic():
        _begin(reader)
        _not_made(item)
        if GroupItem.objects.filter(pk=item.pk, made=None).delete()[0]:
            _wrote(user, reader, "conversations.group_item")


def _not_made(item: GroupItem) -> None:
    if item.made is not None:
        raise ValidationError(
            _("This took effect when the conversation was closed. Change it on its own page.")
        )


# ---------------------------------------------------------------------------- practices


def save_practice(
    *,
    user: Any,
    reader: GroupReader,
    values: Mapping[str, Any],
    units: Iterable[Unit],
    practice: Practice | None = None,
    version: int = 0,
) -> Practice:
    """A way of sharing what is learned (requirement 13); published when the conversation closes.
    Raises `Stale` when somebody else changed it first."""
    with transaction.atomic():
        _begin(reader)
        if practice is None:
            mine = Practice.objects.filter(conversation=reader.conversation)
            practice = mine.filter(title=values["title"]).first()
            if practice is not None:
                return practice
            if mine.count() >= MOST:
                raise ValidationError(_("There are very many already."))
            practice = Practice.objects.create(
                conversation=reader.conversation, unit=reader.conversation.unit, **values
            )
        else:
            rows = Practice.objects.filter(pk=practice.pk, version=version)
            if not rows.update(version=F("version") + 1, **values):
                raise Stale
        practice.with_units.set(units)
        _wrote(user, reader, "conversations.group_practice")
    return practice


def delete_practice(*, user: Any, reader: GroupReader, practice: Practice) -> None:
    with transaction.atomic():
        _begin(reader)
        if Practice.objects.filter(pk=practice.pk).delete()[0]:
            _wrote(user, reader, "conversations.group_practice")


def end_practice(*, user: Any, practice: Practice) -> None:
    """Take a published practice off the page. Ending again changes nothing."""
    from conversations.groups.policies import can_end_practice

    require(can_end_practice(user, practice))
    with transaction.atomic():
        rows = Practice.objects.filter(pk=practice.pk, ended_on=None)
        if rows.update(ended_on=clock.today(), version=F("version") + 1):
            record(user, "conversations.group_practice_end", practice)


# ---------------------------------------------------------------------------- attendance


def save_attendance(*, user: Any, reader: GroupReader, present: Iterable[int]) -> None:
    """Who was there: keys of participants; the others were not."""
    with transaction.atomic():
        _begin(reader)
        rows = GroupParticipant.objects.filter(conversation=reader.conversation)
        there = list(present)
        changed = rows.filter(pk__in=there).exclude(attended=True).update(attended=True)
        changed += rows.exclude(pk__in=there).exclude(attended=False).update(attended=False)
        # `exclude(attended=..)` leaves out what is not known yet.
        changed += rows.filter(pk__in=there, attended=None).update(attended=True)
        changed += rows.filter(attended=None).update(attended=False)
        if changed:
            _wrote(user, reader, "conversations.group_attendance")
