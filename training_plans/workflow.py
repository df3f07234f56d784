"""The states of a plan and of a package, each as one table (core.workflow).

Package: gathering, review (leadership groups comment), committee, treated, confirmed. The word
"confirm" is the sources' (requirement 49); in law the committee negotiates and the employer decides
(449/2007 5 §, A11), so treatment and decision are two steps.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from core import clock
from core.look import formats
from core.policies import Allowed, Decision, Denied
from core.workflow import Transition, Workflow
from organization.selectors import is_hr
from training_plans import policies
from training_plans.models import Package, Plan
from training_plans.selectors.checklist import checklist, unsubmitted


def may_submit(user: Any, plan: Plan) -> Decision:
    """The writer; after the deadline HR too, so that nobody's leave stops the city."""
    late_for_hr = is_hr(user) and clock.today() > plan.package.areas_due_on
    if not (policies.is_writer(user, plan) or late_for_hr):
        return policies.NOT_YOURS
    if plan.package.state != Package.State.GATHERING:
        return policies.COMPILED
    if plan.level in policies.AREA_LEVELS and not plan.items.active().exists():
        return Denied(_("There are no actions yet. Add at least one."))
    return Allowed()


def may_reopen(user: Any, plan: Plan) -> Decision:
    """HR, or a leader above in the line; a reason is asked."""
    above = plan.unit_id in policies.line_units(user) and not policies.is_writer(user, plan)
    if not (is_hr(user) or above):
        return Denied(_("HR services, or a leader above, can open a submitted plan again."), True)
    if plan.package.state != Package.State.GATHERING:
        return policies.COMPILED
    return Allowed()


PLAN = Workflow(
    [
        Transition(
            "submit",
            _("Submit the plan"),
            ("draft",),
            "submitted",
            may_submit,
            who=_("the unit's leader"),
            wrong_state=_("The plan has been submitted already."),
        ),
        Transition(
            "reopen",
            _("Open the plan again"),
            ("submitted",),
            "draft",
            may_reopen,
            who=pgettext_lazy("unit", "HR services"),
            wrong_state=_("The plan has not been submitted."),
        ),
    ],
    initial=Plan.State.DRAFT,
)


def hr_only(user: Any, package: Package) -> Decision:
    return Allowed() if is_hr(user) else policies.HR_ONLY


def may_compile(user: Any, package: Package) -> Decision:
    """HR, when every service area's plan and the centralised one have been submitted."""
    if not is_hr(user):
        return policies.HR_ONLY
    waiting = unsubmitted(package)
    if waiting:
        names = ", ".join(str(name) for name in waiting)
        return Denied(
            ngettext(
                "Waiting for one plan: {names}.",
                "Waiting for {number} plans: {names}.",
                len(waiting),
            ).format(number=len(waiting), names=names)
        )
    return Allowed()


def may_bring(user: Any, package: Package) -> Decision:
    """HR, when nothing on the checklist is missing."""
    if not is_hr(user):
        return policies.HR_ONLY
    missing = sum(1 for row in checklist(package) if row.required and not row.done)
    if missing:
        return Denied(
            ngettext(
                "One thing is missing before the committee.",
                "{number} things are missing before the committee.",
                missing,
            ).format(number=missing)
        )
    return Allowed()


def may_record_treatment(user: Any, package: Package) -> Decision:
    """HR or the committee's secretary, from the day of the meeting on."""
    if not (is_hr(user) or policies.is_committee_secretary(user)):
        return Denied(_("The committee's secretary or HR services record the treatment."), True)
    meeting = package.meetings.last()
    if meeting is not None and clock.today() < formats.local(meeting.meets_at).date():
        return Denied(_("The meeting has not been held yet."))
    return Allowed()


PACKAGE = Workflow(
    [
        Transition(
            "compile",
            _("Bring the plans together"),
            ("gathering",),
            "review",
            may_compile,
            who=pgettext_lazy("unit", "HR services"),
            wrong_state=_("The plans have been brought together already."),
        ),
        Transition(
            "back_to_areas",
            _("Give the plans back to the areas"),
            ("review",),
            "gathering",
            hr_only,
            who=pgettext_lazy("unit", "HR services"),
            wrong_state=_("The plans can be given back only while the leadership groups comment."),
        ),
        Transition(
            "bring",
            _("Bring to the cooperation committee"),
            ("review",),
            "committee",
            may_bring,
            who=pgettext_lazy("unit", "HR services"),
            wrong_state=_("The plans go to the committee after the leadership groups."),
        ),
        Transition(
            "take_back",
            _("Take back from the committee"),
            ("committee",),
            "review",
            hr_only,
            who=pgettext_lazy("unit", "HR services"),
            wrong_state=_("The plans are not with the committee."),
        ),
        Transition(
            "treat",
            _("Record the treatment"),
            ("committee",),
            "treated",
            may_record_treatment,
            who=_("the committee's secretary"),
            wrong_state=_("The plans are not with the committee."),
        ),
        Transition(
            "confirm",
            pgettext_lazy("plan", "Record the employer's decision"),
            ("treated",),
            "confirmed",
            hr_only,
            who=pgettext_lazy("unit", "HR services"),
            wrong_state=_("The employer decides after the committee's treatment."),
        ),
    ],
    initial=Package.State.GATHERING,
)
