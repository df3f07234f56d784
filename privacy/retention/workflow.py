"""The way of a run: listed, confirmed by a second person, erased; or given up."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Decision, Denied
from core.workflow import Transition, Workflow, always
from privacy.retention.models import ErasureRun
from privacy.retention.policies import can_confirm, can_decide

State = ErasureRun.State
LIST_HOLDS = timedelta(days=31)


def _confirm(user: Any, run: ErasureRun) -> Decision:
    decision = can_confirm(user, run)
    if decision and clock.today() - run.day > LIST_HOLDS:
        return Denied(_("The list is over a month old. Make a new one."))
    if decision and run.state == State.LISTED and not run.total:
        return Denied(_("Nothing is due."))
    return decision


RUN = Workflow(
    [
        Transition(
            "confirm",
            _("Erase what is on the list"),
            (State.LISTED,),
            State.ERASING,
            _confirm,
            wrong_state=_("This list has been confirmed or given up already."),
        ),
        Transition(
            "cancel",
            _("Give up the list"),
            (State.LISTED,),
            State.CANCELLED,
            lambda user, run: can_decide(user),
            wrong_state=_("This list has been confirmed or given up already."),
        ),
        Transition("finish", _("Erased"), (State.ERASING,), State.DONE, always),
    ],
    initial=State.LISTED,
)
