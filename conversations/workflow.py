"""The states of a development conversation, in one table.

preparing --hold--> held --sign/sign_here/refuse/amend--> held --lock/close/silence--> locked
--reopen--> held. `sign_here` is the signature of an employee without an account. `amend` is any
edit after a signature or a refusal: it voids them. `lock` follows by itself when both have signed
the same content, `silence` when nobody has for thirty days; `close` is for when somebody does not
sign.
"""

from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from conversations.policies import both_have_signed, can_hold, can_sign, can_write_agreed
from conversations.signing.policies import (
    can_close,
    can_refuse,
    can_reopen,
    can_sign_here,
    silence_is_over,
)
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
        Transition(
            "sign_here",
            label=_("Record the employee's signature"),
            sources=(State.HELD,),
            target=State.HELD,
            guard=can_sign_here,
            who=_("an employee without an account, at the supervisor's device or on paper"),
            wrong_state=_("You can sign when the supervisor has marked the talk as held."),
        ),
        Transition(
            "refuse",
            label=_("Do not sign"),
            sources=(State.HELD,),
            target=State.HELD,
            guard=can_refuse,
            who=_("either one; it is recorded and blocks nothing"),
            wrong_state=_("You can sign when the supervisor has marked the talk as held."),
        ),
        Transition(
            "close",
            label=_("Close without all signatures"),
            sources=(State.HELD,),
            target=State.LOCKED,
            guard=can_close,
            who=_("either one, when somebody does not sign"),
            wrong_state=_("This conversation is not waiting for signatures."),
        ),
        Transition(
            "silence",
            label=_("Lock as not signed"),
            sources=(State.HELD,),
            target=State.LOCKED,
            guard=silence_is_over,
            who=_("by itself, after thirty days without signatures"),
            wrong_state=_("This conversation is not waiting for signatures."),
        ),
        Transition(
            "reopen",
            label=_("Reopen"),
            sources=(State.LOCKED,),
            target=State.HELD,
            guard=can_reopen,
            who=_("HR services, with a reason that both see"),
            wrong_state=_("This conversation is open already."),
        ),
    ],
    initial=State.PREPARING,
)
