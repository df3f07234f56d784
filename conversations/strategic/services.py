"""Verbs of the strategic conversation's decisions: prepare, confirm once, correct by a new one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.catalogue import services as catalogues
from competencies.frameworks import services as frameworks
from competencies.lines.services import clean
from competencies.models import Line
from conversations.groups.models import GroupConversation
from conversations.strategic.content import summary_content
from conversations.strategic.documents import request_summary
from conversations.strategic.effects import EFFECTS, SHARED
from conversations.strategic.models import StrategicDecision, StrategicSummary
from conversations.strategic.policies import can_confirm, can_prepare, can_share
from core import clock
from core.documents import content_hash
from core.policies import Denied, Refused, Stale, require

Kind = StrategicDecision.Kind
State = StrategicDecision.State
Text = Mapping[str, str]
WHY_LONGEST = 2000


def decision_year(conversation: GroupConversation) -> int:
    """For which year the conversation decides: the one after it is held (requirement 30)."""
    return int(conversation.year) + 1


@transaction.atomic
def prepare(*, user: Any, conversation: GroupConversation, kind: str) -> StrategicDecision:
    """The decision being prepared: the one there is, or a new one that begins from what is in
    force. Raises Refused."""
    year = decision_year(conversation)
    require(can_prepare(user, conversation, year))
    # One at a time: two who begin at once get the same.
    GroupConversation.objects.select_for_update().get(pk=conversation.pk)
    same = StrategicDecision.objects.filter(year=year, kind=kind)
    there = same.filter(state=State.DRAFT).first()
    if there is not None:
        return there
    before = same.in_force().first()
    if kind == Kind.CATALOGUE:
        catalogues.draft_next(user=user, year=year)
    elif kind == Kind.COMPETENCES:
        for audience in SHARED:
            frameworks.draft_correction(user=user, audience=audience, year=year)
    made = StrategicDecision.objects.create(
        year=year,
        kind=kind,
        conversation=conversation,
        content=_begin(kind, conversation, year, before),
    )
    record(user, "conversations.strategic_prepare", made)
    return made


def _begin(
    kind: str, conversation: GroupConversation, year: int, before: StrategicDecision | None
) -> dict[str, Any]:
    if kind == Kind.LINES:
        rows = Line.objects.in_force().filter(unit=conversation.unit)
        found = rows.filter(year=year).order_by("order")
        return {"texts": [dict(row.text) for row in found]}
    if kind == Kind.FOCUS:
        return dict(before.content) if before else {"texts": [], "why": {}}
    return {}


@transaction.atomic
def write(
    *,
    user: Any,
    decision: StrategicDecision,
    version: int,
    texts: Sequence[Text],
    why: Text | None = None,
) -> StrategicDecision:
    """Write the texts of lines or of the focus while they are being prepared. Raises Refused,
    Stale and ValidationError."""
    if decision.conversation is None:
        raise Stale
    require(can_prepare(user, decision.conversation, decision.year))
    if decision.state != State.DRAFT:
        raise Refused(Denied(_("This decision has been confirmed and is in force.")))
    content: dict[str, Any] = {"texts": clean(texts)}
    if decision.kind == Kind.FOCUS:
        words = {code: str(text).strip() for code, text in (why or {}).items() if text}
        if any(len(text) > WHY_LONGEST or "\x00" in text for text in words.values()):
            raise ValidationError(_("The reasons have at most 2,000 characters."))
        content["why"] = words
    same = StrategicDecision.objects.filter(pk=decision.pk, version=version, state=State.DRAFT)
    if not same.update(content=content, version=F("version") + 1):
        raise Stale
    decision.refresh_from_db()
    record(user, "conversations.strategic_write", decision)
    return decision


@transaction.atomic
def confirm(
    *,
    user: Any,
    decision: StrategicDecision,
    version: int,
    decided_on: date,
    reason: str = "",
) -> StrategicDecision:
    """Confirm what the group decided: from this moment it is in force. Once only; the same again
    returns what was confirmed. `reason` is asked when an earlier decision gives way.

    Raises Refused, Stale and ValidationError; then nothing has taken effect.
    """
    row = StrategicDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if row.state == State.CONFIRMED and row.version == version + 1:
        return row
    require(can_confirm(user, row))
    if row.version != version:
        raise Stale
    if decided_on > clock.today():
        raise ValidationError({"decided_on": _("The day is in the future.")})
    before = StrategicDecision.objects.filter(year=row.year, kind=row.kind).in_force().first()
    if before is not None and not reason.strip():
        raise ValidationError({"reason": _("Say what changed and why.")})
    row.replaces, row.reason = before, reason.strip()
    row.decided_on = decided_on
    body = row.conversation.body if row.conversation else None
    row.decided_by = dict(body.name) if body else {}
    row.content = EFFECTS[row.kind](user, row)
    row.state, row.version, row.confirmed_at = State.CONFIRMED, version + 1, clock.now()
    row.save()
    record(user, "conversations.strategic_confirm", row)
    return row


@transaction.atomic
def share(*, user: Any, conversation: GroupConversation, language: str) -> StrategicSummary:
    """Compile the summary of the closed conversation with its decisions and share it with the
    leadership groups and supervisors (requirement 31). The very same content is shared once.
    Raises Refused."""
    require(can_share(user, conversation))
    GroupConversation.objects.select_for_update().get(pk=conversation.pk)
    content = summary_content(conversation, decision_year(conversation))
    digest = content_hash(content)
    rows = StrategicSummary.objects.filter(year=decision_year(conversation))
    last = rows.order_by("-number").first()
    if last is not None and last.content_hash == digest:
        return last
    made = StrategicSummary.objects.create(
        year=decision_year(conversation),
        number=(rows.aggregate(Max("number"))["number__max"] or 0) + 1,
        conversation=conversation,
        content=content,
        content_hash=digest,
    )
    request_summary(made, language, user)
    record(user, "conversations.strategic_share", made)
    return made
