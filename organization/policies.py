"""Who may see and change the organisation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.selectors import is_hr


def can_see_organisation(user: Any) -> Decision:
    """The whole organisation with its people as lists is HR's tool (906/2019 16 §)."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR sees the whole organisation with its people."), right=True)
