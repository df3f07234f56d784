"""The summary of a group's conversation as a document: the same content on the page and in the
PDF, drawn from the copy that was frozen at closing."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from conversations.groups.models import GroupConversation, GroupSummary, Perspective
from conversations.groups.slots import perspectives
from conversations.models import DevelopmentNeed
from core import documents
from core.fields import Translated
from core.models import Document

KIND = "conversations.group_summary"


def request_for(summary: GroupSummary, name: str, language: str, user: Any) -> Document:
    with translation.override(language):
        title = _("Summary {year}, {group}").format(year=summary.conversation.year, group=name)
    return documents.request_document(
        KIND,
        summary.uuid,
        content_hash=summary.content_hash,
        title=title[:200],
        language=language,
        requested_by=user.uuid,
    )


def document_for(summary: GroupSummary, language: str) -> Document | None:
    return documents.document_of(KIND, summary.uuid, summary.content_hash, language)


@documents.renderer(KIND)
def _draw(subject_id: UUID, language: str) -> documents.Rendered:
    summary = GroupSummary.objects.select_related("conversation").get(uuid=subject_id)
    context = {"content": as_shown(summary.content, language), "summary": summary}
    return documents.as_html("groups/document_pdf.html", context, language)


def as_shown(content: dict[str, Any], language: str) -> dict[str, Any]:
    """The frozen content with its words in one language and its days as days."""
    with translation.override(language):
        kind = content["kind"]
        views = {
            key: str(words)
            for key, words in perspectives(GroupConversation(kind=kind, year=content["year"]))
        }
        return {
            **content,
            "group": str(Translated(content["body"] or content["unit"]["name"])),
            "title": str(GroupConversation.Kind(kind).label),
            "held": _moment(content["held"]),
            "closed_on": date.fromisoformat(content["closed_on"]),
            "themes": [_theme(theme, views) for theme in content["themes"]],
            "lines_above": [
                {
                    "unit": group["unit"],
                    "lines": [str(Translated(line)) for line in group["lines"]],
                }
                for group in content["lines_above"]
            ],
            **{name: [_item(row) for row in content[name]] for name in ("focus", "needs", "goals")},
        }


def _theme(theme: dict[str, Any], views: dict[str, str]) -> dict[str, Any]:
    return {
        "title": str(Translated(theme["title"])),
        "parts": [
            {
                "title": str(Translated(part["title"])),
                "view": views.get(part["perspective"], "") or _other(part["perspective"], views),
                "text": part["text"],
            }
            for part in theme["parts"]
        ],
    }


def _other(perspective: str, views: dict[str, str]) -> str:
    return str(Perspective(perspective).label) if len(views) > 1 else ""


def _item(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "competence": str(Translated(row["competence"])) if row["competence"] else "",
        "way": str(Translated(row["way"])) if row["way"] else "",
        "urgency": str(DevelopmentNeed.Horizon(row["urgency"]).label),
        "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None,
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
