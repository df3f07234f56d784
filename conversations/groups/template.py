"""The themes of group conversations (requirement 35)."""

from conversations.defaults import ensure_template
from conversations.models import Template


def group_template() -> Template:
    """The newest published template of group conversations; the model's own at first."""
    return ensure_template(kind=Template.Kind.GROUP)
