"""Who prepares frameworks and who publishes them: HR services, and for the shared ones also the
chair and the secretary of the city manager's management group, who decide on them (34)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from competencies.models import Audience, Framework
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import BodyKind, BodyMembership
from organization.selectors import is_hr, person_of, valid

SHARED = (Audience.ALL_STAFF, Audience.SUPERVISORS)


def can_see_drafts(user: Any) -> Decision:
    """The list with drafts and archived versions."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services prepare frameworks."), right=True)


def can_draft(user: Any, audience: str) -> Decision:
    """Begin next year's version."""
    if is_hr(user) or (audience in SHARED and _decides(user)):
        return Allowed()
    return Denied(_("Only HR services prepare frameworks."), right=True)


def can_edit(user: Any, framework: Framework) -> Decision:
    """Write a draft. A published version never changes."""
    if not is_hr(user):
        return Denied(_("Only HR services prepare frameworks."), right=True)
    if framework.state == Framework.State.DRAFT:
        return Allowed()
    if framework.state == Framework.State.PUBLISHED:
        return Denied(_("A published version never changes. Write a new version for next year."))
    return Denied(_("This version is archived. It is only kept."))


def can_publish(user: Any, framework: Framework) -> Decision:
    """Put the decision into force. What is missing in the draft is asked by the workflow."""
    return can_draft(user, framework.audience)


def can_archive(user: Any, framework: Framework) -> Decision:
    return can_see_drafts(user)


def _decides(user: Any) -> bool:
    person = person_of(user)
    return (
        person is not None
        and BodyMembership.objects.filter(
            valid(clock.today()),
            person=person,
            body__kind=BodyKind.CITY_LEADERSHIP,
            role__in=(BodyMembership.Role.CHAIR, BodyMembership.Role.SECRETARY),
        ).exists()
    )
