"""Who may open the pages that belong to no app."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.selectors import is_data_protection, is_hr


def can_run_the_year(user: Any) -> Decision:
    """Requirement 48: HR prepares, compiles and supports the process."""
    if is_hr(user):
        return Allowed()
    return Denied(_("This page is for HR services."), right=True)


def can_look_after_data(user: Any) -> Decision:
    """GDPR 38-39: the data-protection officer sees logs and reports, no content."""
    if is_data_protection(user):
        return Allowed()
    return Denied(_("This page is for the data-protection officer."), right=True)
