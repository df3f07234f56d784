"""What an area's plan may gather from plans below, and which items look alike.

Gathering copies, so that each plan is its writer's own; every item knows what it came from, and
what changes below afterwards shows as "new below", "changed below" or "removed below".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F

from core import clock
from core.fields import Translated
from organization.models import UnitAncestor
from training_plans.models import ItemSource, Plan, PlanItem
from training_plans.selectors.names import unit_names
from training_plans.succession import with_carried

# How alike two topics must be to be suggested as one: shared word stems of all their stems.
ALIKE = 0.5
STEM = 5


@dataclass(frozen=True)
class Below:
    """One item of a plan below, with the name of that plan's unit."""

    item: PlanItem
    unit: Translated | str


@dataclass(frozen=True)
class Changed:
    """An item of this plan whose source has changed since it was gathered."""

    item: PlanItem
    source: PlanItem
    unit: Translated | str
    removed: bool


@dataclass(frozen=True)
class Gathering:
    """What waits below a plan. `unsubmitted`: names of units below whose plan is still a draft."""

    new: Sequence[Below] = ()
    changed: Sequence[Changed] = ()
    unsubmitted: Sequence[Translated | str] = field(default=())


def plans_below(plan: Plan) -> list[Plan]:
    """The plans of units below this plan's unit today, and of ended ones that these or the unit
    itself carry on, in the same package."""
    day = clock.today()
    here = UnitAncestor.objects.on(day).filter(ancestor=plan.unit_id)
    below = with_carried(here, day).exclude(pk=plan.unit_id)
    return list(
        Plan.objects.filter(package=plan.package_id, unit__in=below.values("pk")).order_by("pk")
    )


def gathering(plan: Plan) -> Gathering:
    """A fixed number of queries.

    An item that a plan in between has gathered comes through that plan, not by itself.
    """
    if plan.level not in (Plan.Level.RESPONSIBILITY_AREA, Plan.Level.SERVICE_AREA):
        return Gathering()
    below = plans_below(plan)
    if not below:
        return Gathering(changed=_changed(plan))
    names = unit_names(p.unit_id for p in below)
    by_pk = {p.pk: p for p in below}
    links = list(
        ItemSource.objects.filter(source__plan__in=by_pk).values_list(
            "source_id", "item__plan_id", "item__withdrawn_at"
        )
    )
    here = {source for source, into, _gone in links if into == plan.pk}
    between = {source for source, into, gone in links if into in by_pk and gone is None}
    sources_of: dict[int, set[int]] = defaultdict(set)
    for item, source in ItemSource.objects.filter(item__plan__in=by_pk).values_list(
        "item_id", "source_id"
    ):
        sources_of[item].add(source)
    items = (
        PlanItem.objects.active()
        .filter(plan__in=by_pk, plan__state=Plan.State.SUBMITTED)
        .select_related("way", "competence", "plan")
        .order_by("plan_id", "order", "pk")
    )
    new = [
        Below(item, names.get(item.plan.unit_id, ""))
        for item in items
        if item.pk not in here
        and item.pk not in between
        and not (sources_of[item.pk] and sources_of[item.pk] <= here)
    ]
    drafts = [names.get(p.unit_id, "") for p in below if p.state == Plan.State.DRAFT]
    return Gathering(new, _changed(plan), drafts)


def _changed(plan: Plan) -> list[Changed]:
    links = list(
        ItemSource.objects.filter(
            item__plan=plan, item__withdrawn_at__isnull=True, item__merged_into__isnull=True
        )
        .exclude(source__version=F("source_version"))
        .select_related("item", "source__plan", "source__way")
        .order_by("item__order", "pk")
    )
    names = unit_names(link.source.plan.unit_id for link in links)
    return [
        Changed(
            link.item,
            link.source,
            names.get(link.source.plan.unit_id, ""),
            link.source.withdrawn_at is not None,
        )
        for link in links
    ]


@dataclass(frozen=True)
class Pair:
    """Two items that look like one action."""

    first: PlanItem
    second: PlanItem


def stems(topic: str) -> frozenset[str]:
    """The beginnings of a topic's words: inflection is at the end in Finnish."""
    words = re.findall(r"[^\W_]{3,}", topic.casefold())
    return frozenset(w[:STEM] for w in words)


def look_alike(items: Sequence[PlanItem]) -> list[Pair]:
    """Pairs of items of one plan with the same way and similar topics."""
    by_stem: dict[tuple[int, str], list[int]] = defaultdict(list)
    found_stems = [stems(item.topic) for item in items]
    for index, item in enumerate(items):
        for stem in found_stems[index]:
            by_stem[item.way_id, stem].append(index)
    candidates: set[tuple[int, int]] = set()
    for indexes in by_stem.values():
        if len(indexes) > 60:  # a word of every topic tells nothing
            continue
        candidates |= {(a, b) for i, a in enumerate(indexes) for b in indexes[i + 1 :]}
    pairs = []
    for a, b in sorted(candidates):
        union = found_stems[a] | found_stems[b]
        if len(found_stems[a] & found_stems[b]) / len(union) >= ALIKE:
            pairs.append(Pair(items[a], items[b]))
    return pairs


@dataclass(frozen=True)
class Merged:
    """What one action made of several would be."""

    topic: str
    target_group: str
    focus: str
    responsible: str
    estimated_people: int | None
    days: Decimal | None
    cost: Decimal | None
    starts_month: int
    ends_month: int


def merged(items: Sequence[PlanItem]) -> Merged:
    """Costs and people add up; days are per person, so the longest stays; months reach over all."""
    people = [i.estimated_people for i in items if i.estimated_people is not None]
    costs = [i.cost for i in items if i.cost is not None]
    days = [i.days for i in items if i.days is not None]
    return Merged(
        topic=items[0].topic,
        target_group=_joined((i.target_group for i in items), 200),
        focus=next((i.focus for i in items if i.focus), ""),
        responsible=_joined((i.responsible for i in items), 120),
        estimated_people=sum(people) if people else None,
        days=max(days) if days else None,
        cost=sum(costs, Decimal()) if costs else None,
        starts_month=min(i.starts_month for i in items),
        ends_month=max(i.ends_month for i in items),
    )


def _joined(words: Iterable[str], limit: int) -> str:
    unique = list(dict.fromkeys(w.strip() for w in words if w.strip()))
    text = unique[0] if unique else ""
    for word in unique[1:]:
        longer = f"{text}, {word}"
        if len(longer) > limit:
            break
        text = longer
    return text
