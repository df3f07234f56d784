"""Who may do what with plans. The same answer guards the view, closes the button with its reason,
and is what tests ask.

A plan is written by its unit's leader, or by a deputy with the right to decide on plans; the
centralised plan by HR services, whose sponsor the city manager's leadership group is (A10 in
domain.md).
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import Body, BodyKind, BodyMembership, Deputy, Person, Unit
from organization.selectors import (
    bodies_of,
    in_body,
    is_hr,
    leader_of,
    period_of,
    person_of,
)
from training_plans.models import Comment, Package, Plan
from training_plans.querysets import units_in_line, units_written_by

NOT_YOURS = Denied(
    _("Only the unit's own leader, or a deputy with this right, writes its plan."), True
)
HR_ONLY = Denied(_("HR services do this."), True)
WITH_HR = Denied(_("The plan has been submitted. HR services can open it again."))
COMPILED = Denied(_("HR services have already brought the plans together."))
GROUP_ONLY = Denied(_("The members of the leadership groups comment."), True)
AREA_LEVELS = (Plan.Level.SERVICE_AREA, Plan.Level.CENTRALISED)


def is_writer(user: Any, plan: Plan, day: date | None = None) -> bool:
    """Whether the reader writes this plan: its leader, the leader's deputy, or HR (centralised)."""
    if plan.level == Plan.Level.CENTRALISED:
        return is_hr(user)
    return writes_unit(user, plan.unit_id, day)


def acts_for(user: Any, plan: Plan) -> Person | None:
    """The leader as whose deputy the reader writes this plan, if it is so."""
    person = person_of(user)
    if person is None or plan.level == Plan.Level.CENTRALISED:
        return None
    leader = leader_of(plan.unit, clock.today())
    return leader if leader is not None and leader != person and is_writer(user, plan) else None


def writer_of(user: Any, plan: Plan) -> dict[str, Person | None]:
    """Who writes now, and as whose deputy: the two fields of a plan's or an item's last writer."""
    return {"updated_by": person_of(user), "updated_for": acts_for(user, plan)}


def writes_unit(user: Any, unit_id: int, day: date | None = None) -> bool:
    return unit_id in written_units(user, day)


def written_units(user: Any, day: date | None = None) -> frozenset[int]:
    """Ids of the units whose plan the reader writes. Asked once a request."""
    person, day = person_of(user), day or clock.today()
    if person is None:
        return frozenset()
    cache = user.__dict__.setdefault("_written_units", {})
    if day not in cache:
        cache[day] = frozenset(units_written_by(person, day).values_list("pk", flat=True))
    found: frozenset[int] = cache[day]
    return found


def line_units(user: Any) -> frozenset[int]:
    """Ids of the units in the reader's line, with those they write themselves."""
    person = person_of(user)
    if person is None:
        return frozenset()
    if "_line_units" not in user.__dict__:
        user._line_units = frozenset(
            units_in_line(person, clock.today()).values_list("pk", flat=True)
        )
    found: frozenset[int] = user._line_units
    return found


# Years and plans


def can_open_year(user: Any) -> Decision:
    return Allowed() if is_hr(user) else HR_ONLY


def can_see_packages(user: Any) -> Decision:
    return Allowed() if is_hr(user) else HR_ONLY


def can_start(user: Any, package: Package, unit: Unit) -> Decision:
    """Begin the plan of a team or a responsibility area (those of service areas are there
    already)."""
    if not writes_unit(user, unit.pk):
        return NOT_YOURS
    if package.state != Package.State.GATHERING:
        return COMPILED
    return Allowed()


def can_edit(user: Any, plan: Plan) -> Decision:
    """Write items and texts: while a draft; areas' plans again in review, when comments are
    answered."""
    if not is_writer(user, plan):
        return NOT_YOURS
    state = plan.package.state
    if state == Package.State.REVIEW and plan.level in AREA_LEVELS:
        return Allowed()
    if state != Package.State.GATHERING:
        return COMPILED if plan.state == Plan.State.DRAFT else WITH_COMMITTEE_ALREADY
    return WITH_HR if plan.state == Plan.State.SUBMITTED else Allowed()


WITH_COMMITTEE_ALREADY = Denied(_("The plans are on their way through the cooperation committee."))


def can_gather(user: Any, plan: Plan) -> Decision:
    """Copy items from submitted plans below."""
    if plan.level not in (Plan.Level.RESPONSIBILITY_AREA, Plan.Level.SERVICE_AREA):
        return Denied(_("There are no plans below this one."))
    return can_edit(user, plan)


