"""Holding, signing and locking.

A signature binds to the hash of the content that the signer had in front of them. The workflow's
compare-and-swap on the conversation's row is taken before the content is read, and every edit takes
the same row first: so what is hashed, signed and copied is one and the same text. What else becomes
of a conversation at its end (refusals, other ways of signing, reopening): conversations.signing.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from conversations import letters
from conversations.content import content_of, hash_of
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Preparation,
    Rating,
    Signature,
    SignedCopy,
)
from conversations.policies import Reader, can_sign, reader_of, signing_side
from conversations.selectors.frameworks import write_down
from conversations.signing import letters as ending_letters
from conversations.workflow import WORKFLOW
from core import clock
from core.documents import as_json
from core.policies import Denied, Refused, Stale, require
from organization.models import Membership, Person
from organization.selectors import person_of

State = Conversation.State
SIGN_WITHIN = timedelta(days=14)
SETTLE_WITHIN = timedelta(days=14)


def hold(*, user: Any, conversation: Conversation) -> None:
    """Mark the talk as held: a snapshot of unit, job title and supervisor is taken, preparations
    close, and text left unshared waits 14 days for its author."""
    membership = (
        Membership.objects.on(clock.today()).filter(employment=conversation.employment).first()
    )
    with transaction.atomic():
        # First, because the database wants `held_at` on everything that is held.
        reader = reader_of(user, conversation)
        Conversation.objects.filter(pk=conversation.pk, state=State.PREPARING).update(
            held_at=clock.now(),
            held_by=person_of(user),
            held_for=reader.deputy_for,
            held_unit=membership.unit if membership else None,
            held_job_title=membership.job_title if membership else "",
            silence_from=clock.today(),
            silence_told=None,
        )
        write_down(conversation)
        WORKFLOW.run("hold", user=user, obj=conversation, deputy_for=acts_for(reader))
        leave_unshared(conversation.preparations.all())
    conversation.refresh_from_db()


def acts_for(reader: Reader) -> UUID | None:
    """The supervisor on whose behalf the reader acts, for the log."""
    return reader.deputy_for.uuid if reader.deputy_for else None


def leave_unshared(preparations: Any) -> None:
    """From now its author has 14 days to share or delete what was not shared. An empty preparation
    just goes."""
    for preparation in preparations.filter(shared_at__isnull=True, delete_after__isnull=True):
        if _is_empty(preparation):
            preparation.delete()
        else:
            preparation.delete_after = clock.today() + SETTLE_WITHIN
            preparation.save(update_fields=["delete_after"])


def _is_empty(preparation: Preparation) -> bool:
    mine = {"conversation": preparation.conversation, "author": preparation.author}
    return not (
        Answer.objects.filter(**mine).exclude(text="").exists()
        or Rating.objects.filter(**mine, level__isnull=False).exists()
        or Goal.objects.filter(**mine, agreed=False).exists()
        or DevelopmentNeed.objects.filter(**mine, agreed=False).exists()
    )


@dataclass(frozen=True)
class Words:
    """A signer's own words beside the signature; `differs`: a differing view."""

    text: str
    differs: bool = False


def sign(
    *, user: Any, conversation: Conversation, seen_hash: str, words: Words | None = None
) -> Signature | None:
    """Sign the content whose hash the signer saw. The second signature locks.

    Raises Refused when it is not this person's turn, or the text has changed since it was read.
    Signing twice (a double click) writes nothing and returns None. When both sign at the same
    moment, the second is tried again: it is bound to the same hash.
    """
    try:
        return _sign_once(user, conversation, seen_hash, words)
    except Stale:
        conversation.refresh_from_db()
        return _sign_once(user, conversation, seen_hash, words)


def _sign_once(
    user: Any, conversation: Conversation, seen_hash: str, words: Words | None
) -> Signature | None:
    with transaction.atomic():
        if _signed_already(user, conversation):
            return None
        made: list[Signature] = []

        def effect(user: Any, obj: Conversation) -> None:
            made.append(_sign(user, obj, seen_hash, words))

        deputy_for = acts_for(reader_of(user, conversation))
        WORKFLOW.run("sign", user=user, obj=conversation, effect=effect, deputy_for=deputy_for)
        lock_if_signed(user, conversation, deputy_for)
    return made[0]


def lock_if_signed(user: Any, conversation: Conversation, deputy_for: UUID | None) -> None:
    """Lock when the signature just given was the second. Inside its transaction."""
    if WORKFLOW.decide("lock", user, conversation):
        WORKFLOW.run(
            "lock",
            user=user,
            obj=conversation,
            effect=lambda u, obj: lock_now(obj),
            deputy_for=deputy_for,
        )


