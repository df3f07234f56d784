"""What a helper sees of an account: whether it is open and what opens it. Nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from organization.models import Person
from organization.roles.selectors import by_name
from organization.sign_in_help.policies import can_help

MOST = 20


@dataclass(frozen=True)
class Account:
    person: Person
    email: str
    is_open: bool
    last_login: datetime | None
    second_factor: bool
    provider: bool


def with_account(user: Any) -> QuerySet[Person]:
    """The people whom `user` may help: everybody with an account; names and addresses only."""
    people: QuerySet[Person] = Person.objects.filter(user__isnull=False).select_related("user")
    return people if can_help(user) else people.none()


def found(user: Any, words: str) -> list[Person]:
    """The first people whose names begin with the words given."""
    return list(by_name(with_account(user), words)[:MOST]) if words.strip() else []


def account(person: Person) -> Account:
    user = person.user
    assert user is not None  # noqa: S101 - with_account
    return Account(
        person=person,
        email=user.email or "",
        is_open=user.is_active,
        last_login=user.last_login,
        second_factor=Authenticator.objects.filter(user=user).exists(),
        provider=user.identities.exists(),
    )