def can_see_needs(user: Any, plan: Plan) -> Decision:
    """The team's agreed needs, and which of them an item answers: only the present supervisor, or
    a deputy who may also see their history (docs/architecture.md, who sees what of a
    conversation)."""
    person = person_of(user)
    if person is None or plan.level == Plan.Level.CENTRALISED:
        return NEEDS_ARE_THE_SUPERVISORS
    leader = leader_of(plan.unit, clock.today())
    if leader is None:
        return NEEDS_ARE_THE_SUPERVISORS
    if leader == person:
        return Allowed()
    in_force = Deputy.objects.in_force(clock.today())
    if in_force.filter(
        deputy=person, supervisor=leader, may_plan=True, may_see_history=True
    ).exists():
        return Allowed()
    return NEEDS_ARE_THE_SUPERVISORS


NEEDS_ARE_THE_SUPERVISORS = Denied(_("Only the supervisor sees the needs of the team."), True)


# Comments of the leadership groups (requirement 25)


def bodies_for(person: Person | None, plan: Plan, day: date | None = None) -> list[Body]:
    """The groups in whose name the person may comment on this plan: the city manager's on areas'
    plans and the centralised one, an area's own on its own plan and the centralised one."""
    if person is None or plan.level not in AREA_LEVELS:
        return []
    kinds = [BodyKind.CITY_LEADERSHIP, BodyKind.AREA_LEADERSHIP]
    bodies = bodies_of(person, day or clock.today()).filter(kind__in=kinds).order_by("-kind", "pk")
    return [b for b in bodies if concerns(b, plan)]


def concerns(body: Body, plan: Plan) -> bool:
    if body.kind == BodyKind.CITY_LEADERSHIP or plan.level == Plan.Level.CENTRALISED:
        return plan.level in AREA_LEVELS
    return plan.level == Plan.Level.SERVICE_AREA and body.unit_id == plan.unit_id


def can_comment(user: Any, plan: Plan) -> Decision:
    if not (is_hr(user) or bodies_for(person_of(user), plan)):
        return GROUP_ONLY
    if plan.level not in AREA_LEVELS:
        return Denied(_("Comments are given on the plans of the service areas."))
    if plan.package.state != Package.State.REVIEW:
        return Denied(_("Comments are open when HR services have brought the plans together."))
    return Allowed()


def can_answer(user: Any, comment: Comment) -> Decision:
    if not (is_writer(user, comment.plan) or is_hr(user)):
        return Denied(_("The writer of the plan answers the comments."), True)
    if comment.answered_at is not None:
        return Denied(_("This comment has been answered."))
    if comment.plan.package.state != Package.State.REVIEW:
        return Denied(_("Comments are no longer open."))
    return Allowed()


def can_record_review(user: Any, package: Package, body: Body) -> Decision:
    """Write down that a group has gone through the plans: its chair or secretary, or HR."""
    person = person_of(user)
    leads_group = person is not None and (
        BodyMembership.objects.on(clock.today())
        .filter(body=body, person=person, role__in=["chair", "secretary"])
        .exists()
    )
    if not (leads_group or is_hr(user)):
        return Denied(_("The group's chair or secretary, or HR services, records this."), True)
    if body.kind == BodyKind.COOPERATION:
        return Denied(_("The cooperation committee's treatment is recorded by itself."))
    if package.state != Package.State.REVIEW:
        return Denied(_("Comments are open when HR services have brought the plans together."))
    if package.reviews.filter(body=body).exists():
        return Denied(_("This has been recorded already."))
    return Allowed()


# The cooperation committee


def is_committee_secretary(user: Any) -> bool:
    person = person_of(user)
    return person is not None and (
        BodyMembership.objects.on(clock.today())
        .filter(person=person, body__kind=BodyKind.COOPERATION, role="secretary")
        .exists()
    )


def can_see_committee(user: Any) -> Decision:
    """The list of plans to confirm: the committee's members, and HR who brings them."""
    person = person_of(user)
    if is_hr(user) or (person and in_body(person, BodyKind.COOPERATION, clock.today())):
        return Allowed()
    return Denied(_("This list is the cooperation committee's."), True)


def level_of(unit: Unit, day: date) -> str | None:
    """At which level a unit's plan stands on `day`; None for a unit that has ended."""
    period = period_of(unit, day)
    if period is None:
        return None
    return Plan.Level.CENTRALISED if period.kind == "city" else str(period.kind)
