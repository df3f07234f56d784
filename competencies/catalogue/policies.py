"""Who prepares the catalogue's next version, and who puts it into force."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from competencies.lines.policies import HEADS, can_change_year
from competencies.models import Catalogue
from core import clock
from core.policies import Decision, Denied
from organization.models import BodyKind, BodyMembership
from organization.selectors import is_hr, is_hr_main, person_of


def heads_leadership(user: Any) -> bool:
    """Chair or secretary of the city manager's leadership group today. Asked once a request."""
    person = person_of(user)
    if person is None:
        return False
    if "_heads_leadership" not in user.__dict__:
        user._heads_leadership = (
            BodyMembership.objects.on(clock.today())
            .filter(person=person, role__in=HEADS, body__kind=BodyKind.CITY_LEADERSHIP)
            .exists()
        )
    return bool(user._heads_leadership)


def can_prepare(user: Any, year: int) -> Decision:
    """Write the draft of a year: HR services for the group, or its chair or secretary."""
    if not (is_hr(user) or heads_leadership(user)):
        return Denied(
            _("HR services, or the leadership group's chair or secretary, prepare the catalogue."),
            right=True,
        )
    today = clock.today()
    if not today.year <= year <= today.year + 2:
        return Denied(_("A version is prepared for this year or the coming ones."))
    return can_change_year(year)


def can_edit(user: Any, draft: Catalogue) -> Decision:
    decision = can_prepare(user, draft.year)
    if decision and draft.published_at is not None:
        return Denied(_("A published catalogue never changes. Prepare a new version."))
    return decision


def can_publish(user: Any, draft: Catalogue) -> Decision:
    """Put into force what the group decided: its chair or secretary, or an HR main user who
    records it (requirement 18)."""
    if not (is_hr_main(user) or heads_leadership(user)):
        return Denied(
            _("The leadership group's chair or secretary, or an HR main user, records decisions."),
            right=True,
        )
    return can_edit(user, draft)
