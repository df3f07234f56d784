from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.selectors import is_hr
from privacy.feedback.models import Feedback


def can_read_feedback(user: Any) -> Decision:
    """HR services answer for the service."""
    if is_hr(user):
        return Allowed()
    return Denied(_("HR services answer feedback on accessibility."), right=True)


def can_answer(user: Any, feedback: Feedback) -> Decision:
    decision = can_read_feedback(user)
    if decision and feedback.state == Feedback.State.ANSWERED:
        return Denied(_("This feedback has been answered."))
    return decision


def can_extend(user: Any, feedback: Feedback) -> Decision:
    """Once, and only while the answer is open (306/2019 10 § 2)."""
    decision = can_answer(user, feedback)
    if decision and feedback.extended_at is not None:
        return Denied(_("The time has been extended once already."))
    return decision
