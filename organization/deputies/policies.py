"""Who may decide who stands in for whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import Deputy, Person
from organization.selectors import is_hr, leads_people, person_of


def can_see_all_deputies(user: Any) -> Decision:
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services see everybody's deputies."), right=True)


def can_name_deputy(user: Any, supervisor: Person) -> Decision:
    """The supervisor oneself, or HR; for somebody who leads people."""
    if not is_hr(user) and person_of(user) != supervisor:
        return Denied(_("Only the supervisor or HR services name deputies."), right=True)
    if not leads_people(supervisor, clock.today()):
        return Denied(_("Only those who lead people have deputies."))
    return Allowed()


def can_change_deputy(user: Any, row: Deputy) -> Decision:
    """Change or end, until it has ended. A deputy names no deputies."""
    if not is_hr(user) and person_of(user) != row.supervisor:
        return Denied(_("Only the supervisor or HR services change deputies."), right=True)
    if row.valid_until is not None and row.valid_until <= clock.today():
        return Denied(_("The time as deputy has ended already."))
    return Allowed()
