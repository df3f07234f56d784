"""Locking as not signed after thirty days without a word, with a letter a week before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

from conversations.models import Conversation, Side
from conversations.services.signing import lock_now
from conversations.signing import letters
from conversations.signing.codes import close_expired
from conversations.signing.dates import is_silent, told_on
from conversations.signing.policies import answered, signs_for
from conversations.workflow import WORKFLOW
from core import faults
from core.policies import Refused, Stale
from core.work import Progress
from organization.absences.selectors import away

State, Unsigned = Conversation.State, Conversation.Unsigned


def run(day: date) -> Iterator[Progress]:
    """The day's part: what is paused begins anew, what is nearly over is foretold, what is over is
    locked. Each in a transaction of its own with its letters, so it may be killed and run again."""
    close_expired()
    rows = list(Conversation.objects.filter(state=State.HELD).with_people().order_by("pk"))
    supervisors_away = set(away({c.supervisor_id for c in rows}, day))
    for done, conversation in enumerate(rows, start=1):
        _one(conversation, day, conversation.supervisor_id in supervisors_away)
        faults.point("silence.one")
        yield Progress(done, len(rows))


def _one(conversation: Conversation, day: date, supervisor_away: bool) -> None:
    if _paused(conversation, supervisor_away):
        if conversation.silence_from != day:
            _unchanged(conversation).update(silence_from=day, silence_told=None)
    elif conversation.silence_told is None and day >= told_on(conversation):
        with transaction.atomic():
            if _unchanged(conversation).update(silence_told=day):
                conversation.silence_told = day
                letters.tell_silence(conversation)
    elif is_silent(conversation, day):
        try:
            WORKFLOW.run("silence", user=None, obj=conversation, effect=_lock)
        except (Refused, Stale):
            return  # somebody has just signed or changed it


def _unchanged(conversation: Conversation) -> Any:
    """The row, unless somebody has touched it since it was read."""
    return Conversation.objects.filter(
        pk=conversation.pk,
        state=State.HELD,
        version=conversation.version,
        silence_from=conversation.silence_from,
    )


def _paused(conversation: Conversation, supervisor_away: bool) -> bool:
    """Restricted; the employee on long leave; nobody leads; or the supervisor, whose signature is
    lacking, on long leave with nobody to sign instead."""
    if conversation.restricted_at is not None or conversation.unled_since is not None:
        return True
    if getattr(conversation, "away_since", None) is not None:
        return True
    return (
        supervisor_away
        and not answered(conversation, Side.SUPERVISOR)
        and not signs_for(conversation.supervisor)
    )


def _lock(user: object, conversation: Conversation) -> None:
    refused = conversation.refusals.filter(voided_at__isnull=True).exists()
    lock_now(conversation, unsigned=Unsigned.REFUSED if refused else Unsigned.SILENCE)
    letters.tell_closed(conversation)
