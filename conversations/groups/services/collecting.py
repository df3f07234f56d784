"""How thoughts are sent beforehand; sending them, with a name or without; closing the collection.

Without a name truly means without: what `send_anonymous` stores is a text under a random key. No
event, no time, no letter and no background work follows from it, and each time the whole pile is
written anew in random order, so that neither the order of the rows nor the transaction that wrote
them tells which one came last. The same text twice is one thought: a second click does nothing, and
nobody needs to be remembered for that.
"""

from __future__ import annotations

from datetime import date
from secrets import SystemRandom
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.groups import letters
from conversations.groups.models import (
    AnonymousThought,
    GatheredThought,
    GroupConversation,
    Thought,
)
from conversations.groups.policies import (
    GroupReader,
    can_choose_collection,
    can_send,
    enough_for_anonymous,
    reader_of,
)
from conversations.groups.slots import Outline
from conversations.groups.workflow import WORKFLOW
from core import clock
from core.policies import Denied, Refused, Stale, require
from organization.selectors import person_of

Collection = GroupConversation.Collection
State = GroupConversation.State

MAX_THOUGHT = 2_000  # characters
# Of one person with a name; of the whole group without: more is no preparing.
MOST_OWN, MOST_TOGETHER = 50, 1_000


def choose(
    *, user: Any, conversation: GroupConversation, collection: str, asked: bool, until: date
) -> None:
    """Write down what the group chose. Raises ValidationError when the group was not asked, or is
    too small for sending without names."""
    require(can_choose_collection(user, conversation))
    if collection not in (Collection.NAMED, Collection.ANONYMOUS):
        raise ValidationError(_("Choose how thoughts are sent."))
    if not asked:
        raise ValidationError(_("Ask the group first: the choice is the group's."))
    if until < clock.today():
        raise ValidationError(_("The last day is today or later."))
    with transaction.atomic():
        now = GroupConversation.objects.select_for_update().get(pk=conversation.pk)
        require(can_choose_collection(user, now))
        if collection == Collection.ANONYMOUS and not (found := enough_for_anonymous(now)):
            raise ValidationError(str(found.reason) if isinstance(found, Denied) else "")
        GroupConversation.objects.filter(pk=now.pk).update(
            collection=collection,
            group_asked=True,
            collection_decided_by=person_of(user),
            collection_decided_on=clock.today(),
            collect_until=until,
            version=F("version") + 1,
        )
        conversation.refresh_from_db()
        record(user, "conversations.group_choose", conversation)


def start(*, user: Any, conversation: GroupConversation) -> None:
    """Begin the collection; the group gets a letter."""
    _run("start", user, conversation, lambda _user, c: letters.tell_collecting(c))


def skip(*, user: Any, conversation: GroupConversation) -> None:
    """Write straight away, without thoughts sent beforehand."""
    _run("skip", user, conversation, _stamp)


def end_collection(*, user: Any, conversation: GroupConversation) -> None:
    """Everybody sees the thoughts from now on, in random order."""
    _run("end_collection", user, conversation, _gather)


def _run(name: str, user: Any, conversation: GroupConversation, effect: Any) -> None:
    WORKFLOW.run(
        name,
        user=user,
        obj=conversation,
        effect=effect,
        deputy_for=deputy_uuid(reader_of(user, conversation)),
    )


def deputy_uuid(reader: GroupReader) -> Any:
    return reader.deputy_for.uuid if reader.deputy_for else None


def _stamp(user: Any, conversation: GroupConversation) -> None:
    GroupConversation.objects.filter(pk=conversation.pk).update(collected_at=clock.now())


def _gather(user: Any, conversation: GroupConversation) -> None:
    """Both kinds become one list in an order drawn by lot; what they came from is deleted."""
    named = Thought.objects.filter(conversation=conversation)
    pile = AnonymousThought.objects.filter(conversation=conversation)
    rows: list[tuple[int | None, str, str, str]] = [
        (t.author_id, t.key, t.perspective, t.text) for t in named
    ]
    rows += [(None, t.key, t.perspective, t.text) for t in pile]
    SystemRandom().shuffle(rows)
    GatheredThought.objects.bulk_create(
        GatheredThought(
            conversation=conversation,
            author_id=author,
            key=key,
            perspective=perspective,
            text=text,
            place=place,
        )
        for place, (author, key, perspective, text) in enumerate(rows, start=1)
    )
    named.delete()
    pile.delete()
    _stamp(user, conversation)


