"""Who may order, make sure of and open a person's own data."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.look.formats import local
from core.policies import Allowed, Decision, Denied
from organization.models import Employment, Person, RoleGrant
from organization.selectors import is_hr, person_of, roles_of
from privacy.own_data.models import DataFile, Delivery

_TOO_MANY = _("Your data were made today already. You can order them again tomorrow.")


def can_order(user: Any) -> Decision:
    """Order one's own data. One file at a time, a new one on another day (GDPR 12(5))."""
    person = person_of(user)
    if person is None:
        return Denied(_("This account belongs to no person."), right=True)
    newest = DataFile.objects.filter(person=person, for_delivery=False).defer("content").first()
    if newest is None:
        return Allowed()
    if newest.made_at is None:
        return Denied(_("Your data are being gathered. They are here when they are ready."))
    offered = newest.size and newest.expires_at and newest.expires_at > clock.now()
    if offered and local(newest.ordered_at).date() == clock.today():
        return Denied(_TOO_MANY)
    return Allowed()


def can_download(user: Any, file: DataFile) -> Decision:
    """Only the person oneself, while it is offered. Asked at every download."""
    person = person_of(user)
    if person is None or file.person_id != person.pk or file.for_delivery:
        return Denied(_("Only the person whose data these are can open them."), right=True)
    if file.made_at is None:
        return Denied(_("Your data are being gathered. They are here when they are ready."))
    if file.expires_at is None or file.expires_at <= clock.now() or not file.size:
        return Denied(_("This package has been deleted. Order a new one."))
    return Allowed()


def is_officer(user: Any) -> bool:
    return RoleGrant.Role.DATA_PROTECTION in roles_of(user)


def can_see_deliveries(user: Any) -> Decision:
    if is_hr(user) or is_officer(user):
        return Allowed()
    return Denied(_("This page is for HR services and the data-protection officer."), right=True)


def can_order_delivery(user: Any) -> Decision:
    """HR orders a leaver's data, and can never open them."""
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services order the data of somebody who has left."), right=True)


def has_left(person: Person) -> bool:
    """No employment today or to come: such a person has no account to sign in with."""
    working = Employment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=clock.today()))
    return not working.filter(person=person).exists()


def can_order_for(user: Any, person: Person) -> Decision:
    decision = can_order_delivery(user)
    if not decision:
        return decision
    if not has_left(person):
        return Denied(_("This person works here and orders the data oneself after signing in."))
    if Delivery.objects.filter(
        person=person, state__in=[Delivery.State.ORDERED, Delivery.State.RELEASED]
    ).exists():
        return Denied(_("The data of this person have been ordered already."))
    return Allowed()


def can_release(user: Any, delivery: Delivery) -> Decision:
    """The data-protection officer, who is neither the one who ordered nor the leaver."""
    person = person_of(user)
    if person is None or not is_officer(user):
        return Denied(
            _("Only the data-protection officer makes sure of who asks and gives the code."),
            right=True,
        )
    if person.pk in (delivery.ordered_by_id, delivery.person_id):
        return Denied(_("Two people are needed: somebody else must do this step."), right=True)
    if delivery.state not in (Delivery.State.ORDERED, Delivery.State.RELEASED):
        return Denied(_("This delivery has ended."))
    return Allowed()


def can_cancel(user: Any, delivery: Delivery) -> Decision:
    if not (is_hr(user) or is_officer(user)):
        return Denied(
            _("This page is for HR services and the data-protection officer."), right=True
        )
    if delivery.state not in (Delivery.State.ORDERED, Delivery.State.RELEASED):
        return Denied(_("This delivery has ended."))
    return Allowed()
