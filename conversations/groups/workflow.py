"""The states of a group conversation as a table of steps."""

from django.utils.translation import gettext_lazy as _

from conversations.groups.models import GroupConversation
from conversations.groups.policies import (
    can_close,
    can_end_collection,
    can_reopen,
    can_skip,
    can_start,
)
from core.workflow import Transition, Workflow

State = GroupConversation.State
LEADER = _("the leader, or a deputy with that right")

WORKFLOW = Workflow(
    [
        Transition(
            "start",
            label=_("Begin to collect thoughts"),
            sources=(State.PLANNED,),
            target=State.COLLECTING,
            guard=can_start,
            who=LEADER,
            wrong_state=_("The collection has begun already."),
        ),
        Transition(
            "skip",
            label=_("Write without collecting thoughts"),
            sources=(State.PLANNED,),
            target=State.WRITING,
            guard=can_skip,
            who=LEADER,
            wrong_state=_("The collection has begun already."),
        ),
        Transition(
            "end_collection",
            label=_("End the collection"),
            sources=(State.COLLECTING,),
            target=State.WRITING,
            guard=can_end_collection,
            who=LEADER,
            wrong_state=_("No collection is going on."),
        ),
        Transition(
            "close",
            label=_("Close the conversation"),
            sources=(State.WRITING,),
            target=State.CLOSED,
            guard=can_close,
            who=LEADER,
            wrong_state=_("Only a conversation that is being written can be closed."),
        ),
        Transition(
            "reopen",
            label=_("Reopen"),
            sources=(State.CLOSED,),
            target=State.WRITING,
            guard=can_reopen,
            who=_("the leader or HR services, with a reason"),
            wrong_state=_("Only a closed conversation can be reopened."),
        ),
    ],
    initial=State.PLANNED,
)
