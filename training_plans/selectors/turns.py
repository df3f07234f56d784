"""Whose turn it is, and the spans of the bridge that a plan and a package cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import clock
from core.look import formats
from core.look.parts import Step
from core.policies import Words
from organization.models import Body
from organization.selectors import bodies_of, is_hr, person_of
from training_plans import policies
from training_plans.models import Comment, Package, Plan
from training_plans.selectors.checklist import leadership_groups
from training_plans.selectors.names import leaders

State = Package.State
ORDER = [State.GATHERING, State.REVIEW, State.COMMITTEE, State.TREATED, State.CONFIRMED]


@dataclass(frozen=True)
class Turn:
    """What is asked of the reader (`mine`), or of whom one waits (`who`)."""

    mine: bool
    words: Words
    who: Words = ""
    url: str = ""
    label: Words = ""


def passed(package: Package, state: str) -> bool:
    """Whether the package has gone beyond `state`."""
    return ORDER.index(State(package.state)) > ORDER.index(State(state))


def by(day: date | None) -> str:
    """30.9. mennessä"""
    return pgettext("deadline", "by {day}").format(day=formats.numbers(day)) if day else ""


def _step(done: bool, here: bool, mine: bool, title: Words, note: Words = "") -> Step:
    state = "done" if done else ("now" if mine else "other") if here else "next"
    return Step(state, title, note)  # type: ignore[arg-type]


def package_steps(user: Any, package: Package) -> list[Step]:
    """Areas, HR, leadership groups, committee, employer."""
    hr, state = is_hr(user), package.state
    meeting = package.meetings.last()
    decision = getattr(package, "decision", None)
    treatment = getattr(package, "treatment", None)
    mine = {
        State.GATHERING: hr,
        State.REVIEW: hr or bool(waiting_groups(user, package)),
        State.COMMITTEE: hr or policies.is_committee_secretary(user),
        State.TREATED: hr,
    }.get(State(state), False)
    compiled = package.compiled_at and formats.fin_date(package.compiled_at, "short")
    return [
        _step(
            passed(package, State.GATHERING),
            state == State.GATHERING,
            mine,
            _("Areas compile, HR brings together"),
            compiled or by(package.areas_due_on),
        ),
        _step(
            passed(package, State.REVIEW),
            state == State.REVIEW,
            mine,
            _("Leadership groups comment"),
            by(package.comments_due_on) if state == State.REVIEW else "",
        ),
        _step(
            passed(package, State.COMMITTEE),
            state == State.COMMITTEE,
            mine,
            _("Cooperation committee treats"),
            formats.fin_date(treatment.treated_on, "short")
            if treatment
            else (
                formats.fin_moment(meeting.meets_at) if meeting and state == State.COMMITTEE else ""
            ),
        ),
        _step(
            passed(package, State.TREATED),
            state == State.TREATED,
            mine,
            _("Employer decides"),
            f"{decision.decided_by}, {decision.section}" if decision else "",
        ),
        _step(
            state == State.CONFIRMED,
            False,
            False,
            pgettext("plan", "Confirmed"),
            formats.fin_date(package.confirmed_at, "short") if package.confirmed_at else "",
        ),
    ]


def plan_steps(user: Any, plan: Plan) -> list[Step]:
    """Writing and submitting, then the package's spans."""
    writer = policies.is_writer(user, plan)
    submitted = plan.state == Plan.State.SUBMITTED
    gathering = plan.package.state == State.GATHERING
    leader = leaders([plan.unit_id]).get(plan.unit_id)
    who = (
        pgettext("unit", "HR services")
        if plan.level == Plan.Level.CENTRALISED
        else str(leader or "")
    )
    due = by(due_of(plan))
    first = _step(
        submitted or not gathering,
        True,
        writer,
        {
            Plan.Level.TEAM: _("Team's plan"),
            Plan.Level.RESPONSIBILITY_AREA: _("Responsibility area compiles"),
            Plan.Level.SERVICE_AREA: _("Service area compiles"),
            Plan.Level.CENTRALISED: _("HR services write"),
        }[Plan.Level(plan.level)],
        formats.fin_date(plan.submitted_at, "short")
        if plan.submitted_at
        else ", ".join(filter(None, (who, due))),
    )
    rest = package_steps(user, plan.package)
    if gathering:
        mine = is_hr(user) and plan.level in policies.AREA_LEVELS
        title = (
            _("HR brings together")
            if plan.level in policies.AREA_LEVELS
            else _("Areas gather, HR brings together")
        )
        rest[0] = _step(False, submitted, mine, title, by(plan.package.areas_due_on))
    else:
        rest[0] = Step("done", _("HR brought together"), rest[0].note)
    return [first, *rest]


def writer_of(plan: Plan) -> str:
    """Who writes the plan today, by name; the centralised plan is HR services' (A10)."""
    if plan.level == Plan.Level.CENTRALISED:
        return pgettext("unit", "HR services")
    return str(leaders([plan.unit_id]).get(plan.unit_id) or "")


def due_of(plan: Plan) -> date:
    """Teams by mid-June (the clock's milestone), areas by the end of September (requirement 24)."""
    if plan.level == Plan.Level.TEAM:
        return team_due(plan.package)
    return plan.package.areas_due_on


