"""Who may enter long leave."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.selectors import is_hr


def can_record_absences(user: Any) -> Decision:
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services enter long leave."), right=True)
