"""One-time codes by which an employee without an account signs on the supervisor's device.

HR gives the code on paper, in a closed envelope: the supervisor neither chooses nor sees it. It
works for one signature of one conversation.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from audit.services import record
from conversations.models import Conversation, SigningCode
from conversations.signing.policies import can_give_code
from core import clock
from core.policies import require
from organization.selectors import person_of

VALID = timedelta(days=60)
WRONG_CODES = 5
# Without what is easily misread: 0 and O, 1 and I, U and V.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTWXYZ"


@dataclass(frozen=True)
class Given:
    """A code as it is shown once to be printed. `code` is kept nowhere."""

    code: str
    row: SigningCode


def give(*, user: Any, conversation: Conversation) -> Given:
    """A new code; the one given before no longer works. Raises `Refused`."""
    require(can_give_code(user, conversation))
    code = "".join(secrets.choice(ALPHABET) for _n in range(8))
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        open_codes(conversation).update(closed_at=clock.now(), code_hash="")
        row = SigningCode.objects.create(
            conversation=conversation,
            code_hash=make_password(code),
            made_by=person_of(user),
            made_at=clock.now(),
            expires_on=clock.today() + VALID,
        )
        record(
            user,
            "conversations.give_code",
            conversation,
            data_subject=conversation.data_subject,  # type: ignore[arg-type]
        )
    return Given(f"{code[:4]} {code[4:]}", row)


def open_codes(conversation: Conversation) -> Any:
    return SigningCode.objects.filter(conversation=conversation, closed_at=None)


def valid(conversation: Conversation) -> SigningCode | None:
    """The code that works today, if one has been given."""
    return open_codes(conversation).filter(expires_on__gte=clock.today()).first()


@dataclass(frozen=True)
class Tried:
    """What became of a typed code. `left`: how many tries there still are; None: no code works."""

    row: SigningCode | None = None
    left: int | None = None


def attempt(*, user: Any, conversation: Conversation, code: str) -> Tried:
    """Whether the code is right. A wrong one counts, whatever else happens; after five the code is
    closed and HR gives a new one."""
    typed = "".join(code.upper().split()).replace("-", "")
    with transaction.atomic():
        row = open_codes(conversation).filter(expires_on__gte=clock.today())
        found: SigningCode | None = row.select_for_update().first()
        if found is None:
            return Tried()
        if check_password(typed, found.code_hash):
            return Tried(found)
        left = WRONG_CODES - found.wrong - 1
        mine = SigningCode.objects.filter(pk=found.pk)
        mine.update(wrong=F("wrong") + 1)
        if left <= 0:
            mine.update(closed_at=clock.now(), code_hash="")
        record(
            user,
            "conversations.try_code",
            conversation,
            data_subject=conversation.data_subject,  # type: ignore[arg-type]
            outcome="refused",
        )
    return Tried(left=max(left, 0))


def use(row: SigningCode) -> bool:
    """Take the code for a signature, inside the signature's transaction. False: just used."""
    used = SigningCode.objects.filter(pk=row.pk, closed_at=None).update(
        used_at=clock.now(), closed_at=clock.now(), code_hash=""
    )
    return bool(used)


def close_expired() -> int:
    """Empty the hashes of codes whose days are over. Returns how many."""
    rows = SigningCode.objects.filter(closed_at=None, expires_on__lt=clock.today())
    return rows.update(closed_at=clock.now(), code_hash="")
