"""What the directory may do to accounts: make, change, close. Employments are the HR import's."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.services import record
from core import clock
from core.mail import name_kind, write_letter
from organization.matching import match_person
from organization.models import Person
from organization.provisioning import closing, groups
from organization.provisioning.models import AccountClosing, DirectoryAccount, ScimToken
from organization.selectors import recipient_of

name_kind("sign_in_address", _("Your sign-in address has changed"))
FIELDS = ("user_name", "external_id", "employee_number", "first_name", "last_name")


class Taken(Exception):
    """Another account has this name, id or address."""


@dataclass(frozen=True)
class Told:
    """What the directory said; None: it said nothing of it. An empty text takes away."""

    user_name: str | None = None
    external_id: str | None = None
    email: str | None = None
    active: bool | None = None
    first_name: str | None = None
    last_name: str | None = None
    employee_number: str | None = None


def person_of_account(user: User) -> Person | None:
    person: Person | None = Person.objects.filter(user=user).first()
    return person


def create(*, token: ScimToken, told: Told) -> User:
    """A new account, or the one that the person or the address has had without the directory.

    Raises `Taken`.
    """
    try:
        with transaction.atomic():
            user = _known(told) or User.objects.create_user(told.email or None)
            if DirectoryAccount.objects.filter(user=user).exists():
                raise Taken
            DirectoryAccount.objects.create(user=user, user_name=told.user_name or "")
            _write(user, told)
            if told.active is False:
                closing.close(user, AccountClosing.Reason.DIRECTORY)
            else:
                closing.reopen(user, AccountClosing.Reason.DIRECTORY)
            groups.sync_roles(user)
            _log(token, "account_made", user)
            return user
    except IntegrityError as error:
        raise Taken from error


def change(*, token: ScimToken, user: User, told: Told) -> User:
    """Change what was told of an account. Raises `Taken`."""
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=user.pk)
            DirectoryAccount.objects.get_or_create(
                user=user, defaults={"user_name": told.user_name or user.email or str(user.uuid)}
            )
            _write(user, told)
            _log(token, "account_changed", user)
            if told.active is False and closing.close(user, AccountClosing.Reason.DIRECTORY):
                _log(token, "account_closed", user)
            elif told.active and closing.reopen(user, AccountClosing.Reason.DIRECTORY):
                _log(token, "account_opened", user)
            groups.sync_roles(user)
            return user
    except IntegrityError as error:
        raise Taken from error


@transaction.atomic
def forget(*, token: ScimToken, user: User) -> None:
    """The directory no longer has the account: it is closed, and what people have written stays."""
    closing.close(user, AccountClosing.Reason.DIRECTORY)
    DirectoryAccount.objects.filter(user=user).delete()
    user.directory_groups.clear()
    groups.sync_roles(user)
    _log(token, "account_deleted", user)


def match_again() -> int:
    """Give accounts that are nobody's to the people whom HR has brought in since."""
    found = 0
    waiting = DirectoryAccount.objects.filter(user__person=None).select_related("user")
    for row in waiting.exclude(user__closings__reason=AccountClosing.Reason.DIRECTORY):
        with transaction.atomic():
            if _link(row.user, row):
                groups.sync_roles(row.user)
                record(
                    None,
                    "organization.scim.account_matched",
                    row.user,
                    data_subject=_whose(row.user),
                )
                found += 1
    return found


def _known(told: Told) -> User | None:
    """The account that an address or a person has already; two different ones are too many."""
    by_address = User.objects.filter(email__iexact=told.email).first() if told.email else None
    person = _person(told.employee_number, told.external_id, told.email)
    by_person = person.user if person else None
    if by_address and by_person and by_address != by_person:
        raise Taken
    return by_address or by_person


def _person(number: str | None, external_id: str | None, email: str | None) -> Person | None:
    """By the employee number, which may come as the external id; else by the address."""
    if not number and external_id:
        number = external_id if match_person(employee_number=external_id) else None
    return match_person(employee_number=number, email=email, email_verified=True)


def _write(user: User, told: Told) -> None:
    row = DirectoryAccount.objects.get(user=user)
    for name in FIELDS:
        value = getattr(told, name)
        if value is not None:
            setattr(row, name, value or (None if name == "external_id" else ""))
    row.told_at = clock.now()
    row.save()
    if told.email is not None and told.email != (user.email or ""):
        _new_address(user, told.email or None)
    _link(user, row)


def _new_address(user: User, address: str | None) -> None:
    """The old address is told: a change that nobody asked for is seen."""
    old, person = user.email, person_of_account(user)
    user.email = address
    user.save(update_fields=["email"])
    if person is None:
        return
    Person.objects.filter(pk=person.pk).update(email=address)
    if old and address:
        write_letter(
            replace(recipient_of(person), email=old),
            kind="sign_in_address",
            subject_id=person.uuid,
            occasion=f"scim:{clock.now().isoformat()}",
            context={"address": address},
        )


def _link(user: User, row: DirectoryAccount) -> bool:
    """Tie the account to its person. Another person than before: by number only, and whoever is
    signed in must sign in again."""
    before = person_of_account(user)
    person = _person(row.employee_number, row.external_id, None if before else user.email)
    if person is None or person == before:
        return False
    if person.user_id is not None:
        return False
    if before is not None:
        Person.objects.filter(pk=before.pk).update(user=None)
        closing.end_sessions(user)
    changed = {"user": user} | ({"email": user.email} if user.email else {})
    return bool(Person.objects.filter(pk=person.pk, user=None).update(**changed))


def _whose(user: User) -> Any:
    person = person_of_account(user)
    return person.uuid if person else user.uuid


def _log(token: ScimToken, action: str, user: User) -> None:
    record(
        token,
        f"organization.scim.{action}",
        user,
        data_subject=_whose(user),
        role=actor_in_words(token),
    )


def actor_in_words(token: ScimToken) -> str:
    return f"scim {token.name}"[:40]
