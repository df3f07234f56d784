"""Who has an account, who has been invited, who cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.look.parts import StatusKind
from core.models import Letter
from core.policies import Words
from organization.models import Membership, Person, Unit
from organization.selectors import periods_of, units_below

NONE, INVITED, SIGNED_IN, NO_EMAIL = "none", "invited", "signed_in", "no_email"
STATES: dict[str, tuple[StatusKind, Words]] = {
    NONE: ("next", pgettext_lazy("account", "no account")),
    INVITED: ("other", pgettext_lazy("account", "has an account, has not signed in")),
    SIGNED_IN: ("done", pgettext_lazy("account", "has signed in")),
    NO_EMAIL: ("coming", pgettext_lazy("account", "no e-mail address")),
}


def employed(unit: Unit | None, day: date) -> QuerySet[Person]:
    """The people who work on the day, in the unit and below it (None: in the city)."""
    members = Membership.objects.on(day)
    if unit is not None:
        members = members.filter(unit__in=units_below(unit, day))
    return Person.objects.filter(pk__in=members.values("employment__person"))


def can_get_letter(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those without an account whose address is theirs alone."""
    shared = (
        Person.objects.exclude(email=None)
        .values(address=Lower("email"))
        .annotate(people=Count("pk"))
        .filter(people__gt=1)
        .values("address")
    )
    taken = User.objects.filter(email__iexact=OuterRef("email"))
    return (
        people.filter(user=None)
        .exclude(email=None)
        .exclude(email="")
        .annotate(address=Lower("email"))
        .exclude(address__in=shared)
        .exclude(Exists(taken))
    )


def in_state(people: QuerySet[Person], state: str) -> QuerySet[Person]:
    if state == NONE:
        return people.filter(user=None).exclude(email=None).exclude(email="")
    if state == INVITED:
        return people.filter(user__email__isnull=False, user__last_login=None)
    if state == SIGNED_IN:
        return people.filter(user__last_login__isnull=False)
    if state == NO_EMAIL:
        nobody = Q(user=None) & (Q(email=None) | Q(email=""))
        return people.filter(nobody | Q(user__email=None, user__last_login=None))
    return people


@dataclass(frozen=True)
class Line:
    uuid: UUID
    name: str
    email: str
    unit: str
    state: str
    status: StatusKind
    words: Words
    invited_at: datetime | None


def lines(people: Sequence[Person], day: date) -> list[Line]:
    """The people of a page with their unit and the last invitation: a fixed number of queries."""
    members = {
        m.employment.person_id: m.unit
        for m in Membership.objects.on(day)
        .filter(employment__person__in=people)
        .select_related("employment", "unit")
    }
    names = periods_of({unit.pk: unit for unit in members.values()}.values(), day)
    letters = dict(
        Letter.objects.filter(
            kind="invitation", recipient__in=[p.user.uuid for p in people if p.user]
        )
        .order_by("written_at")
        .values_list("recipient", "written_at")
    )
    out = []
    for person in people:
        state = _state(person)
        unit = members.get(person.pk)
        period = names.get(unit.pk) if unit else None
        out.append(
            Line(
                person.uuid,
                f"{person.last_name} {person.first_name}",
                person.email or "",
                str(period.name) if period else str(unit or ""),
                state,
                *STATES[state],
                letters.get(person.user.uuid) if person.user else None,
            )
        )
    return out


def _state(person: Person) -> str:
    if person.user is None:
        return NONE if person.email else NO_EMAIL
    if person.user.last_login:
        return SIGNED_IN
    return INVITED if person.user.email else NO_EMAIL