def team_due(package: Package) -> date:
    """The clock's own day for the teams' needs; without one, 15 June."""
    from annual_clock.defaults import TEAM_NEEDS
    from annual_clock.models import Milestone

    year = package.year - 1
    row = Milestone.objects.filter(year=year, kind=TEAM_NEEDS).first()
    return row.due_on if row else date(year, 6, 15)


def waiting_groups(user: Any, package: Package) -> list[Body]:
    """The reader's own leadership groups that have not gone through the package yet."""
    person = person_of(user)
    if person is None or package.state != State.REVIEW:
        return []
    reviewed = set(package.reviews.values_list("body_id", flat=True))
    mine = set(bodies_of(person, clock.today()).values_list("pk", flat=True))
    return [b for b in leadership_groups() if b.pk in mine and b.pk not in reviewed]


def plan_turn(user: Any, plan: Plan, unanswered: Sequence[Comment], gathered: int) -> Turn | None:
    """What the page says first. `gathered`: how many items wait below to be gathered."""
    package = plan.package
    writer = policies.is_writer(user, plan)
    here = {"uuid": plan.uuid}
    if package.state == State.GATHERING:
        if plan.state == Plan.State.DRAFT:
            day = formats.numbers(due_of(plan))
            if not writer:
                leader = leaders([plan.unit_id]).get(plan.unit_id)
                who = (
                    pgettext("unit", "HR services")
                    if plan.level == "centralised"
                    else str(leader or _("Nobody"))
                )
                return Turn(False, _("writes this plan by {day}.").format(day=day), who)
            if gathered:
                return Turn(
                    True,
                    _("gather the actions of the plans below. The plan is due by {day}.").format(
                        day=day
                    ),
                    url=reverse("training_plans:gather", kwargs=here),
                    label=_("Gather actions"),
                )
            return Turn(True, _("write the plan and submit it by {day}.").format(day=day))
        return Turn(
            False,
            _("brings the plans together after {day}.").format(
                day=formats.numbers(package.areas_due_on)
            ),
            pgettext("unit", "HR services"),
        )
    if package.state == State.REVIEW and plan.level in policies.AREA_LEVELS:
        return _review_turn(user, plan, unanswered, writer)
    if package.state in (State.COMMITTEE, State.TREATED):
        return Turn(False, _("has the plans now."), _("The cooperation committee"))
    return None


def _review_turn(user: Any, plan: Plan, unanswered: Sequence[Comment], writer: bool) -> Turn | None:
    package = plan.package
    if unanswered and writer:
        return Turn(
            True,
            _(
                "answer the comments by {day}. Then the plan goes to the cooperation committee."
            ).format(day=formats.numbers(package.answers_due_on or clock.today())),
            url="#comments",
            label=_("Answer the comments"),
        )
    groups = waiting_groups(user, package)
    if any(policies.concerns(b, plan) for b in groups):
        return Turn(
            True,
            _("read the plan and comment by {day}.").format(
                day=formats.numbers(package.comments_due_on or clock.today())
            ),
            url="#comments",
            label=pgettext("button", "Comment"),
        )
    if unanswered:
        return Turn(False, _("answers the comments."), writer_of(plan))
    return Turn(False, _("comment on the plans now."), _("The leadership groups"))


def package_turn(user: Any, package: Package, drafts: Sequence[Words], missing: int) -> Turn | None:
    """What the package's page says first. `drafts`: areas not submitted; `missing`: on the
    checklist."""
    hr, here = is_hr(user), {"uuid": package.uuid}
    if package.state == State.GATHERING:
        if not hr:
            return Turn(False, _("brings the plans together."), pgettext("unit", "HR services"))
        if drafts:
            return Turn(
                False,
                _("write their plans by {day}: {names}.").format(
                    day=formats.numbers(package.areas_due_on), names=", ".join(map(str, drafts))
                ),
                _("The areas"),
            )
        return Turn(
            True,
            _("every plan has been submitted. Bring them together for the leadership groups."),
            url=reverse("training_plans:compile", kwargs=here),
            label=_("Bring the plans together"),
        )
    if package.state == State.REVIEW:
        if waiting_groups(user, package):
            return Turn(True, _("read the plans and comment on them."), url="#plans", label="")
        if hr and not missing:
            return Turn(
                True,
                _("nothing is missing. Bring the plans to the cooperation committee."),
                url=reverse("training_plans:bring", kwargs=here),
                label=_("Bring to the cooperation committee"),
            )
        return Turn(False, _("comment on the plans now."), _("The leadership groups"))
    if package.state == State.COMMITTEE:
        return _committee_turn(user, package)
    if package.state == State.TREATED:
        if hr:
            return Turn(
                True,
                _("record the employer's decision. Then the plans are confirmed."),
                url=reverse("training_plans:confirm", kwargs=here),
                label=_("Record the employer's decision"),
            )
        return Turn(False, _("decides on the plans."), _("The employer"))
    return None


def _committee_turn(user: Any, package: Package) -> Turn:
    meeting = package.meetings.last()
    recorder = is_hr(user) or policies.is_committee_secretary(user)
    held = meeting is None or formats.local(meeting.meets_at).date() <= clock.today()
    if recorder and held:
        return Turn(
            True,
            _("record what the committee said."),
            url=reverse("training_plans:treat", kwargs={"uuid": package.uuid}),
            label=_("Record the treatment"),
        )
    when = formats.fin_moment(meeting.meets_at) if meeting else ""
    return Turn(
        False,
        _("treats the plans on {when}.").format(when=when),
        _("The cooperation committee"),
    )
