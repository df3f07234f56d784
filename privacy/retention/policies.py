"""Who sees how long data are kept, who decides on it, who lets them be erased."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import Person, RoleGrant
from organization.selectors import is_data_protection, is_hr, is_hr_main, person_of
from privacy.retention.models import ErasureRun


def can_see(user: Any) -> Decision:
    """Rules, counts and destruction records name nobody but who decided."""
    if is_hr(user) or is_data_protection(user):
        return Allowed()
    return Denied(_("HR and the data-protection officer see how long data are kept."), right=True)


def can_decide(user: Any) -> Decision:
    """Periods and runs are the HR main user's; names of those whose data would go too."""
    if is_hr_main(user):
        return Allowed()
    return Denied(_("The HR main user decides on erasing."), right=True)


def can_confirm(user: Any, run: ErasureRun) -> Decision:
    """Two pairs of eyes: somebody else than who made the list, when there is somebody else."""
    decision = can_decide(user)
    if decision and person_of(user) == run.prepared_by and _others(run.prepared_by):
        return Denied(
            _("Somebody else than who made the list confirms it: another HR main user."), right=True
        )
    return decision


def _others(person: Person | None) -> bool:
    today = clock.today()
    mains = RoleGrant.objects.on(today).filter(role=RoleGrant.Role.HR_MAIN)
    others = Person.objects.filter(pk__in=mains.values("person"), user__is_active=True)
    return (others.exclude(pk=person.pk) if person else others).exists()
