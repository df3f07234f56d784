"""Who prepares reorganisations and lets them take effect: HR."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.reorganisation.models import Reorganisation
from organization.selectors import is_hr


def can_reorganise(user: Any) -> Decision:
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR prepares reorganisations."), right=True)


def can_edit(user: Any, reorganisation: Reorganisation) -> Decision:
    """Change its name, day and steps."""
    decision = can_reorganise(user)
    if not decision or reorganisation.is_open:
        return decision
    if reorganisation.state == Reorganisation.State.SCHEDULED:
        return Denied(_("It waits for its day. Take it back to a draft first."))
    return Denied(_("It can no longer be changed."))


def can_discard(user: Any, reorganisation: Reorganisation) -> Decision:
    """Throw a draft away."""
    return can_edit(user, reorganisation)
