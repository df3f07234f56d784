"""What the summary of the strategic conversation freezes: what was agreed and decided, nobody's
name and nothing of what was thought beforehand."""

from datetime import date
from typing import Any

from conversations.groups.models import GroupConversation, GroupItem, GroupText
from conversations.groups.slots import Outline
from conversations.strategic.models import StrategicDecision
from core import documents
from core.look.formats import local

ORDER = ("lines", "competences", "catalogue", "focus")


def summary_content(conversation: GroupConversation, year: int) -> dict[str, Any]:
    """The content as plain data, the same for the same conversation."""
    outline = Outline(conversation)
    texts = {
        (row.key, row.perspective): row.text
        for row in GroupText.objects.filter(conversation=conversation)
    }
    decisions = {row.kind: row for row in StrategicDecision.objects.filter(year=year).in_force()}
    body = conversation.body
    content: dict[str, Any] = {
        "year": year,
        "held_in": conversation.year,
        "body": dict(body.name) if body else {},
        "held_on": _day(conversation),
        "decisions": [
            {
                "kind": kind,
                "decided_on": decisions[kind].decided_on,
                "reason": decisions[kind].reason,
                "content": decisions[kind].content,
            }
            for kind in ORDER
            if kind in decisions
        ],
        "themes": [
            {
                "title": dict(theme.title),
                "parts": [
                    {
                        "title": dict(slot.title) if isinstance(slot.title, dict) else {},
                        "perspective": slot.perspective if slot.view else "",
                        "text": texts[slot.place],
                    }
                    for slot in outline.slots(theme)
                    if texts.get(slot.place, "").strip()
                ],
            }
            for theme in outline.themes
        ],
        "focus": [item.title for item in conversation.items.filter(kind=GroupItem.Kind.FOCUS)],
    }
    frozen: dict[str, Any] = documents.as_json(content)
    return frozen


def _day(conversation: GroupConversation) -> date | None:
    if conversation.meets_at:
        return local(conversation.meets_at).date()
    return local(conversation.closed_at).date() if conversation.closed_at else None
