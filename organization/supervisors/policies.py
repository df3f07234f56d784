from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.selectors import is_hr


def can_name_supervisor(user: Any) -> Decision:
    """Against the tree, for one employment: HR's alone."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services name a supervisor."), right=True)
