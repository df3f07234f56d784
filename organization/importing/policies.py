"""Who may bring in files, and when one may be thrown away."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.importing.actors import Feed
from organization.importing.models import Import
from organization.selectors import is_hr


def can_import(user: Any) -> Decision:
    """People and units come in through HR, or through the feed that the city has set up."""
    if isinstance(user, Feed) or is_hr(user):
        return Allowed()
    return Denied(_("Only HR brings in people and units."), right=True)


def can_discard(user: Any, source: Import) -> Decision:
    decision = can_import(user)
    if not decision:
        return decision
    if source.state == Import.State.APPLYING:
        return Denied(_("The file is being brought in. Wait until it is ready."))
    if source.state == Import.State.APPLIED:
        return Denied(_("The file has been brought in already."))
    return Allowed()
