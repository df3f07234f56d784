"""What the pages of plans and packages are drawn from. A fixed number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import pgettext

from core import clock, documents
from core.look.parts import Step, WayShare
from core.models import Document, Work
from core.policies import Decision, Words
from organization.models import Body, Unit, UnitPeriod
from organization.selectors import is_hr, person_of
from training_plans import policies
from training_plans.content import by_focus, plan_content
from training_plans.documents import (
    PACKAGE_PDF,
    PLAN_PDF,
    PlanDocument,
    document,
    frozen_document,
    way_shares,
)
from training_plans.models import Comment, FrozenPackage, Package, Plan, PlanItem
from training_plans.selectors.checklist import (
    CheckRow,
    checklist,
    leadership_groups,
    plan_name,
    unsubmitted,
)
from training_plans.selectors.gathering import Gathering, gathering, look_alike
from training_plans.selectors.names import leaders, unit_names
from training_plans.selectors.turns import Turn, package_steps, package_turn, plan_steps, plan_turn
from training_plans.strategic import Light, light_of
from training_plans.workflow import PACKAGE, PLAN

ACTIVE = Q(items__withdrawn_at__isnull=True, items__merged_into__isnull=True)


@dataclass(frozen=True)
class CommentRow:
    comment: Comment
    may_answer: Decision
    draft: str = ""


@dataclass(frozen=True)
class PlanPage:
    plan: Plan
    name: Words
    steps: Sequence[Step]
    turn: Turn | None
    groups: dict[str, list[PlanItem]]
    total: Decimal
    shares: Sequence[WayShare]
    comments: Sequence[CommentRow]
    checks: Sequence[CheckRow]
    below: Gathering
    alike: int
    may_edit: Decision
    may_gather: Decision
    may_submit: Decision
    may_reopen: Decision
    may_comment: Decision
    may_see_needs: Decision
    pdf: Document | None
    pdf_work: Work | None
    light: Light

    @property
    def count(self) -> int:
        return sum(len(items) for items in self.groups.values())


def plan_page(user: Any, plan: Plan) -> PlanPage:
    items = list(
        plan.items.active()
        .select_related("way", "competence")
        .prefetch_related("source_links__source__plan", "merged_from")
    )
    comments = list(plan.comments.select_related("body", "author", "answered_by"))
    open_comments = [c for c in comments if c.needs_answer and c.answered_at is None]
    may_gather = policies.can_gather(user, plan)
    below = gathering(plan) if may_gather else Gathering()
    in_review = plan.package.state == Package.State.REVIEW
    may_answer = [policies.can_answer(user, _with_plan(c, plan)) for c in comments]
    pdf, pdf_work = plan_pdf(plan)
    return PlanPage(
        plan=plan,
        name=plan_name(plan, unit_names([plan.unit_id])),
        steps=plan_steps(user, plan),
        turn=plan_turn(user, plan, open_comments, len(below.new)),
        groups=by_focus(items),
        total=sum((i.cost for i in items if i.cost is not None), Decimal()),
        shares=way_shares([(i.way.share, i.cost) for i in items]),
        comments=[CommentRow(c, m) for c, m in zip(comments, may_answer, strict=True)],
        checks=checklist(plan.package, plan)
        if plan.level in policies.AREA_LEVELS and (in_review or policies.is_writer(user, plan))
        else [],
        below=below,
        alike=len(look_alike(items)) if policies.can_edit(user, plan) else 0,
        may_edit=policies.can_edit(user, plan),
        may_gather=may_gather,
        may_submit=PLAN.decide("submit", user, plan),
        may_reopen=PLAN.decide("reopen", user, plan),
        may_comment=policies.can_comment(user, plan),
        may_see_needs=policies.can_see_needs(user, plan),
        pdf=pdf,
        pdf_work=pdf_work,
        light=light_of(plan),
    )


def _with_plan(comment: Comment, plan: Plan) -> Comment:
    comment.plan = plan
    return comment


def plan_pdf(plan: Plan) -> tuple[Document | None, Work | None]:
    """The PDF of the plan as it is now, if somebody has asked for it, and the work on it."""
    digest = documents.content_hash(plan_content(plan))
    copy = plan.copies.filter(content_hash=digest).first()
    if copy is None:
        return None, None
    found = documents.document_of(PLAN_PDF, copy.uuid, digest)
    return found, documents.work_of(found) if found and not found.pdf_sha256 else None


def plan_document(plan: Plan) -> PlanDocument:
    """The plan as a document, as it is now."""
    return document(plan_content(plan))


# Lists


@dataclass(frozen=True)
class PlanRow:
    plan: Plan
    name: Words
    leader: Words
    count: int
    total: Decimal


def plan_list(user: Any, *, year: int | None, level: str, state: str) -> QuerySet[Plan]:
    plans = Plan.objects.visible_to(user).select_related("package", "unit")
    if year:
        plans = plans.filter(package__year=year)
    if level:
        plans = plans.filter(level=level)
    if state:
        plans = plans.filter(state=state)
    return plans.annotate(
        count=Count("items", filter=ACTIVE), total=Sum("items__cost", filter=ACTIVE)
    ).order_by("-package__year", "unit__code", "pk")


def plan_rows(plans: Sequence[Plan]) -> list[PlanRow]:
    """The rows of one page of the list: two queries for all."""
    names = unit_names(p.unit_id for p in plans)
    led = leaders(p.unit_id for p in plans)
    return [
        PlanRow(
            plan=p,
            name=plan_name(p, names),
            leader=pgettext("unit", "HR services")
            if p.level == Plan.Level.CENTRALISED
            else str(led.get(p.unit_id, "")),
            count=getattr(p, "count", 0),
            total=getattr(p, "total", None) or Decimal(),
        )
        for p in plans
    ]


@dataclass(frozen=True)
class OwnPlan:
    """A unit whose plan the reader writes, with the plan once it has been begun."""

    package: Package
    unit: Unit
    name: Words
    plan: Plan | None
    may_start: Decision


def own_plans(user: Any) -> list[OwnPlan]:
    """What the reader writes in the years that are being gathered."""
    packages = list(Package.objects.filter(state=Package.State.GATHERING))
    if not packages or person_of(user) is None:
        return []
    units = policies.written_units(user)
    kinds = dict(
        UnitPeriod.objects.on(clock.today())
        .filter(unit__in=units)
        .exclude(kind="city")
        .values_list("unit_id", "kind")
    )
    names = unit_names(kinds)
    plans = {
        (p.package_id, p.unit_id): p
        for p in Plan.objects.filter(package__in=packages, unit__in=list(kinds)).exclude(
            level="centralised"
        )
    }
    rows = []
    by_pk = {u.pk: u for u in Unit.objects.filter(pk__in=list(kinds))}
    for package in packages:
        for pk, unit in sorted(by_pk.items(), key=lambda row: str(names.get(row[0], ""))):
            rows.append(
                OwnPlan(
                    package=package,
                    unit=unit,
                    name=str(names.get(pk, unit)),
                    plan=plans.get((package.pk, pk)),
                    may_start=policies.can_start(user, package, unit),
                )
            )
    return rows


# Packages


@dataclass(frozen=True)
class ReviewRow:
    body: Body
    reviewed_on: Any
    may_record: Decision


@dataclass(frozen=True)
class PackagePage:
    package: Package
    working: bool
    steps: Sequence[Step]
    turn: Turn | None
    rows: Sequence[PlanRow]
    reviews: Sequence[ReviewRow]
    checks: Sequence[CheckRow]
    decisions: dict[str, Decision]
    frozen: FrozenPackage | None
    document: PlanDocument | None
    pdf: Document | None
    pdf_work: Work | None


def package_page(user: Any, package: Package) -> PackagePage:
    """For those who work on it: plans, reviews, checklist, steps. For the others (committee,
    employees): the frozen version alone."""
    from training_plans.querysets import works_on_packages

    person = person_of(user)
    working = is_hr(user) or (person is not None and works_on_packages(person, clock.today()))
    frozen = latest_frozen(package)
    drafts = unsubmitted(package) if package.state == Package.State.GATHERING else []
    reviewing = package.state in (Package.State.REVIEW, Package.State.GATHERING)
    checks = list(checklist(package)) if working and reviewing else []
    missing = sum(1 for row in checks if row.required and not row.done)
    rows: list[PlanRow] = []
    if working:
        rows = plan_rows(
            list(
                plan_list(user, year=package.year, level="", state="").filter(
                    level__in=policies.AREA_LEVELS
                )
            )
        )
    pdf = documents.document_of(PACKAGE_PDF, frozen.uuid, frozen.content_hash) if frozen else None
    return PackagePage(
        package=package,
        working=working,
        steps=package_steps(user, package),
        turn=package_turn(user, package, drafts, missing),
        rows=rows,
        reviews=review_rows(user, package) if working else [],
        checks=checks,
        decisions={name: PACKAGE.decide(name, user, package) for name in PACKAGE.transitions},
        frozen=frozen,
        document=frozen_document(frozen) if frozen else None,
        pdf=pdf,
        pdf_work=documents.work_of(pdf) if pdf and not pdf.pdf_sha256 else None,
    )


def latest_frozen(package: Package) -> FrozenPackage | None:
    """What was brought last, or confirmed; nothing while the package is taken back to be mended."""
    if package.state in (Package.State.GATHERING, Package.State.REVIEW):
        return None
    return package.frozen.order_by("number").last()


def review_rows(user: Any, package: Package) -> list[ReviewRow]:
    done = dict(package.reviews.values_list("body_id", "reviewed_on"))
    return [
        ReviewRow(body, done.get(body.pk), policies.can_record_review(user, package, body))
        for body in leadership_groups()
    ]
