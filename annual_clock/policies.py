"""Who looks after letters and jobs that ask for a person's decision."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.models import RoleGrant
from organization.selectors import is_hr, roles_of


def can_look_after_letters(user: Any) -> Decision:
    """HR: they know whom a letter was for and can ask. Never what it says."""
    return Allowed() if is_hr(user) else Denied(_("HR services look after letters."), right=True)


def can_look_after_work(user: Any) -> Decision:
    """HR and the system administrator see a job's kind and error, nothing of its content."""
    if is_hr(user) or RoleGrant.Role.SYSTEM_ADMIN in roles_of(user):
        return Allowed()
    return Denied(_("HR services and the system administrator look after jobs."), right=True)
