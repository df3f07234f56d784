"""Who may invite whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.policies import Allowed, Decision, Denied
from organization.models import Person
from organization.selectors import is_hr


def can_invite(user: Any) -> Decision:
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR invites people."), right=True)


def can_invite_person(user: Any, person: Person) -> Decision:
    decision = can_invite(user)
    if not decision:
        return decision
    if person.user_id:
        return Denied(_("Has an account already."))
    if not person.email:
        return Denied(_("Has no e-mail address."))
    if User.objects.filter(email__iexact=person.email).exists():
        return Denied(_("The e-mail address belongs to another account."))
    return Allowed()


def can_remind(user: Any, person: Person) -> Decision:
    decision = can_invite(user)
    if not decision:
        return decision
    if person.user is None:
        return Denied(_("Has no account yet."))
    if person.user.last_login:
        return Denied(_("Has signed in already."))
    if not person.user.email or not person.user.is_active:
        return Denied(_("The account is closed or has no e-mail address."))
    return Allowed()
