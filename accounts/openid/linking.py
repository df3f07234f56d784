"""Whose account an identity opens.

An identity that is linked opens its account. Else a person is looked for by the employee number,
or by an e-mail address that is verified and one person's only, and the account is linked.
"""

from enum import StrEnum

from django.db import IntegrityError, transaction

from accounts import hooks, signals
from accounts.models import ExternalIdentity, User
from accounts.openid.client import Identity


class Refusal(StrEnum):
    """Why an identity opens nothing."""

    UNKNOWN = "unknown"  # nobody, or not one person for certain
    UNVERIFIED = "unverified"  # only an address, and the provider has not verified it
    NO_ACCOUNT = "no_account"  # a person without an account, and none is made
    TAKEN = "taken"  # found by address only, and the account is another identity's
    INACTIVE = "inactive"


def account_of(identity: Identity) -> User | Refusal:
    linked = (
        User.objects.filter(identities__issuer=identity.issuer)
        .filter(identities__subject=identity.subject)
        .first()
    )
    if linked is not None:
        return linked if linked.is_active else Refusal.INACTIVE
    known = hooks.find(identity.employee_number, identity.email, identity.email_verified)
    if known is None:
        alone = not identity.employee_number and identity.email and not identity.email_verified
        return Refusal.UNVERIFIED if alone else Refusal.UNKNOWN
    if known.user is not None and not known.user.is_active:
        return Refusal.INACTIVE
    return _link(identity, known)


def _link(identity: Identity, known: hooks.Known) -> User | Refusal:
    with transaction.atomic():
        user = known.user or known.open_account()
        if user is None:
            return Refusal.NO_ACCOUNT
        if known.by_number:
            # The employer's number says that it is the same person with a new identity.
            user.identities.filter(issuer=identity.issuer).delete()
        elif user.identities.filter(issuer=identity.issuer).exists():
            return Refusal.TAKEN
        try:
            with transaction.atomic():
                ExternalIdentity.objects.create(
                    user=user, issuer=identity.issuer, subject=identity.subject
                )
        except IntegrityError:
            # The same sign-in in another window was quicker.
            return account_of(identity)
    signals.openid_linked.send(User, user=user)
    return user