def hash_now(conversation: Conversation) -> str:
    """The hash of what would be signed now; the page that shows the text carries it."""
    return hash_of(content_of(conversation))


def _signed_already(user: Any, conversation: Conversation) -> bool:
    person = person_of(user)
    return (
        person is not None
        and Signature.objects.filter(
            conversation=conversation, person=person, voided_at__isnull=True
        ).exists()
    )


def _sign(user: Any, conversation: Conversation, seen_hash: str, words: Words | None) -> Signature:
    reader = reader_of(user, conversation)
    side = signing_side(reader)
    if side is None or reader.person is None:
        require(can_sign(reader, conversation))
        raise AssertionError
    return make_signature(
        conversation,
        side=side,
        person=reader.person,
        seen_hash=seen_hash,
        words=words,
        deputy_for=reader.deputy_for,
        was_present=reader.role == "employee" or conversation.held_by_id == reader.person.pk,
    )


def check_seen(conversation: Conversation, seen_hash: str) -> str:
    """The hash of the content now; raises Refused when it is not what was seen."""
    current = hash_of(content_of(conversation))
    if current != seen_hash:
        raise Refused(
            Denied(_("The text has changed since you opened it. Read it again and then sign."))
        )
    return current


def make_signature(
    conversation: Conversation,
    *,
    side: str,
    person: Person,
    seen_hash: str,
    words: Words | None,
    **how: Any,
) -> Signature:
    """The row of a signature, inside its step. Words beside it are told to the other; a refusal of
    the same side given before is withdrawn."""
    current = check_seen(conversation, seen_hash)
    stale = conversation.signatures.filter(voided_at__isnull=True).exclude(content_hash=current)
    if stale.exists():
        _void(conversation)
    conversation.refusals.filter(side=side, voided_at__isnull=True).update(voided_at=clock.now())
    text = words.text if words else ""
    differs = bool(words and words.differs)
    made = Signature.objects.create(
        conversation=conversation,
        side=side,
        person=person,
        content_hash=current,
        signed_at=clock.now(),
        remark=text,
        differs=differs,
        remark_hash=remark_hash(current, text, differs) if text else "",
        **how,
    )
    if text:
        ending_letters.tell_words(conversation, person, "differs" if differs else "remark")
    return made


def remark_hash(content: str, text: str, differs: bool) -> str:
    """Binds the words beside a signature to the content that was signed."""
    return hash_of({"content": content, "remark": text, "differs": differs})


def lock_now(conversation: Conversation, *, unsigned: str = "") -> None:
    """Keep the copy of what is locked. `unsigned`: why although not both have signed."""
    content = as_json(content_of(conversation))
    conversation.content_hash = hash_of(content)
    conversation.locked_at = clock.now()
    conversation.unsigned = unsigned
    conversation.save(update_fields=["content_hash", "locked_at", "unsigned"])
    conversation.signing_codes.filter(closed_at=None).update(closed_at=clock.now(), code_hash="")
    SignedCopy.objects.create(
        conversation=conversation,
        content=content,
        content_hash=conversation.content_hash,
        made_at=conversation.locked_at,
    )


def amend(*, user: Any, conversation: Conversation) -> bool:
    """An edit of the agreed content begins the days of silence anew and voids signatures and
    refusals given before, and both are told. True if there were any. Called inside the edit's
    transaction."""
    if conversation.state != Conversation.State.HELD:
        return False
    begin_silence(conversation)
    given = (conversation.signatures, conversation.refusals)
    if not any(rows.filter(voided_at__isnull=True).exists() for rows in given):
        return False
    WORKFLOW.run(
        "amend",
        user=user,
        obj=conversation,
        effect=lambda u, obj: _void(obj),
        deputy_for=acts_for(reader_of(user, conversation)),
    )
    return True


def begin_silence(conversation: Conversation) -> None:
    """The days after which a conversation is locked as not signed run from today."""
    conversation.silence_from, conversation.silence_told = clock.today(), None
    Conversation.objects.filter(pk=conversation.pk).update(
        silence_from=conversation.silence_from, silence_told=None
    )


def _void(conversation: Conversation) -> None:
    now = clock.now()
    conversation.signatures.filter(voided_at__isnull=True).update(voided_at=now)
    conversation.refusals.filter(voided_at__isnull=True).update(voided_at=now)
    letters.tell_voided(conversation)
