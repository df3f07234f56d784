"""What sign-in asks: whom an OpenID identity means, and whose task demands a second factor."""

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts import hooks
from accounts import services as accounts
from accounts.models import User
from audit.services import record
from core import clock
from organization.matching import match_person
from organization.models import Employment, Person
from organization.selectors import roles_of


@hooks.finds_people
def find(employee_number: str, email: str, email_verified: bool) -> hooks.Known | None:
    person = match_person(employee_number, email, email_verified)
    if person is None:
        return None
    return hooks.Known(
        user=person.user,
        by_number=bool(employee_number) and person.employee_number == employee_number,
        open_account=lambda: _open_account(person),
    )


def _open_account(person: Person) -> User | None:
    """An account for somebody who works here now, where OIDC_CREATE_ACCOUNTS allows; its address
    stays empty when another account has it."""
    works = Employment.objects.on(clock.today()).filter(person=person).exists()
    if not settings.OIDC_CREATE_ACCOUNTS or not works:
        return None
    try:
        with transaction.atomic():
            user = accounts.create_account(email=person.email or "")
    except IntegrityError:
        user = accounts.create_account(email="")
    if not Person.objects.filter(pk=person.pk, user=None).update(user=user):
        user.delete()
        person.refresh_from_db()
        return person.user
    record(user, "organization.account_opened", person, data_subject=person.uuid)
    return user


@hooks.demands_second_factor
def demanded(user: User) -> bool:
    """HR, system administrators and the data-protection officer (906/2019 13 and 16 §)."""
    return bool(roles_of(user))
