"""In what role a person acts, for the event log, where nothing nearer to the matter says it."""

from typing import Any

from audit.acting import ANYTHING, Acting, provide
from core import clock
from organization.models import RoleGrant
from organization.selectors import leads_people, person_of, roles_of

Role = RoleGrant.Role
ORDER = (Role.HR_MAIN, Role.HR_PLANNER, Role.DATA_PROTECTION, Role.SYSTEM_ADMIN)


def in_general(user: Any, obj: Any = None) -> Acting:
    """The task-based role, else supervisor or employee. Asked once a request."""
    known: Acting | None = user.__dict__.get("_acting")
    if known is None:
        person, roles = person_of(user), roles_of(user)
        role = next((str(role) for role in ORDER if role in roles), "")
        if not role and person is not None:
            role = "supervisor" if leads_people(person, clock.today()) else "employee"
        known = user.__dict__["_acting"] = Acting(role or "account")
    return known


provide(ANYTHING, in_general)
