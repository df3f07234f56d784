"""Closing makes the summary (koonti), and what was agreed takes effect; reopening says why."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from conversations.groups import letters
from conversations.groups.closing import content_of
from conversations.groups.models import GroupConversation, GroupItem, GroupSummary
from conversations.groups.policies import reader_of
from conversations.groups.services.collecting import deputy_uuid
from conversations.groups.workflow import WORKFLOW
from core import clock, documents, faults
from organization.selectors import person_of

# What an item becomes at closing: kind -> maker(user, item), which returns the id of what it made.
Maker = Callable[[Any, GroupItem], UUID | None]
_makers: dict[str, Maker] = {}


def makes(kind: str) -> Callable[[Maker], Maker]:
    """Register what a need or a goal of a group becomes when its conversation is closed."""

    def register(maker: Maker) -> Maker:
        _makers[kind] = maker
        return maker

    return register


def close(*, user: Any, conversation: GroupConversation) -> GroupSummary:
    """Close, freeze the summary, publish the practices, make the needs and team goals. Raises
    `Refused` with what is still missing, and `Stale`."""
    reader = reader_of(user, conversation)
    made: list[GroupSummary] = []

    def effect(user: Any, c: GroupConversation) -> None:
        made.append(_summarise(user, c, reader.deputy_for))

    WORKFLOW.run(
        "close", user=user, obj=conversation, effect=effect, deputy_for=deputy_uuid(reader)
    )
    conversation.refresh_from_db()
    return made[0]


def _summarise(user: Any, conversation: GroupConversation, deputy_for: Any) -> GroupSummary:
    day = clock.today()
    content = content_of(conversation, day)
    mark = documents.content_hash(content)
    last = conversation.summaries.order_by("-number").values_list("number", flat=True).first()
    summary = GroupSummary.objects.create(
        conversation=conversation,
        number=(last or 0) + 1,
        content=content,
        content_hash=mark,
        made_at=clock.now(),
    )
    faults.point("group.summarised")
    GroupConversation.objects.filter(pk=conversation.pk).update(
        closed_at=clock.now(),
        closed_by=person_of(user),
        closed_for=deputy_for,
        content_hash=mark,
        edits=F("edits") + 1,
    )
    conversation.practices.filter(published_on=None).update(published_on=day)
    for item in conversation.items.filter(made=None, kind__in=_makers).select_related(
        "conversation__unit", "competence", "way"
    ):
        GroupItem.objects.filter(pk=item.pk).update(made=_makers[item.kind](user, item))
    letters.tell_ready(conversation, summary.number)
    return summary


def reopen(*, user: Any, conversation: GroupConversation, reason: str) -> None:
    """Open a closed conversation again, with a reason that the group sees. The summary made stays
    as it was; the next closing makes the next."""
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Write why the conversation is reopened."))
    with transaction.atomic():
        WORKFLOW.run(
            "reopen",
            user=user,
            obj=conversation,
            reason=reason[:1000],
            deputy_for=deputy_uuid(reader_of(user, conversation)),
        )
        GroupConversation.objects.filter(pk=conversation.pk).update(edits=F("edits") + 1)
