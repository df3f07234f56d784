"""Lines flow down: what a conversation has above it (requirements 31, 43, 44, 46)."""

from datetime import date

from competencies.lines.selectors import LinesOfUnit, lines_above
from conversations.groups.models import GroupConversation


def lines_for(conversation: GroupConversation, day: date) -> list[LinesOfUnit]:
    """The city's lines and the service area's for the year. A leadership group sees those above
    it: it is the one that sets its area's own."""
    own = conversation.kind not in (
        GroupConversation.Kind.LEADERSHIP,
        GroupConversation.Kind.STRATEGIC,
    )
    if conversation.kind == GroupConversation.Kind.LEADERSHIP:
        # Held from October to December, when the next year's lines have been set (requirement 44).
        coming = lines_above(conversation.unit, conversation.year + 1, day=day, own=own)
        if coming:
            return coming
    return lines_above(conversation.unit, conversation.year, day=day, own=own)
