"""Who has answered and how, whose turn it is and what may be done, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from conversations.models import Conversation, Refusal, Reopening, Side, Signature, SigningCode
from conversations.policies import Reader
from conversations.signing import codes
from conversations.signing.dates import locks_on
from conversations.signing.policies import (
    can_remark,
    has_no_account,
    may_give_codes,
    signs_elsewhere,
)
from core import clock
from core.look import formats
from core.policies import Decision, Words

State, Way = Conversation.State, Signature.Way
SIDES = (Side.SUPERVISOR, Side.EMPLOYEE)


@dataclass(frozen=True)
class Answered:
    """A signature or a refusal as a page or a document tells it."""

    side: str
    side_words: Words
    name: str
    refused: bool
    at: datetime
    notes: list[str] = field(default_factory=list)
    text: str = ""
    differs: bool = False


def answers_of(signatures: list[Signature], refusals: list[Refusal]) -> list[Answered]:
    """In the order in which they were given. The rows carry their people."""
    rows = [_of_signature(s) for s in signatures] + [_of_refusal(r) for r in refusals]
    return sorted(rows, key=lambda row: row.at)


def _of_signature(s: Signature) -> Answered:
    notes = _deputy(s.deputy_for)
    if not s.was_present:
        notes.append(_("was not present at the conversation"))
    if s.way == Way.CODE:
        notes.append(
            _("on the device of {name}, with a code of one's own").format(name=s.recorded_by or "–")
        )
    elif s.way == Way.PAPER:
        notes.append(
            _("on paper {day}, recorded by {name}").format(
                day=formats.fin_date(s.paper_on, "short") if s.paper_on else "",
                name=s.recorded_by or "–",
            )
        )
    return Answered(
        side=s.side,
        side_words=s.get_side_display(),
        name=str(s.person),
        refused=False,
        at=s.signed_at,
        notes=notes,
        text=s.remark,
        differs=s.differs,
    )


def _of_refusal(r: Refusal) -> Answered:
    return Answered(
        side=r.side,
        side_words=r.get_side_display(),
        name=str(r.person),
        refused=True,
        at=r.refused_at,
        notes=_deputy(r.deputy_for),
        text=r.reason,
    )


def _deputy(principal: Any) -> list[str]:
    return [_("as deputy for {name}").format(name=principal)] if principal else []


def in_force(conversation: Conversation) -> list[Answered]:
    """The answers that hold now. Two queries."""
    people = ("person", "deputy_for")
    signatures = conversation.signatures.filter(voided_at__isnull=True)
    refusals = conversation.refusals.filter(voided_at__isnull=True)
    return answers_of(
        list(signatures.select_related(*people, "recorded_by")),
        list(refusals.select_related(*people)),
    )


def of_reopening(reopening: Reopening) -> list[Answered]:
    """The answers that closed an earlier copy."""
    people = ("person", "deputy_for")
    return answers_of(
        list(reopening.signatures.select_related(*people, "recorded_by")),
        list(reopening.refusals.select_related(*people)),
    )


def lacking(conversation: Conversation, answers: list[Answered]) -> list[str]:
    """The names of those whose signature is not there."""
    signed = {row.side for row in answers if not row.refused}
    names = names_of(conversation)
    return [names[side] for side in SIDES if side not in signed]


def names_of(conversation: Conversation) -> dict[str, str]:
    """Who signs for each side now."""
    return {
        Side.SUPERVISOR: str(conversation.supervisor),
        Side.EMPLOYEE: str(conversation.employment.person),
    }


def closing_words(conversation: Conversation | Reopening, missing: list[str]) -> str:
    """How it was locked, of a locked conversation or of an earlier copy."""
    locked = conversation.locked_at
    day = formats.fin_date(locked, "short") if locked else ""
    if not conversation.unsigned:
        return _("Signed by both and locked {day}.").format(day=day)
    names = _join(missing)
    if conversation.unsigned == Conversation.Unsigned.REFUSED:
        return _("Locked {day}. Not signed by {names}.").format(day=day, names=names)
    return _("Locked {day}, because the time for signing was over. Not signed by {names}.").format(
        day=day, names=names
    )


def _join(names: list[str]) -> str:
    *first, last = names or [""]
    if not first:
        return last
    return _("{first} and {last}").format(first=", ".join(first), last=last)


def stands(conversation: Conversation, answers: list[Answered]) -> str:
    """Where the signing is and whose turn it is: a sentence for every state."""
    c = conversation
    if c.state == State.LOCKED:
        return closing_words(c, lacking(c, answers))
    if c.restricted_at is not None:
        return _("Signing waits until the restriction of the processing ends.")
    names = names_of(c)
    if c.state == State.PREPARING:
        return _("Both sign after the talk, when {name} has marked it as held.").format(
            name=names[Side.SUPERVISOR]
        )
    given = {row.side: row for row in answers}
    words = [
        (_("{name} does not sign.") if row.refused else _("{name} has signed.")).format(
            name=row.name
        )
        for row in answers
    ]
    waiting = [names[side] for side in SIDES if side not in given]
    if not given:
        words.append(
            _("{names} have not signed yet. The order does not matter.").format(
                names=_join(waiting)
            )
        )
    elif waiting:
        words.append(_("It is {name}'s turn.").format(name=waiting[0]))
    else:
        words.append(
            _("Either one can close the conversation, or put the text right and sign it then.")
        )
    return " ".join([*words, _silence(c)])


def _silence(c: Conversation) -> str:
    if getattr(c, "away_since", None) is not None or c.unled_since is not None:
        return _("The days for signing do not run just now.")
    return _(
        "If the text is neither changed nor signed by both, it is locked as not signed {day}"
    ).format(day=formats.fin_date(locks_on(c), "bare"))


@dataclass(frozen=True)
class Closing:
    """The signing part of a conversation's page."""

    words: str
    answers: list[Answered]
    reopenings: list[EarlierCopy]
    may_refuse: Decision
    may_close: Decision
    may_sign_here: Decision
    may_remark: Decision
    refused: bool
    elsewhere: bool
    no_account: bool
    code: SigningCode | None


