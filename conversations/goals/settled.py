"""What signing asks of goals."""

from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from core.policies import Allowed, Decision, Denied


def goals_settled(conversation: Conversation) -> Decision:
    """Everybody has at least one goal by the time of signing, or a reason why not
    (requirement 40)."""
    if conversation.no_goal_reason.strip() or conversation.goals.filter(agreed=True).exists():
        return Allowed()
    return Denied(
        _(
            "No goal has been agreed yet. Agree on at least one goal, or write why there is none "
            "this year."
        )
    )
