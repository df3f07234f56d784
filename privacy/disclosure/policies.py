"""Who may ask for, decide on and read a lawful disclosure.

Two named people: an HR main user asks and reads, the data-protection officer or the city manager
decides. Neither is the one whose data they are, and the database refuses one and the same person.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import Leadership, Person, RoleGrant, UnitKind, UnitPeriod
from organization.selectors import person_of, roles_of
from privacy.disclosure.models import Disclosure

State = Disclosure.State


def asks(user: Any) -> bool:
    return RoleGrant.Role.HR_MAIN in roles_of(user)


def decides(user: Any) -> bool:
    """The data-protection officer, or the city manager."""
    person, today = person_of(user), clock.today()
    if person is None:
        return False
    if RoleGrant.Role.DATA_PROTECTION in roles_of(user):
        return True
    city = UnitPeriod.objects.on(today).filter(kind=UnitKind.CITY)
    return Leadership.objects.on(today).filter(person=person, unit__in=city.values("unit")).exists()


def can_see_disclosures(user: Any) -> Decision:
    if asks(user) or decides(user):
        return Allowed()
    return Denied(
        _("This page is for the HR main user, the data-protection officer and the city manager."),
        right=True,
    )


def can_ask(user: Any) -> Decision:
    if not asks(user):
        return Denied(_("Only the HR main user asks for a lawful disclosure."), right=True)
    return Allowed()


def can_ask_about(user: Any, person: Person) -> Decision:
    decision = can_ask(user)
    if not decision:
        return decision
    if person_of(user) == person:
        return Denied(_("You cannot ask for a disclosure of your own data."), right=True)
    return Allowed()


def can_decide(user: Any, disclosure: Disclosure) -> Decision:
    if not decides(user):
        return Denied(
            _("Only the data-protection officer or the city manager decides on a disclosure."),
            right=True,
        )
    person = person_of(user)
    if person is None or person.pk in (disclosure.asked_by_id, disclosure.person_id):
        return Denied(
            _("Two people are needed: neither who asked nor whose data they are decides."),
            right=True,
        )
    if disclosure.state != State.ASKED:
        return Denied(_("This has been decided already."))
    return Allowed()


def can_read(user: Any, disclosure: Disclosure) -> Decision:
    """Who asked, while it is open and the role is held."""
    person = person_of(user)
    if person is None or person.pk != disclosure.asked_by_id or not asks(user):
        return Denied(_("Only who asked for the disclosure reads."), right=True)
    if disclosure.state == State.ASKED:
        return Denied(_("A second person has not decided yet."))
    if disclosure.state == State.REFUSED:
        return Denied(_("This disclosure was refused."))
    over = disclosure.open_until is None or disclosure.open_until <= clock.now()
    if disclosure.state == State.ENDED or over:
        return Denied(_("The time to read has ended."))
    return Allowed()


def can_end(user: Any, disclosure: Disclosure) -> Decision:
    """Close the reading before its time, or withdraw what has not been decided: who asked; who
    decides may close too."""
    person = person_of(user)
    mine = person is not None and person.pk == disclosure.asked_by_id
    if not mine and not decides(user):
        return Denied(_("Only who asked for the disclosure or decides on it ends it."), right=True)
    if disclosure.state not in (State.ASKED, State.APPROVED):
        return Denied(_("This disclosure has ended."))
    if disclosure.state == State.ASKED and not mine:
        return Denied(_("Decide on it instead."))
    return Allowed()
