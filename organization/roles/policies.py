"""Who may see and change roles and seats (906/2019 16 §: by task, kept up to date)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.policies import Allowed, Decision, Denied
from organization.models import Person, RoleGrant
from organization.selectors import is_data_protection, is_hr, is_hr_main, person_of


def can_see_holders(user: Any) -> Decision:
    """HR keeps the roles; the data-protection officer watches over them."""
    if is_hr(user) or is_data_protection(user):
        return Allowed()
    return Denied(
        _("Only HR services and the data-protection officer see who holds which role."), right=True
    )


def can_change_roles(user: Any) -> Decision:
    if is_hr_main(user):
        return Allowed()
    return Denied(_("Only an HR main user gives and ends roles and seats."), right=True)


def can_change_roles_of(user: Any, person: Person) -> Decision:
    """Nobody changes one's own roles, nor one's own seats."""
    decision = can_change_roles(user)
    if decision and person_of(user) == person:
        return Denied(_("Nobody changes one's own roles: ask another HR main user."), right=True)
    return decision


def can_end_role(user: Any, person: Person, role: str, day: date) -> Decision:
    decision = can_change_roles_of(user, person)
    if decision and role == RoleGrant.Role.HR_MAIN and not main_users_after(day, without=person):
        return Denied(_("The last HR main user cannot be removed. Name another one first."))
    return decision


def main_users_after(day: date, *, without: Person) -> bool:
    """Whether somebody else is an HR main user on `day` and without an end, and can sign in."""
    others = RoleGrant.objects.on(day).filter(
        Q(valid_until__isnull=True), role=RoleGrant.Role.HR_MAIN, person__user__is_active=True
    )
    return bool(others.exclude(person=without).exists())
