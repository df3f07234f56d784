"""In what role somebody acts on a plan, for the event log: its unit's leader, or a deputy of that
one. Others act in what they are in general."""

from typing import Any

from audit.acting import Acting, provide
from core import clock
from organization.selectors import leader_of, person_of
from training_plans.models import Plan
from training_plans.policies import is_writer


def on_plan(user: Any, plan: Any) -> Acting | None:
    person = person_of(user)
    if person is None or plan.level == Plan.Level.CENTRALISED:
        return None
    leader = leader_of(plan.unit, clock.today())
    if leader == person:
        return Acting("supervisor")
    if leader is not None and is_writer(user, plan):
        return Acting("deputy", leader.uuid)
    return None


def on_item(user: Any, item: Any) -> Acting | None:
    return on_plan(user, item.plan)


provide("training_plans.plan", on_plan)
provide("training_plans.planitem", on_item)
