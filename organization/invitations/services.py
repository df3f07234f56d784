"""Inviting people to sign in: an account without a password, and a letter to choose one.

Inviting is idempotent: whoever has an account gets no second letter unless HR asks for it.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from audit.services import record
from core import clock, work
from core.models import Work
from core.policies import Stale, require
from core.work import Progress
from organization.invitations import selectors
from organization.invitations.policies import can_invite, can_invite_person, can_remind
from organization.models import Person, Unit

CHUNK = 50


def invite(*, user: Any, person: Person) -> None:
    """Make an account and write the letter. Raises `Refused`, or `Stale` when somebody just did."""
    require(can_invite_person(user, person))
    with transaction.atomic():
        if not _give_account(person):
            raise Stale
        record(user, "organization.invite", person, data_subject=person.uuid)


def remind(*, user: Any, person: Person) -> None:
    """Write a new letter to somebody who has not signed in yet."""
    require(can_remind(user, person))
    account = person.user
    if account is None:
        raise Stale
    with transaction.atomic():
        accounts.invite(user=account, name=str(person))
        record(user, "organization.invite", person, data_subject=person.uuid)


def invite_all(*, user: Any, unit: Unit | None) -> Work:
    """Invite everyone who works now in the unit and below it (None: in the city) and has an e-mail
    address but no account; background work in chunks."""
    require(can_invite(user))
    with transaction.atomic():
        record(user, "organization.invite_all", unit)
        return work.owe(
            "organization.invite_all",
            str(uuid4()),
            {"unit": str(unit.uuid) if unit else None, "by": str(user.uuid)},
            requested_by=user.uuid,
        )


def _give_account(person: Person) -> bool:
    """False: somebody else was quicker, or the address is another account's."""
    try:
        with transaction.atomic():
            account = accounts.create_account(email=person.email or "")
            if not Person.objects.filter(pk=person.pk, user=None).update(user=account):
                raise IntegrityError
            accounts.invite(user=account, name=str(person))
    except IntegrityError:
        return False
    return True


@work.handler("organization.invite_all", name=_("Inviting people to sign in"))
def _invite_all(owed: Work) -> Iterator[Progress]:
    """Goes through the people by key; those who have got an account meanwhile are left out, so
    starting again is going on."""
    wanted = owed.payload["unit"]
    unit = Unit.objects.filter(uuid=UUID(wanted)).first() if wanted else None
    people = selectors.can_get_letter(selectors.employed(unit, clock.today()))
    total, done, last = people.count(), 0, 0
    while chunk := list(people.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        for person in chunk:
            with transaction.atomic():
                if _give_account(person):
                    by = _Actor(UUID(owed.payload["by"]))
                    record(by, "organization.invite", person, data_subject=person.uuid)
        last, done = chunk[-1].pk, done + len(chunk)
        yield Progress(done, total)


class _Actor:
    """Who asked for the work, for the log."""

    def __init__(self, uuid: UUID) -> None:
        self.uuid = uuid
