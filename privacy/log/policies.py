"""Who may read the event log."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.models import RoleGrant
from organization.selectors import person_of, roles_of


def can_search(user: Any) -> Decision:
    """The log of everybody is the data-protection officer's; each search is in it too."""
    if RoleGrant.Role.DATA_PROTECTION in roles_of(user):
        return Allowed()
    return Denied(_("Only the data-protection officer searches the event log."), right=True)


def can_see_own(user: Any) -> Decision:
    """Everyone sees who has looked at one's own data (GDPR 15, 906/2019 17 §)."""
    if person_of(user) is None:
        return Denied(_("This account belongs to no person."), right=True)
    return Allowed()
