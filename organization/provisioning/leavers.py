"""Accounts of leavers: closed when the last employment has ended and no duty remains.

Access follows the task (906/2019 16 §). Whoever returns gets the account back. Who was never
employed (an elected chair) is no leaver.
"""

from collections.abc import Callable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.services import record
from core import clock, work
from core.models import Work
from core.work import Progress
from organization.models import (
    BodyMembership,
    Employment,
    Leadership,
    Person,
    RoleGrant,
    SupervisorOverride,
)
from organization.provisioning import accounts, closing, tokens
from organization.provisioning.models import AccountClosing

CHUNK = 200
LEAVERS = "organization.leavers"
Reason = AccountClosing.Reason


def owe(key: str) -> Work:
    return work.owe(LEAVERS, key)


def _open(prefix: str) -> Q:
    """Holds today, or is going to."""
    return Q(**{f"{prefix}__isnull": True}) | Q(**{f"{prefix}__gt": clock.today()})


def with_a_task() -> QuerySet[Person]:
    """People who work, are going to, or hold a seat, a role or the lead of somebody."""
    mine = OuterRef("pk")
    found = Q(Exists(Employment.objects.filter(_open("ends_on"), person=mine)))
    for model, owner in (
        (BodyMembership, "person"),
        (RoleGrant, "person"),
        (Leadership, "person"),
        (SupervisorOverride, "supervisor"),
    ):
        rows = model._default_manager.filter(_open("valid_until"), **{owner: mine})
        found |= Q(Exists(rows))
    return Person.objects.filter(found)


def leavers() -> QuerySet[Person]:
    """People with an account who have worked and have no task left."""
    worked = Exists(Employment.objects.filter(person=OuterRef("pk")))
    return Person.objects.filter(worked, user__isnull=False).exclude(pk__in=with_a_task())


@work.handler(LEAVERS, name=_("Closing the accounts of leavers"))
def _settle(owed: Work) -> Iterator[Progress]:
    """Goes on from what it finds: who is closed already is not looked at again."""
    accounts.match_again()
    tokens.tell_of_expiry()
    closed = AccountClosing.objects.filter(user=OuterRef("user"), reason=Reason.LEFT)
    back = with_a_task().filter(Exists(closed)).select_related("user")
    gone = leavers().exclude(Exists(closed)).select_related("user")
    done, total = 0, back.count() + gone.count()
    for rows, act, action in (
        (back, closing.reopen, "organization.account_opened"),
        (gone, closing.close, "organization.account_closed"),
    ):
        for person in list(rows):
            _one(person, act, action)
            done += 1
            if done % CHUNK == 0:
                yield Progress(done, total)


def _one(person: Person, act: Callable[[User, str], bool], action: str) -> None:
    user: User | None = person.user
    if user is not None and act(user, Reason.LEFT):
        record(None, action, person, data_subject=person.uuid)
