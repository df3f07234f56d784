"""The team's agreed needs, for the supervisor alone (requirements 27 and 45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from conversations.models import DevelopmentNeed
from conversations.needs.selectors import unit_needs_for
from conversations.selectors import team_needs
from core import clock
from organization.models import Person
from organization.selectors import leader_of, valid
from training_plans.models import ItemNeed, Plan


@dataclass(frozen=True)
class Need:
    """One need, with whose it is (the supervisor knows) and which action answers it."""

    need: DevelopmentNeed
    person: Person | None
    items: Sequence[str]


@dataclass(frozen=True)
class NeedGroup:
    """Needs of one competence, or of none."""

    title: str
    needs: Sequence[Need]


def needs_of(plan: Plan) -> QuerySet[DevelopmentNeed]:
    """The agreed needs of last year's talks of those whom the unit's leader leads in this unit, and
    those of the unit and the units above it from groups, surveys, the law and HR services.
    The door is policies.can_see_needs."""
    leader = leader_of(plan.unit, clock.today())
    if leader is None:
        return DevelopmentNeed.objects.none()
    day = clock.today()
    year = plan.package.year - 1
    theirs = team_needs(leader, year, day=day).filter(
        valid(day, "conversation__employment__memberships__"),
        conversation__employment__memberships__unit__in=_units_of(plan, leader),
    )
    found: QuerySet[DevelopmentNeed] = DevelopmentNeed.objects.filter(
        Q(pk__in=theirs.order_by().values("pk"))
        | Q(pk__in=unit_needs_for(plan.unit, year, day).values("pk"))
    )
    return found.select_related(
        "conversation__employment__person", "competence", "way", "unit"
    ).order_by("competence__order", "topic", "pk")


def _units_of(plan: Plan, leader: Person) -> Any:
    """Those of the unit itself, and leaders of units below who are led by the same person; a unit
    below that has the same leader has a plan of its own."""
    from organization.models import Leadership, UnitAncestor

    day = clock.today()
    below = UnitAncestor.objects.on(day).filter(ancestor=plan.unit_id)
    own = Leadership.objects.on(day).filter(person=leader).exclude(unit=plan.unit_id)
    return below.exclude(unit__in=own.values("unit")).values("unit")


def need_groups(plan: Plan) -> list[NeedGroup]:
    """Grouped by competence, similar topics together. Three queries."""
    needs = list(needs_of(plan).distinct())
    links: dict[int, list[str]] = {}
    for link in ItemNeed.objects.filter(
        item__plan=plan, item__withdrawn_at__isnull=True
    ).select_related("item"):
        links.setdefault(link.need_id, []).append(link.item.topic)
    groups: dict[str, list[Need]] = {}
    for need in sorted(needs, key=lambda n: (n.competence is None, n.horizon == "future")):
        title = str(need.competence.name) if need.competence else ""
        person = need.conversation.employment.person if need.conversation else None
        groups.setdefault(title, []).append(Need(need, person, links.get(need.pk, [])))
    return [NeedGroup(title, rows) for title, rows in groups.items()]
