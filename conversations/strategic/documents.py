"""The shared summary (koonti) as a document, drawn from its frozen content."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from competencies.models import Audience
from conversations.groups.models import GroupConversation
from conversations.groups.slots import perspectives
from conversations.strategic.models import StrategicDecision, StrategicSummary
from core import documents
from core.fields import Translated
from core.models import Document

KIND = "conversations.strategic_summary"


def request_summary(summary: StrategicSummary, language: str, user: Any) -> Document:
    with translation.override(language):
        title = _("Strategic competence conversation, summary for {year}").format(year=summary.year)
    return documents.request_document(
        KIND,
        summary.uuid,
        content_hash=summary.content_hash,
        title=title,
        language=language,
        requested_by=user.uuid,
    )


def document_for(summary: StrategicSummary, language: str) -> Document | None:
    return documents.document_of(KIND, summary.uuid, summary.content_hash, language)


@documents.renderer(KIND)
def _draw(subject_id: UUID, language: str) -> documents.Rendered:
    summary = StrategicSummary.objects.get(uuid=subject_id)
    context = {"content": as_shown(summary.content, language), "summary": summary}
    return documents.as_html("conversations/strategic/summary_pdf.html", context, language)


def as_shown(content: dict[str, Any], language: str) -> dict[str, Any]:
    """The frozen content with its words in one language and its days as days."""
    with translation.override(language):
        group = GroupConversation(kind=GroupConversation.Kind.STRATEGIC, year=content["held_in"])
        views = {key: str(words) for key, words in perspectives(group)}
        return {
            **content,
            "body": str(Translated(content["body"])),
            "held_on": date.fromisoformat(content["held_on"]) if content["held_on"] else None,
            "decisions": [decision_as_shown(row) for row in content["decisions"]],
            "themes": [
                {
                    "title": str(Translated(theme["title"])),
                    "parts": [
                        {
                            **part,
                            "title": str(Translated(part["title"])),
                            "view": views.get(part["perspective"], ""),
                        }
                        for part in theme["parts"]
                    ],
                }
                for theme in content["themes"]
                if theme["parts"]
            ],
        }


def decision_as_shown(row: dict[str, Any]) -> dict[str, Any]:
    """One decision in the present language: kind, title, day, and what it set."""
    content = row["content"]
    return {
        "kind": row["kind"],
        "title": str(StrategicDecision.Kind(row["kind"]).label).capitalize(),
        "decided_on": date.fromisoformat(row["decided_on"]),
        "reason": row["reason"],
        "texts": _words(content.get("texts")),
        "why": str(Translated(content.get("why") or {})),
        "frameworks": [
            {
                "title": str(Audience(each["audience"]).label).capitalize(),
                **{
                    name: _words(each[name])
                    for name in ("competences", "scale", "added", "dropped")
                },
            }
            for each in content.get("frameworks", ())
        ],
        "ways": {name: _words(content.get(name)) for name in ("added", "changed", "dropped")},
    }


def _words(texts: Any) -> list[str]:
    return [str(Translated(text)) for text in texts or ()]
