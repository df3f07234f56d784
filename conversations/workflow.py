"""The states of a development conversation, in one table.

preparing --hold--> held --sign/amend--> held --lock--> locked. `amend` is any edit after a
signature: it voids the signatures. `lock` follows by itself when both have signed the same content.
"""

from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from conversations.policies import both_have_signed, can_hold, can_sign, can_write_agreed
from core.workflow import Transition, Workflow

State = Conversation.State

WORKFLOW = Workflow(
    [
        Transition(
            "hold",
            label=_("Mark as held"),
            sources=(State.PREPARING,),
            target=State.HELD,
            guard=can_hold,
            who=_("the supervisor"),
            wrong_state=_("The talk has been marked as held already."),
        ),
        Transition(
            "sign",
            label=_("Sign"),
            sources=(State.HELD,),
            target=State.HELD,
            guard=can_sign,
            who=_("the employee and the supervisor, in any order"),
            wrong_state=_("You can sign when the supervisor has marked the talk as held."),
        ),
        Transition(
            "amend",
            label=_("Change the agreed text"),
            sources=(State.HELD,),
            target=State.HELD,
            guard=can_write_agreed,
            who=_("either one; signatures given before are voided"),
        ),
        Transition(
            "lock",
            label=_("Lock"),
            sources=(State.HELD,),
            target=State.LOCKED,
            guard=both_have_signed,
            who=_("by itself, when both have signed"),
            wrong_state=_("Both must sign the same text before it is locked."),
        ),
    ],
    initial=State.PREPARING,
)
