"""What this room gives to the others: material of its own points, and links beside the lines."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competencies.lines import more
from conversations.groups import agenda
from conversations.groups.models import GroupConversation
from conversations.strategic import documents, policies  # noqa: F401 - renderer and closing
from conversations.strategic.material import provide
from conversations.strategic.selectors import (
    catalogue_material,
    discussion_material,
    results_material,
    summaries,
)
from core.policies import Words

provide("competences")(results_material)
provide("catalogue")(catalogue_material)
provide("discussion")(discussion_material)


@more.provide
def _summaries(user: Any) -> list[tuple[Words, str]]:
    """The shared summaries, for those with whom HR shared them (requirement 31)."""
    return [
        (
            _("Strategic competence conversation, summary for {year}").format(year=row.year),
            reverse("conversations:strategic_summary", args=[row.year]),
        )
        for row in summaries(user)[:3]
    ]


@agenda.provide
def _own_agenda(user: Any, conversation: GroupConversation, day: Any) -> list[agenda.AgendaItem]:
    """From the group's page to the agenda with the material and the decisions."""
    if conversation.kind != GroupConversation.Kind.STRATEGIC:
        return []
    return [
        agenda.AgendaItem(
            _("Agenda, material and decisions"),
            _("Four points with their material. What is decided here takes effect."),
            reverse("conversations:strategic") + f"?vuosi={conversation.year}",
            _("Open the agenda"),
        )
    ]
