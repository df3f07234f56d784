"""What has happened in a conversation, for those who may open it: no content."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from conversations.models import Handover, Refusal, Reopening, Side
from conversations.selectors.parts.page import Page
from core import clock


@dataclass(frozen=True)
class Happened:
    at: datetime
    words: str
    note: str = ""


def history(page: Page) -> list[Happened]:
    """Changes of supervisor, the talk and the signatures, the oldest first. One query."""
    c = page.conversation
    handovers = c.handovers.select_related("earlier", "to")
    rows = [_handed(page, row) for row in handovers]
    if c.held_at is not None:
        rows.append(Happened(c.held_at, _held(page)))
    for signature in c.signatures.all():
        who = _as_deputy(str(signature.person), signature.deputy_for)
        words = _("{name} signed").format(name=who)
        notes = []
        if not signature.was_present and signature.side == Side.SUPERVISOR:
            notes.append(_("Was not present at the conversation."))
        if signature.reopening_id:
            notes.append(_("Belongs to the copy that was locked before the reopening."))
        elif signature.voided_at:
            notes.append(_("Voided: the text was changed."))
        rows.append(Happened(signature.signed_at, words, " ".join(notes)))
    rows += [_refused(row) for row in c.refusals.select_related("person", "deputy_for")]
    rows += [_reopened(row) for row in c.reopenings.select_related("by")]
    if c.locked_at is not None:
        words = c.get_unsigned_display() if c.unsigned else _("locked, signed by both")
        rows.append(Happened(c.locked_at, words[:1].upper() + words[1:]))
    return sorted(rows, key=lambda row: row.at)


def _refused(row: Refusal) -> Happened:
    words = _("{name} does not sign").format(name=_as_deputy(str(row.person), row.deputy_for))
    if row.reopening_id:
        return Happened(
            row.refused_at, words, _("Belongs to the copy that was locked before the reopening.")
        )
    return Happened(row.refused_at, words, _("No longer holds.") if row.voided_at else "")


def _reopened(row: Reopening) -> Happened:
    return Happened(
        row.at,
        _("{name}, HR services, reopened the conversation").format(name=row.by or "–"),
        row.reason,
    )


RECENT = timedelta(days=14)


def recent_change(page: Page) -> Happened | None:
    """The newest change of supervisor, for two weeks at the top of an open conversation's page."""
    c = page.conversation
    row = c.handovers.filter(at__gt=clock.now() - RECENT).select_related("earlier", "to").last()
    return _handed(page, row) if row and row.to_id and not c.locked_at else None


def _held(page: Page) -> str:
    c = page.conversation
    return _("{name} held the conversation").format(
        name=_as_deputy(str(c.held_by or c.supervisor), c.held_for)
    )


def _as_deputy(name: str, deputy_for: object) -> str:
    if not deputy_for:
        return name
    return _("{deputy}, as deputy for {name},").format(deputy=name, name=deputy_for)


def _handed(page: Page, row: Handover) -> Happened:
    if row.to is None:
        return Happened(
            row.at,
            _("{name} no longer leads: the conversation waits for a supervisor").format(
                name=row.earlier or ""
            ),
            _("HR services have been told."),
        )
    if row.earlier is None:
        return Happened(row.at, _("The conversation is with {name}").format(name=row.to))
    if page.reader.role == "employee":
        note = _(
            "{to} sees the preparation you share and what was agreed; not what you agreed earlier "
            "about wellbeing or feedback. {earlier} no longer sees the conversation."
        )
    else:
        note = _(
            "{to} does not see {earlier}'s preparation, nor what was agreed before about wellbeing "
            "or feedback. {earlier} no longer sees the conversation."
        )
    return Happened(
        row.at,
        _("The supervisor changed: from {earlier} to {to}").format(earlier=row.earlier, to=row.to),
        note.format(earlier=row.earlier, to=row.to),
    )
