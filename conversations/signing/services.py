"""Refusing, closing, remarking, signing on another's device or on paper, reopening."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.models import (
    Conversation,
    Refusal,
    Remark,
    Reopening,
    Side,
    Signature,
    SignedCopy,
)
from conversations.policies import reader_of, signing_side
from conversations.services.signing import (
    Words,
    acts_for,
    check_seen,
    lock_if_signed,
    lock_now,
    make_signature,
)
from conversations.signing import codes, letters
from conversations.signing.policies import can_remark, can_sign_here, signed_side
from conversations.workflow import WORKFLOW
from core import clock
from core.policies import Denied, Refused, Stale, require
from organization.selectors import person_of

State, Unsigned, Way = Conversation.State, Conversation.Unsigned, Signature.Way


def refuse(*, user: Any, conversation: Conversation, seen_hash: str, reason: str = "") -> bool:
    """Record that this side does not sign the text it saw. False: it was recorded already."""
    reader = reader_of(user, conversation)
    side = signing_side(reader)
    mine = conversation.refusals.filter(voided_at__isnull=True, person=reader.person)
    if side and mine.exists():
        return False

    def effect(_user: Any, obj: Conversation) -> None:
        Refusal.objects.create(
            conversation=obj,
            side=side,  # type: ignore[misc]
            person=reader.person,
            deputy_for=reader.deputy_for,
            reason=reason,
            content_hash=check_seen(obj, seen_hash),
            refused_at=clock.now(),
        )
        letters.tell_answer(obj, reader, "refused")

    WORKFLOW.run("refuse", user=user, obj=conversation, effect=effect, deputy_for=acts_for(reader))
    return True


def close(*, user: Any, conversation: Conversation) -> None:
    """Lock the conversation although somebody does not sign it. Nothing counts as a consent."""

    def effect(_user: Any, obj: Conversation) -> None:
        lock_now(obj, unsigned=Unsigned.REFUSED)
        letters.tell_closed(obj)

    reader = reader_of(user, conversation)
    WORKFLOW.run("close", user=user, obj=conversation, effect=effect, deputy_for=acts_for(reader))


class WrongCode(Exception):
    """`left`: how many tries there still are; None: there is no code that works."""

    def __init__(self, left: int | None) -> None:
        super().__init__()
        self.left = left


def sign_with_code(
    *, user: Any, conversation: Conversation, seen_hash: str, code: str, words: Words | None = None
) -> Signature | None:
    """The employee signs on the device of whoever signs for the supervisor's side.

    Raises Refused, and WrongCode; a wrong code has been counted then. Doing it twice (a double
    click) writes nothing and returns None.
    """
    if _employee_signed(conversation):
        return None
    require(can_sign_here(user, conversation))
    tried = codes.attempt(user=user, conversation=conversation, code=code)
    if tried.row is None:
        raise WrongCode(tried.left)
    row = tried.row

    def take() -> None:
        if not codes.use(row):
            raise Stale

    return _record(user, conversation, Way.CODE, words, seen_hash=seen_hash, before=take)


def sign_on_paper(
    *, user: Any, conversation: Conversation, seen_hash: str, day: date, words: Words | None = None
) -> Signature | None:
    """Record that the employee has signed this text on paper on `day`. Raises Refused when the text
    has changed since it was printed."""
    if _employee_signed(conversation):
        return None
    return _record(user, conversation, Way.PAPER, words, seen_hash=seen_hash, paper_on=day)


def _employee_signed(conversation: Conversation) -> bool:
    return conversation.state == State.HELD and signed_side(conversation, Side.EMPLOYEE)


def _record(
    user: Any,
    conversation: Conversation,
    way: str,
    words: Words | None,
    *,
    seen_hash: str,
    before: Any = None,
    paper_on: date | None = None,
) -> Signature:
    made: list[Signature] = []
    reader = reader_of(user, conversation)

    def effect(_user: Any, obj: Conversation) -> None:
        if before:
            before()
        made.append(
            make_signature(
                obj,
                side=Side.EMPLOYEE,
                person=obj.employment.person,
                seen_hash=seen_hash,
                words=words,
                way=way,
                recorded_by=reader.person,
                paper_on=paper_on,
            )
        )

    with transaction.atomic():
        WORKFLOW.run(
            "sign_here", user=user, obj=conversation, effect=effect, deputy_for=acts_for(reader)
        )
        lock_if_signed(user, conversation, acts_for(reader))
    return made[0]


def remark(*, user: Any, conversation: Conversation, text: str) -> Remark:
    """Add a remark to a locked conversation. It is never changed; the other is told that there is
    one, not what it says. The same words twice in a row (a double click) are one remark."""
    reader = reader_of(user, conversation)
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        conversation.refresh_from_db(fields=["state", "version", "restricted_at"])
        require(can_remark(reader, conversation))
        last = conversation.remarks.last()
        if last is not None and last.author == reader.person and last.text == text:
            return last
        made = Remark.objects.create(
            conversation=conversation,
            side=signing_side(reader),  # type: ignore[misc]
            author=reader.person,
            deputy_for=reader.deputy_for,
            text=text,
            written_at=clock.now(),
        )
        letters.tell_remark(made, reader)
        record(
            user,
            "conversations.remark",
            conversation,
            data_subject=conversation.data_subject,  # type: ignore[arg-type]
            role=reader.role,
            deputy_for=acts_for(reader),
        )
    return made


def reopen(*, user: Any, conversation: Conversation, reason: str) -> None:
    """Open a locked conversation again for its parties. The copy that was locked, its signatures
    and refusals are kept as they were; everything is signed anew. HR reads nothing."""
    from conversations.services.handover import lines_changed

    def effect(_user: Any, obj: Conversation) -> None:
        copy = SignedCopy.objects.get(conversation=obj)
        made = Reopening.objects.create(
            conversation=obj,
            by=person_of(user),
            reason=reason,
            at=clock.now(),
            content=copy.content,
            content_hash=copy.content_hash,
            locked_at=obj.locked_at,  # type: ignore[misc]
            unsigned=obj.unsigned,
        )
        for rows in (obj.signatures, obj.refusals):
            rows.filter(voided_at__isnull=True).update(voided_at=made.at, reopening=made)
        copy.delete()
        obj.locked_at, obj.content_hash, obj.unsigned = None, "", ""
        obj.silence_from, obj.silence_told = clock.today(), None
        obj.save(
            update_fields=[
                "locked_at", "content_hash", "unsigned", "silence_from", "silence_told"
            ]
        )  # fmt: skip
        letters.tell_reopened(made)
        lines_changed()  # who leads the employee may have changed while it was locked

    try:
        WORKFLOW.run("reopen", user=user, obj=conversation, reason=reason, effect=effect)
    except IntegrityError as error:
        raise Refused(
            Denied(_("This employee has another open conversation in the same year."))
        ) from error
