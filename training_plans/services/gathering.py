"""An area's plan gathers items from plans below, and makes one of those that mean the same."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import clock
from core.policies import Denied, Refused, Stale, require
from training_plans import policies
from training_plans.models import ItemSource, Plan, PlanItem
from training_plans.selectors.gathering import gathering, merged
from training_plans.services.items import data_of, locked, values


@transaction.atomic
def gather(*, user: Any, plan: Plan, items: Iterable[PlanItem]) -> list[PlanItem]:
    """Copy items of submitted plans below into this plan. What is here already stays as it is, so
    that sending the same twice copies once. Raises Refused."""
    plan = locked(plan)
    require(policies.can_gather(user, plan))
    wanted = {item.pk for item in items}
    found = [b.item for b in gathering(plan).new if b.item.pk in wanted]
    last = plan.items.aggregate(last=Max("order"))["last"] or 0
    writer = policies.writer_of(user, plan)
    copies = [
        PlanItem(plan=plan, order=last + number, **writer, **values(data_of(source)))
        for number, source in enumerate(found, start=1)
    ]
    PlanItem.objects.bulk_create(copies)
    ItemSource.objects.bulk_create(
        ItemSource(item=copy, source=source, source_version=source.version)
        for copy, source in zip(copies, found, strict=True)
    )
    record(user, "training_plans.gathered", plan)
    return copies


@transaction.atomic
def take_change(*, user: Any, link: ItemSource) -> None:
    """Write this plan's item as its source now stands; a source that was removed takes the item
    along. Raises Refused."""
    plan = locked(link.item.plan)
    require(policies.can_gather(user, plan))
    link = ItemSource.objects.select_related("item", "source").get(pk=link.pk)
    item, source = link.item, link.source
    if item.source_links.count() > 1:
        raise Refused(Denied(_("This action was made of several. Change it by hand.")))
    if source.withdrawn_at is not None:
        item.withdrawn_at = clock.now()
    else:
        for name, value in values(data_of(source)).items():
            setattr(item, name, value)
    item.version += 1
    item.updated_at = clock.now()
    for name, person in policies.writer_of(user, plan).items():
        setattr(item, name, person)
    item.save()
    keep_source(link)
    record(user, "training_plans.item_changed", item)


@transaction.atomic
def keep_ours(*, user: Any, link: ItemSource) -> None:
    """Leave the item as it is, although its source has changed. Raises Refused."""
    plan = locked(link.item.plan)
    require(policies.can_gather(user, plan))
    keep_source(ItemSource.objects.select_related("source").get(pk=link.pk))


def keep_source(link: ItemSource) -> None:
    link.source_version = link.source.version
    link.save(update_fields=["source_version"])


@transaction.atomic
def merge(*, user: Any, plan: Plan, items: Sequence[PlanItem]) -> PlanItem:
    """Make one action of several with the same way: costs and people add up. The parts stay
    beneath it, so that it can be taken apart. Raises Refused, and Stale when a part is no longer
    there."""
    plan = locked(plan)
    require(policies.can_edit(user, plan))
    wanted = {item.pk for item in items}
    parts = list(plan.items.active().filter(pk__in=wanted).order_by("order", "pk"))
    if len(parts) != len(wanted):
        raise Stale
    if len(parts) < 2:
        raise Refused(Denied(_("Choose at least two actions.")))
    if len({p.way_id for p in parts}) > 1:
        raise Refused(Denied(_("Only actions with the same way of learning become one.")))
    whole = PlanItem.objects.create(
        plan=plan,
        way=parts[0].way,
        competence=next((p.competence for p in parts if p.competence_id), None),
        order=parts[0].order,
        **policies.writer_of(user, plan),
        confirmed_words=sorted({w for p in parts for w in p.confirmed_words}),
        **asdict(merged(parts)),
    )
    links = ItemSource.objects.filter(item__in=parts).order_by("pk")
    newest = {link.source_id: link.source_version for link in links}
    ItemSource.objects.bulk_create(
        ItemSource(item=whole, source_id=source, source_version=version)
        for source, version in newest.items()
    )
    plan.items.filter(pk__in=wanted).update(merged_into=whole)
    record(user, "training_plans.items_merged", whole)
    return whole


@transaction.atomic
def split(*, user: Any, item: PlanItem) -> list[PlanItem]:
    """Take a merged action apart again: its parts stand as they stood. Raises Refused and Stale."""
    plan = locked(item.plan)
    require(policies.can_edit(user, plan))
    parts = list(PlanItem.objects.filter(merged_into=item, plan=plan))
    if not parts or not plan.items.active().filter(pk=item.pk).exists():
        raise Stale
    if item.item_links.exists():
        raise Refused(Denied(_("A plan above has gathered this action already.")))
    PlanItem.objects.filter(merged_into=item).update(merged_into=None)
    record(user, "training_plans.items_split", item)
    item.delete()
    return parts