@dataclass(frozen=True)
class EarlierCopy:
    """A reopening with how the copy before it had been closed."""

    row: Reopening
    closed: str


def closing(reader: Reader) -> Closing:
    """A constant number of queries."""
    from conversations.workflow import WORKFLOW

    c = reader.conversation
    answers = in_force(c)
    reopened = c.reopenings.select_related("by").prefetch_related(
        Prefetch(
            "signatures", Signature.objects.select_related("person", "deputy_for", "recorded_by")
        ),
        Prefetch("refusals", Refusal.objects.select_related("person", "deputy_for")),
    )
    person = c.employment.person
    elsewhere = signs_elsewhere(person) and reader.role != "employee"
    return Closing(
        words=stands(c, answers),
        answers=answers,
        reopenings=[_earlier(row) for row in reopened],
        may_refuse=WORKFLOW.decide("refuse", reader, c),
        may_close=WORKFLOW.decide("close", reader, c),
        may_sign_here=WORKFLOW.decide("sign_here", reader, c),
        may_remark=can_remark(reader, c),
        refused=any(row.refused for row in answers),
        elsewhere=elsewhere,
        no_account=has_no_account(person),
        code=codes.valid(c) if elsewhere and c.state == State.HELD else None,
    )


def _earlier(row: Reopening) -> EarlierCopy:
    given = answers_of(list(row.signatures.all()), list(row.refusals.all()))
    return EarlierCopy(row, closed_words(row, given))


def closed_words(row: Reopening, given: list[Answered]) -> str:
    """How an earlier copy had been locked; the names are those of its own day."""
    names = {
        Side.SUPERVISOR: (row.content.get("held_by") or {}).get("name", ""),
        Side.EMPLOYEE: row.content["employee"]["name"],
    }
    signed = {answer.side for answer in given if not answer.refused}
    return closing_words(row, [names[s] for s in SIDES if s not in signed])


# HR's list


@dataclass(frozen=True)
class Waiting:
    """A held conversation whose employee has no account to sign with."""

    conversation: Conversation
    name: str
    supervisor: str
    held: date | None
    code: SigningCode | None
    may_give: Decision


@dataclass(frozen=True)
class Elsewhere:
    """A signature that was not given with an account: no content."""

    name: str
    year: int
    way: Words
    signed_on: date
    recorded_by: str
    recorded_on: date


def waiting(user: Any) -> list[Waiting]:
    """Who needs a code or paper. A constant number of queries."""
    found = (
        Conversation.objects.visible_to(user)
        .filter(state=State.HELD, restricted_at=None)
        .exclude(signatures__in=Signature.objects.filter(side=Side.EMPLOYEE, voided_at=None))
        .select_related("round", "employment__person__user", "supervisor")
        .prefetch_related(
            Prefetch("signing_codes", SigningCode.objects.filter(closed_at=None), to_attr="open")
        )
        .order_by("employment__person__last_name", "employment__person__first_name", "pk")
    )
    rows = [c for c in found if signs_elsewhere(c.employment.person)]
    may = may_give_codes(user, rows)
    return [
        Waiting(
            conversation=c,
            name=str(c.employment.person),
            supervisor=str(c.supervisor),
            held=formats.local(c.held_at).date() if c.held_at else None,
            code=next((code for code in c.open if code.expires_on >= clock.today()), None),
            may_give=may[c.pk],
        )
        for c in rows
    ]


def elsewhere() -> Any:
    """Signatures by code and on paper in force, the newest first: a queryset for a page of rows."""
    return (
        Signature.objects.exclude(way=Way.ACCOUNT)
        .filter(voided_at=None)
        .select_related("person", "recorded_by", "conversation__round")
        .order_by("-signed_at", "pk")
    )


def as_elsewhere(rows: list[Signature]) -> list[Elsewhere]:
    return [
        Elsewhere(
            name=str(s.person),
            year=s.conversation.round.year,
            way=s.get_way_display(),
            signed_on=s.paper_on or formats.local(s.signed_at).date(),
            recorded_by=str(s.recorded_by or ""),
            recorded_on=formats.local(s.signed_at).date(),
        )
        for s in rows
    ]
