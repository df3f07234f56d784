"""The way of a reorganisation: draft, waits for its day, in effect."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Decision, Denied
from core.workflow import Transition, Workflow, always
from organization.reorganisation.models import Reorganisation
from organization.reorganisation.policies import can_reorganise
from organization.reorganisation.trying import Trial, attempt

State = Reorganisation.State


def may_schedule(user: Any, reorganisation: Reorganisation, trial: Trial | None = None) -> Decision:
    """`trial`: when it has been tried already."""
    decision = can_reorganise(user)
    if not decision or not reorganisation.is_open:
        return decision
    if reorganisation.effective_on < clock.today():
        return Denied(_("The day has passed. Choose a day to come."))
    if not reorganisation.steps.exists():
        return Denied(_("There are no steps yet."))
    if not (trial or attempt(reorganisation)).ok:
        return Denied(_("Something in it cannot be done. Correct what is marked first."))
    return decision


def may_cancel(user: Any, reorganisation: Reorganisation) -> Decision:
    return can_reorganise(user)


WORKFLOW = Workflow(
    [
        Transition(
            "schedule",
            _("Let it take effect on its day"),
            (State.DRAFT, State.STOPPED),
            State.SCHEDULED,
            may_schedule,
            wrong_state=_("It waits for its day already, or is over."),
        ),
        Transition(
            "reopen",
            _("Take back to a draft"),
            (State.SCHEDULED,),
            State.DRAFT,
            may_cancel,
            wrong_state=_("Only what waits for its day can be taken back."),
        ),
        Transition(
            "cancel",
            _("Cancel the reorganisation"),
            (State.DRAFT, State.SCHEDULED, State.STOPPED),
            State.CANCELLED,
            may_cancel,
            wrong_state=_("It is in effect or cancelled already."),
        ),
        Transition("take_effect", _("Takes effect"), (State.SCHEDULED,), State.IN_EFFECT, always),
        Transition("stop", _("Could not take effect"), (State.SCHEDULED,), State.STOPPED, always),
    ],
    initial=State.DRAFT,
)
