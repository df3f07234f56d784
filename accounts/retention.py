"""Accounts go six months after their holder left (they are closed when the employment ends). Who
has left is known above: organization.retention erases them, and sign-ins, addresses and second
factors go with the account."""

from django.utils.translation import gettext_lazy as _

from core.retention import Unit, rule

rule(
    "account",
    name=_("User accounts"),
    unit=Unit.MONTHS,
    default=6,
    least=0,
    most=12,
    counted_from=_("the end of the last employment, seat or duty"),
    erased=_("Closed at once, deleted by itself with its addresses and sign-ins."),
    nightly=True,
    recorded=True,
)