# ---------------------------------------------------------------------------- sending


def send_named(*, user: Any, reader: GroupReader, key: str, perspective: str, text: str) -> Thought:
    """A thought in one's own name. The same again is the same thought."""
    text = _checked(reader, key, perspective, text)
    with transaction.atomic():
        _still_open(reader, Collection.NAMED)
        mine = Thought.objects.filter(conversation=reader.conversation, author=reader.person)
        same = mine.filter(key=key, perspective=perspective, text=text).first()
        if same is not None:
            return same
        if mine.count() >= MOST_OWN:
            raise ValidationError(
                _("You have sent very many thoughts already. Tell the rest there.")
            )
        thought = Thought.objects.create(
            conversation=reader.conversation,
            author=reader.person,  # type: ignore[misc]
            key=key,
            perspective=perspective,
            text=text,
            updated_at=clock.now(),
        )
        _log(user, reader, "conversations.group_thought")
    return thought


def change_named(
    *, user: Any, reader: GroupReader, thought: Thought, version: int, text: str
) -> None:
    """Change one's own thought while the collection goes on. Raises `Stale`."""
    text = _checked(reader, thought.key, thought.perspective, text)
    with transaction.atomic():
        _still_open(reader, Collection.NAMED)
        own = Thought.objects.filter(pk=thought.pk, author=reader.person, version=version)
        if not own.update(text=text, version=F("version") + 1, updated_at=clock.now()):
            raise Stale
        _log(user, reader, "conversations.group_thought_change")


def delete_named(*, user: Any, reader: GroupReader, thought: Thought) -> None:
    """Take one's own thought back. Deleting again changes nothing."""
    with transaction.atomic():
        _still_open(reader, Collection.NAMED)
        if Thought.objects.filter(pk=thought.pk, author=reader.person).delete()[0]:
            _log(user, reader, "conversations.group_thought_delete")


def send_anonymous(*, reader: GroupReader, key: str, perspective: str, text: str) -> None:
    """A thought without a name. Nothing of this leaves a trace but the text itself."""
    text = _checked(reader, key, perspective, text)
    with transaction.atomic():
        _still_open(reader, Collection.ANONYMOUS)
        pile = AnonymousThought.objects.filter(conversation=reader.conversation)
        rows = list(pile.values_list("key", "perspective", "text"))
        new = (key, perspective, text)
        if new in rows:
            return
        if len(rows) >= MOST_TOGETHER:
            raise ValidationError(_("Very many thoughts have been sent already."))
        rows.append(new)
        SystemRandom().shuffle(rows)
        pile.delete()
        AnonymousThought.objects.bulk_create(
            AnonymousThought(
                conversation=reader.conversation, key=key, perspective=perspective, text=text
            )
            for key, perspective, text in rows
        )


def _checked(reader: GroupReader, key: str, perspective: str, text: str) -> str:
    require(can_send(reader, reader.conversation))
    if Outline(reader.conversation).slot(key, perspective) is None:
        raise ValidationError(_("Choose what the thought is about."))
    text = text.strip()
    if not text:
        raise ValidationError(_("Write the thought first."))
    if len(text) > MAX_THOUGHT:
        raise ValidationError(_("The text is too long."))
    return text


def _still_open(reader: GroupReader, collection: str) -> None:
    """Hold the row that the closing of the collection also takes, and ask again."""
    now = GroupConversation.objects.select_for_update().get(pk=reader.conversation.pk)
    if now.state != State.COLLECTING:
        raise Refused(
            Denied(_("The collection is over. Tell your thought in the conversation itself."))
        )
    if now.collection != collection:
        raise Refused(Denied(_("This group sends its thoughts in another way.")))


def _log(user: Any, reader: GroupReader, action: str) -> None:
    record(user, action, reader.conversation, role=reader.role, deputy_for=deputy_uuid(reader))
