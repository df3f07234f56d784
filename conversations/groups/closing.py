"""What the summary (koonti) is made of, and what is still missing from it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from conversations.groups.lines import lines_for
from conversations.groups.models import GroupConversation, GroupItem, GroupText
from conversations.groups.slots import LINES, PLAN, Outline
from core import documents
from core.policies import Words
from organization.models import UnitPeriod

Kind = GroupItem.Kind


def missing(conversation: GroupConversation) -> list[Words]:
    """What must still be written before closing, in words; the first is said beside the button.
    Three queries."""
    words: list[Words] = []
    texts = dict(
        GroupText.objects.filter(conversation=conversation)
        .exclude(text="")
        .values_list("key", "text")
    )
    own = (LINES, PLAN)
    if not any(key not in own for key in texts):
        words.append(_("Write at least one agreed text first."))
    # Above the city manager's group nobody sets lines.
    strategic = conversation.kind == GroupConversation.Kind.STRATEGIC
    if not strategic and not texts.get(LINES, "").strip():
        words.append(_("Write first how you took the lines from above into account."))
    if conversation.kind == GroupConversation.Kind.LEADERSHIP and not texts.get(PLAN, "").strip():
        words.append(_("Write first how you went through the area's training plan."))
    counts = conversation.participants.aggregate(
        unknown=Count("pk", filter=Q(attended=None)), there=Count("pk", filter=Q(attended=True))
    )
    if counts["unknown"] or not counts["there"]:
        words.append(_("Write first who was there."))
    if not conversation.items.filter(kind=Kind.FOCUS).exists():
        words.append(_("Agree on at least one focus area first."))
    return words


def content_of(conversation: GroupConversation, day: date) -> dict[str, Any]:
    """The content that the summary freezes: what was agreed, never who thought what beforehand.
    Texts of the template in all languages; what people wrote as they wrote it."""
    outline = Outline(conversation)
    texts = {
        (row.key, row.perspective): row.text
        for row in GroupText.objects.filter(conversation=conversation)
    }
    items = list(conversation.items.select_related("competence", "way"))
    people = list(conversation.participants.select_related("person").order_by(
        "person__last_name", "person__first_name", "pk"
    ))  # fmt: skip
    unit = (
        UnitPeriod.objects.filter(unit=conversation.unit, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    content: dict[str, Any] = {
        "year": conversation.year,
        "kind": conversation.kind,
        "unit": {"uuid": str(conversation.unit.uuid), "name": dict(unit.name) if unit else {}},
        "body": dict(conversation.body.name) if conversation.body else None,
        "held": conversation.meets_at.isoformat() if conversation.meets_at else None,
        "closed_on": day.isoformat(),
        "template": str(conversation.template.uuid),
        "themes": [
            {
                "key": theme.key,
                "title": dict(theme.title),
                "parts": [
                    {
                        "key": slot.key,
                        "perspective": slot.perspective,
                        "title": dict(slot.title) if isinstance(slot.title, dict) else {},
                        "text": texts.get(slot.place, ""),
                    }
                    for slot in outline.slots(theme)
                ],
            }
            for theme in outline.themes
        ],
        "lines_above": [
            {"unit": str(group.unit), "lines": [dict(line.text) for line in group.lines]}
            for group in lines_for(conversation, day)
        ],
        "lines": texts.get((LINES, "own"), ""),
        "plan": texts.get((PLAN, "own"), ""),
        "focus": [_item(i) for i in items if i.kind == Kind.FOCUS],
        "needs": [_item(i) for i in items if i.kind == Kind.NEED],
        "goals": [_item(i) for i in items if i.kind == Kind.GOAL],
        "practices": _practices(conversation, day),
        "present": [str(p.person) for p in people if p.attended],
        "absent": [str(p.person) for p in people if not p.attended],
    }
    frozen: dict[str, Any] = documents.as_json(content)
    return frozen


def _item(item: GroupItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "competence": dict(item.competence.name) if item.competence else None,
        "way": dict(item.way.name) if item.way else None,
        "share": item.way.share if item.way else None,
        "urgency": item.urgency,
        "measure": item.measure,
        "due_on": item.due_on.isoformat() if item.due_on else None,
    }


def _practices(conversation: GroupConversation, day: date) -> Sequence[dict[str, Any]]:
    rows = list(conversation.practices.select_related("contact").prefetch_related("with_units"))
    units = {unit.pk for row in rows for unit in row.with_units.all()}
    names = {p.unit_id: str(p.name) for p in UnitPeriod.objects.on(day).filter(unit__in=units)}
    return [
        {
            "title": row.title,
            "how": row.how,
            "units": sorted(names.get(u.pk, "") for u in row.with_units.all()),
            "everybody": row.everybody,
            "contact": str(row.contact) if row.contact else "",
        }
        for row in rows
    ]
