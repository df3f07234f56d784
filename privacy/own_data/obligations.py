"""What own data, requests and disclosures ask of people, each within the month of GDPR 12(3)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.obligations import Obligation, provide
from core.look.formats import local
from organization.models import Person, ReportingLine, RoleGrant
from organization.selectors import HR_ROLES, city, leader_of
from privacy.disclosure.models import Disclosure
from privacy.own_data.models import Delivery
from privacy.requests.models import DataRequest
from privacy.requests.services import month_after

Role = RoleGrant.Role
# A second person is asked when something presses.
DECIDE_WITHIN = timedelta(days=3)


@provide
def obligations(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    """Requests to answer, leavers to make sure of, disclosures to decide. At most eight queries."""
    people = None if people is None else list(people)
    holders = _holders(today, people)
    yield from _requests(today, holders, people)
    officers = holders[Role.DATA_PROTECTION]
    asked_ones = list(Disclosure.objects.filter(state=Disclosure.State.ASKED))
    for row in Delivery.objects.filter(state=Delivery.State.ORDERED).select_related("person"):
        yield from _for(
            [o for o in officers if o.pk not in (row.ordered_by_id, row.person_id)],
            kind="privacy.delivery",
            subject=row.uuid,
            title=format_lazy(_("Make sure who asks for their data: {name}"), name=str(row.person)),
            due=month_after(local(row.ordered_at).date()),
            url=reverse("privacy:delivery_release", args=[row.uuid]),
        )
    deciders = officers or (_city_manager(today, people) if asked_ones else [])
    for asked in asked_ones:
        yield from _for(
            [o for o in deciders if o.pk not in (asked.asked_by_id, asked.person_id)],
            kind="privacy.disclosure",
            subject=asked.uuid,
            title=_("Decide on a lawful disclosure"),
            due=local(asked.asked_at).date() + DECIDE_WITHIN,
            url=reverse("privacy:disclosure", args=[asked.uuid]),
        )


def _city_manager(today: date, people: Iterable[Person] | None) -> list[Person]:
    """Who decides on disclosures while the city has no data-protection officer."""
    if RoleGrant.objects.on(today).filter(role=Role.DATA_PROTECTION).exists():
        return []
    found = leader_of(city(today), today)
    return [found] if found and (people is None or found in list(people)) else []


def _holders(today: date, people: list[Person] | None) -> dict[str, list[Person]]:
    grants = RoleGrant.objects.on(today).select_related("person__user")
    if people is not None:
        grants = grants.filter(person__in=people)
    found: dict[str, list[Person]] = {role: [] for role in Role.values}
    for grant in grants.order_by("pk"):
        found[grant.role].append(grant.person)
    return found


def _requests(
    today: date, holders: dict[str, list[Person]], people: list[Person] | None
) -> Iterator[Obligation]:
    """To whoever treats them: the same rule as `DataRequestQuerySet.treated_by`."""
    open_ones = list(
        DataRequest.objects.filter(state=DataRequest.State.OPEN).select_related(
            "person", "conversation"
        )
    )
    if not open_ones:
        return
    talks = [r.conversation.employment_id for r in open_ones if r.conversation]
    lines = ReportingLine.objects.on(today).filter(employment__in=talks)
    leaders = {line.employment_id: line.supervisor for line in lines.select_related(
        "supervisor__user"
    )}  # fmt: skip
    hr = list({p.pk: p for role in HR_ROLES for p in holders[role]}.values())
    main = {p.pk: p for role in (Role.HR_MAIN, Role.DATA_PROTECTION) for p in holders[role]}
    for request in open_ones:
        leader = leaders.get(request.conversation.employment_id) if request.conversation else None
        if request.kind == DataRequest.Kind.RESTRICTION:
            treated_by: Any = main.values()
        elif leader is not None:
            treated_by = [leader] if people is None or leader in people else []
        else:
            treated_by = hr
        yield from _for(
            [p for p in treated_by if p.pk != request.person_id],
            kind="privacy.request",
            subject=request.uuid,
            title=_("Answer a request about one's data"),
            due=request.due_on,
            url=reverse("privacy:request", args=[request.uuid]),
        )


def _for(people: Iterable[Person], **terms: Any) -> Iterator[Obligation]:
    for person in people:
        yield Obligation(person=person, action=pgettext_lazy("button", "Open"), minutes=15, **terms)
