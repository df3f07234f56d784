"""The lines in whose light a conversation is held: the city's and the service area's."""

from competencies.lines.selectors import LinesOfUnit, lines_above
from conversations.models import Conversation
from conversations.selectors.standing import held_on
from core import clock
from organization.models import Membership

__all__ = ["LinesOfUnit", "lines_for", "shows_lines"]

# Where one thinks of what comes: there the lines stand beside the fields.
THEMES = ("development",)


def shows_lines(theme_key: str) -> bool:
    return any(theme_key.startswith(key) for key in THEMES)


def lines_for(conversation: Conversation) -> list[LinesOfUnit]:
    """The lines of the round's year above the employee's unit; of a talk that was held, above the
    unit as it was then."""
    day = held_on(conversation) or clock.today()
    unit: int | None = conversation.held_unit_id
    if unit is None:
        row = Membership.objects.on(day).filter(employment=conversation.employment).first()
        unit = row.unit_id if row else None
    return lines_above(unit, conversation.round.year, day=day) if unit else []
