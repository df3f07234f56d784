"""Erasing accounts: with them their sign-ins, addresses and second factors."""

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.retention import Unit, rule

rule(
    "account",
    name=_("Accounts"),
    unit=Unit.MONTHS,
    default=6,
    least=0,
    most=12,
    counted_from=_("the end of the last employment, seat or duty"),
    erased=_("Closed at once, deleted by itself with its addresses and sign-ins."),
    nightly=True,
    recorded=True,
)


def erase_accounts(users: QuerySet[User]) -> None:
    """Delete accounts; a sign-in that is still open ends with them."""
    keys = {str(pk) for pk in users.values_list("pk", flat=True)}
    if not keys:
        return
    for session in Session.objects.iterator(500):
        if session.get_decoded().get("_auth_user_id") in keys:
            session.delete()
    users.delete()
