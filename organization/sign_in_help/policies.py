"""Who helps somebody who has lost the phone, and whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.models import Person, RoleGrant
from organization.selectors import person_of, roles_of

HELPERS = {RoleGrant.Role.HR_MAIN, RoleGrant.Role.SYSTEM_ADMIN}


def can_help(user: Any) -> Decision:
    if roles_of(user) & HELPERS:
        return Allowed()
    return Denied(
        _("Only an HR main user or a system administrator helps with signing in."), right=True
    )


def can_reset(user: Any, person: Person) -> Decision:
    """Nobody resets one's own: whoever sits at an open desk could."""
    decision = can_help(user)
    if decision and person_of(user) == person:
        return Denied(_("Ask another main user or administrator to do it for you."), right=True)
    return decision
