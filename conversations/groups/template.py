"""The themes of group conversations (requirement 35)."""

from conversations.defaults import ensure_template
from conversations.groups.models import GroupConversation
from conversations.models import Template


def group_template(kind: str) -> Template:
    """The newest published template for a kind of group; the model's own at first."""
    if kind == GroupConversation.Kind.STRATEGIC:
        return ensure_template(kind=Template.Kind.STRATEGIC)
    return ensure_template(kind=Template.Kind.GROUP)
