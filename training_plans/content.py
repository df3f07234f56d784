"""A plan's and a package's content as plain data: what is frozen, hashed and drawn.

Names of units, ways and competences are kept in three languages; what people wrote stays as they
wrote it. Decimals are strings and days ISO dates, so that the hash is the same before and after
storing.
"""

from typing import Any

from core import clock
from core.documents import as_json
from core.fields import Translated
from core.look import formats
from organization.models import Membership, Person
from organization.selectors import city
from training_plans.models import CommitteeMeeting, Package, Plan, PlanItem
from training_plans.selectors.names import unit_names

SCHEMA = 1


def package_content(package: Package) -> dict[str, Any]:
    """The whole package: the centralised plan first, then the areas. A fixed number of queries."""
    plans = list(
        package.plans.filter(level__in=["centralised", "service_area"]).select_related(
            "unit", "submitted_by", "submitted_for"
        )
    )
    names = unit_names(p.unit_id for p in plans)
    plans.sort(key=lambda p: (p.level != "centralised", str(names.get(p.unit_id, ""))))
    items = _items(plans)
    titles = _titles([p.submitted_by for p in plans if p.submitted_by])
    reviews = package.reviews.select_related("body").order_by("reviewed_on", "pk")
    content = {
        "schema": SCHEMA,
        "kind": "package",
        "year": package.year,
        "state": package.state,
        "city": _city_name(),
        "compiled_on": _day(package.compiled_at),
        "reviews": [{"body": _words(r.body.name), "on": r.reviewed_on} for r in reviews],
        "meeting": _meeting(package.meetings.select_related("body").last()),
        "treatment": _treatment(package),
        "decision": _decision(package),
        "plans": [_plan(p, names, items.get(p.pk, []), titles) for p in plans],
    }
    frozen: dict[str, Any] = as_json(content)
    return frozen


def plan_content(plan: Plan) -> dict[str, Any]:
    """One plan as it stands now (a draft for reading, never confirmed by itself)."""
    names = unit_names([plan.unit_id])
    person = plan.submitted_by or plan.updated_by
    content = {
        "schema": SCHEMA,
        "kind": "plan",
        "year": plan.package.year,
        "state": plan.state,
        "package_state": plan.package.state,
        "city": _city_name(),
        "reviews": [],
        "meeting": None,
        "treatment": None,
        "decision": None,
        "plans": [
            _plan(plan, names, _items([plan]).get(plan.pk, []), _titles([person] if person else []))
        ],
    }
    frozen: dict[str, Any] = as_json(content)
    return frozen


def _items(plans: list[Plan]) -> dict[int, list[PlanItem]]:
    found: dict[int, list[PlanItem]] = {}
    rows = (
        PlanItem.objects.active()
        .filter(plan__in=plans)
        .select_related("way", "competence")
        .order_by("order", "pk")
    )
    for item in rows:
        found.setdefault(item.plan_id, []).append(item)
    return found


def _titles(people: list[Person]) -> dict[int, str]:
    rows = Membership.objects.filter(employment__person__in=people).order_by("valid_from")
    return dict(rows.values_list("employment__person_id", "job_title"))


def _plan(
    plan: Plan, names: dict[int, Translated], items: list[PlanItem], titles: dict[int, str]
) -> dict[str, Any]:
    return {
        "level": plan.level,
        "name": _words(names.get(plan.unit_id, Translated(fi=str(plan.unit)))),
        "compiled_by": _compiled_by(plan, titles),
        "submitted_on": _day(plan.submitted_at),
        "starting_points": plan.starting_points,
        "competence_estimate": plan.competence_estimate,
        "follow_up": plan.follow_up,
        "groups": [
            {"focus": focus, "items": [_item(i) for i in group]}
            for focus, group in by_focus(items).items()
        ],
    }


def _compiled_by(plan: Plan, titles: dict[int, str]) -> dict[str, str] | None:
    """Only a deputy's has the leader's name, so that older copies stay as they are."""
    person = plan.submitted_by
    if person is None:
        return None
    found = {"name": str(person), "title": titles.get(person.pk, "")}
    if plan.submitted_for is not None:
        found["deputy_for"] = str(plan.submitted_for)
    return found


def by_focus(items: list[PlanItem]) -> dict[str, list[PlanItem]]:
    """Items in the order of their focus areas' first appearance; those without one last."""
    groups: dict[str, list[PlanItem]] = {}
    for item in items:
        groups.setdefault(item.focus.strip(), []).append(item)
    rest = groups.pop("", None)
    if rest:
        groups[""] = rest
    return groups


def _item(item: PlanItem) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "target_group": item.target_group,
        "way": _words(item.way.name),
        "share": item.way.share,
        "competence": _words(item.competence.name) if item.competence else None,
        "people": item.estimated_people,
        "days": item.days,
        "cost": item.cost,
        "starts": item.starts_month,
        "ends": item.ends_month,
        "responsible": item.responsible,
    }


def _meeting(meeting: CommitteeMeeting | None) -> dict[str, Any] | None:
    if meeting is None:
        return None
    return {
        "body": _words(meeting.body.name),
        "on": formats.local(meeting.meets_at).date(),
        "place": meeting.place,
        "item": meeting.item_number,
    }


def _treatment(package: Package) -> dict[str, Any] | None:
    treatment = getattr(package, "treatment", None)
    if treatment is None:
        return None
    return {
        "on": treatment.treated_on,
        "outcome": treatment.outcome,
        "dissents": treatment.dissents,
        "minutes": treatment.minutes_reference,
    }


def _decision(package: Package) -> dict[str, Any] | None:
    decision = getattr(package, "decision", None)
    if decision is None:
        return None
    return {"by": decision.decided_by, "on": decision.decided_on, "section": decision.section}


def _day(moment: Any) -> Any:
    return formats.local(moment).date() if moment else None


def _words(text: Any) -> dict[str, str]:
    return dict(text) if isinstance(text, dict) else {"fi": str(text)}


def _city_name() -> dict[str, str]:
    unit = city(clock.today())
    return _words(unit_names([unit.pk]).get(unit.pk, "Heinolan kaupunki"))
