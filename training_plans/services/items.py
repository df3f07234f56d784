"""Items of a plan: add, change, remove."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.services import record
from competencies.models import Competence, LearningWay
from conversations.models import DevelopmentNeed
from core import clock
from core.policies import require
from training_plans import policies
from training_plans.models import ItemNeed, Plan, PlanItem
from training_plans.names import still_confirmed
from training_plans.selectors.names import team_of_writer


class Clash(Exception):
    """Somebody saved the same thing first: `current` is how it stands now. Nothing was written."""

    def __init__(self, current: Any) -> None:
        super().__init__(str(current.pk))
        self.current = current


@dataclass(frozen=True)
class ItemData:
    """What an item says. `cost` in euros for all, `days` for each participant."""

    topic: str
    target_group: str
    way: LearningWay
    responsible: str
    focus: str = ""
    competence: Competence | None = None
    estimated_people: int | None = None
    days: Decimal | None = None
    cost: Decimal | None = None
    starts_month: int = 1
    ends_month: int = 12

    def texts(self) -> dict[str, str]:
        """The fields in which a person could be named."""
        return {name: getattr(self, name) for name in TEXTS}


TEXTS = ("topic", "target_group", "focus", "responsible")
FIELDS = tuple(f.name for f in fields(ItemData))


def data_of(item: PlanItem) -> ItemData:
    return ItemData(**{name: getattr(item, name) for name in FIELDS})


def locked(plan: Plan) -> Plan:
    """The plan and its package as they are now, held until the transaction ends."""
    return (
        Plan.objects.select_for_update(of=("self", "package"))
        .select_related("package", "unit")
        .get(pk=plan.pk)
    )


def values(data: ItemData) -> dict[str, Any]:
    return {name: getattr(data, name) for name in FIELDS}


@transaction.atomic
def add_item(
    *,
    user: Any,
    plan: Plan,
    data: ItemData,
    needs: Iterable[DevelopmentNeed] = (),
    confirmed: Iterable[str] = (),
    uuid: UUID | None = None,
) -> PlanItem:
    """Add an action. The same `uuid` sent twice (a double click) adds one.

    `needs`: which of the team's needs it answers, `confirmed`: words that looked like names and are
    not. Raises Refused when the plan is not the user's to write now.
    """
    plan = locked(plan)
    require(policies.can_edit(user, plan))
    if uuid and (already := PlanItem.objects.filter(uuid=uuid, plan=plan).first()):
        return already
    last = plan.items.aggregate(last=Max("order"))["last"] or 0
    item = PlanItem(
        plan=plan,
        order=last + 1,
        confirmed_words=_confirmed(user, data, confirmed),
        **policies.writer_of(user, plan),
        **values(data),
    )
    if uuid:
        item.uuid = uuid
    item.full_clean(exclude=["plan", "updated_by", "updated_for"])
    item.save()
    _link_needs(user, item, needs)
    record(user, "training_plans.item_added", item)
    return item


@transaction.atomic
def change_item(
    *,
    user: Any,
    item: PlanItem,
    version: int,
    data: ItemData,
    needs: Iterable[DevelopmentNeed] | None = None,
    confirmed: Iterable[str] = (),
) -> PlanItem:
    """Write an item over the `version` it was typed on. Raises Clash and Refused."""
    plan = locked(item.plan)
    require(policies.can_edit(user, plan))
    item = plan.items.active().select_for_update(of=("self",)).get(pk=item.pk)
    if item.version != version:
        raise Clash(item)
    for name, value in (values(data) | policies.writer_of(user, plan)).items():
        setattr(item, name, value)
    item.version += 1
    item.updated_at = clock.now()
    item.confirmed_words = _confirmed(user, data, confirmed)
    item.full_clean(exclude=["plan", "updated_by", "updated_for"])
    item.save()
    if needs is not None:
        _link_needs(user, item, needs)
    record(user, "training_plans.item_changed", item)
    return item


@transaction.atomic
def remove_item(*, user: Any, item: PlanItem, version: int) -> None:
    """Take an action out of the plan. One that a plan above was gathered from stays behind,
    withdrawn, so that the plan above still knows it. Raises Clash and Refused."""
    plan = locked(item.plan)
    require(policies.can_edit(user, plan))
    item = PlanItem.objects.get(pk=item.pk)
    if item.withdrawn_at is not None or item.version != version:
        raise Clash(item)
    record(user, "training_plans.item_removed", item)
    item.need_links.all().delete()
    if item.item_links.exists() or item.merged_from.exists():
        item.withdrawn_at = item.updated_at = clock.now()
        for name, value in policies.writer_of(user, plan).items():
            setattr(item, name, value)
        item.version += 1
        item.save()
    else:
        item.delete()


def _confirmed(user: Any, data: ItemData, confirmed: Iterable[str]) -> list[str]:
    return still_confirmed(team_of_writer(user), data.texts().values(), confirmed)


def _link_needs(user: Any, item: PlanItem, needs: Iterable[DevelopmentNeed]) -> None:
    """The link that only the supervisor reads (requirement 27)."""
    wanted = {need.pk for need in needs}
    if wanted:
        require(policies.can_see_needs(user, item.plan))
    item.need_links.exclude(need__in=wanted).delete()
    ItemNeed.objects.bulk_create(
        [ItemNeed(item=item, need_id=pk) for pk in sorted(wanted)], ignore_conflicts=True
    )
