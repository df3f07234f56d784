"""Who keeps the door of the directory: keys by administrators, what groups give by HR."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.models import RoleGrant
from organization.selectors import is_hr, is_hr_main, roles_of


def can_manage_keys(user: Any) -> Decision:
    """A system administrator makes keys and sees no content; HR decides what groups give."""
    if RoleGrant.Role.SYSTEM_ADMIN in roles_of(user):
        return Allowed()
    return Denied(_("Only a system administrator makes and ends the directory's keys."), right=True)


def can_see_directory(user: Any) -> Decision:
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR sees the accounts that the directory keeps."), right=True)


def can_map_groups(user: Any) -> Decision:
    """Which role a group gives is a decision on rights (906/2019 16 §)."""
    if is_hr_main(user):
        return Allowed()
    return Denied(_("Only an HR main user decides which role a group gives."), right=True)
