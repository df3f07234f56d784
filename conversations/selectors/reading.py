"""The agreed content as a page or a document shows it, and one's own preparation as a whole."""

from datetime import date, datetime
from typing import Any

from django.utils import translation

from competencies.models import Audience, Share
from conversations.content import content_of, without_sensitive
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Rating,
    SignedCopy,
)
from conversations.policies import Reader
from core.fields import Translated
from organization.models import Person


def readable_content(reader: Reader) -> dict[str, Any] | None:
    """What is agreed, as far as the reader may see it: the signed copy when it is locked."""
    if not reader.sees_agreed(sensitive=False):
        return None
    conversation = reader.conversation
    if conversation.state == Conversation.State.LOCKED:
        content = SignedCopy.objects.get(conversation=conversation).content
    else:
        content = content_of(conversation)
    if not reader.sees_whole:
        content = without_sensitive(content)
    return as_shown(content, (translation.get_language() or "fi")[:2])


def as_shown(content: dict[str, Any], language: str) -> dict[str, Any]:
    """The stored content with its words in one language and its dates as dates."""

    def word(value: dict[str, str] | None) -> str:
        return Translated(value or {}).in_language(language)

    def item(row: dict[str, Any]) -> dict[str, Any]:
        way = row["way"]
        shown = {**row, "competence": word(row["competence"])}
        if way:
            shown["way"] = {"share": way["share"], "name": word(way["name"])}
        if row.get("due_on"):
            shown["due_on"] = date.fromisoformat(row["due_on"])
        if "urgency" in row:
            # The first format called by this name what is now the horizon.
            shown["horizon"] = DevelopmentNeed.Horizon(row["urgency"]).label
            shown["urgency"] = DevelopmentNeed.Urgency(row.get("how_urgent", "normal")).label
        if row.get("serves"):
            shown["serves"] = word(row["serves"])
        return shown

    held = content["held_at"]
    return {
        **content,
        "unit": word(content["unit"]),
        "held_at": datetime.fromisoformat(held) if held else None,
        "themes": [
            {
                **theme,
                "title": word(theme["title"]),
                "questions": [
                    {
                        **q,
                        "title": word(q["title"]),
                        "text": word(q["words"]) if "words" in q else q["text"],
                    }
                    for q in theme["questions"]
                ],
            }
            for theme in content["themes"]
        ],
        "ratings": [
            {
                **group,
                "audience": word(group.get("name")) or Audience(group["audience"]).label,
                "competences": [
                    {**c, "name": word(c["name"]), "area": word(c.get("area"))}
                    for c in group["competences"]
                ],
            }
            for group in content["ratings"]
        ],
        "goals": [item(row) for row in content["goals"]],
        "needs": [item(row) for row in content["needs"]],
        "shares": {share.value: share.label for share in Share},
    }


def own_preparation(conversation: Conversation, person: Person | None) -> dict[str, Any]:
    """Everything one has prepared oneself: texts by theme, ratings, suggestions."""
    mine = {"conversation": conversation, "author": person}
    answers = (
        Answer.objects.filter(**mine)
        .exclude(text="")
        .select_related("question__theme")
        .order_by("question__theme__order", "question__order")
    )
    ratings = (
        Rating.objects.filter(**mine, level__isnull=False)
        .select_related("competence")
        .order_by("competence__framework__audience", "competence__order")
    )
    return {
        "answers": list(answers),
        "ratings": list(ratings),
        "goals": list(Goal.objects.filter(**mine, agreed=False).select_related("way")),
        "needs": list(DevelopmentNeed.objects.filter(**mine, agreed=False).select_related("way")),
    }
