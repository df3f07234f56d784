"""Helping somebody to sign in again."""

from typing import Any

from django.db import transaction

from accounts import services as accounts
from audit.services import record
from core.policies import Stale, require
from organization.models import Person
from organization.sign_in_help.policies import can_reset


@transaction.atomic
def reset_second_factor(*, user: Any, person: Person) -> None:
    """Remove what the person has lost; the person gets a letter and is signed out everywhere.

    Raises `Refused`, or `Stale` when there is nothing to remove any more.
    """
    require(can_reset(user, person))
    if person.user is None or not accounts.remove_second_factors(user=person.user):
        raise Stale
    record(user, "organization.second_factor_reset", person, data_subject=person.uuid)
