"""What signing asks of goals."""

from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from core.policies import Allowed, Decision, Denied


class NoGoal(Denied):
    """A page may say where it is mended."""

    mend = "conversations:talk_items"


def before_signing(conversation: Conversation) -> Decision:
    """Asked of the first who signs; an edit that takes the goal away voids the signature."""
    if conversation.signatures.filter(voided_at__isnull=True).exists():
        return Allowed()
    return goals_settled(conversation)


def goals_settled(conversation: Conversation) -> Decision:
    """Everybody has at least one goal by the time of signing, or a reason why not
    (requirement 40)."""
    if conversation.no_goal_reason.strip() or conversation.goals.filter(agreed=True).exists():
        return Allowed()
    return NoGoal(
        _(
            "No goal has been agreed yet. Agree on at least one goal, or write why there is none "
            "this year."
        )
    )
