"""Who owes what of the plans by when (requirements 24-26, 43-45, 48, 49).

A fixed number of queries, however many units and people there are.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.obligations import Obligation
from core.look import formats
from core.policies import Words
from organization.models import (
    Body,
    BodyKind,
    BodyMembership,
    Deputy,
    Leadership,
    Person,
    RoleGrant,
    UnitPeriod,
)
from organization.selectors import HR_ROLES
from training_plans.models import Comment, CommitteeMeeting, Package, Plan
from training_plans.selectors.names import unit_names
from training_plans.selectors.turns import team_due
from training_plans.succession import answering

GATHERING, REVIEW = Package.State.GATHERING, Package.State.REVIEW
TO_COMPILE = timedelta(days=14)
TO_BRING = timedelta(days=14)
TO_RECORD = timedelta(days=7)
TO_DECIDE = timedelta(days=14)
LEVELS = ("team", "responsibility_area", "service_area")


def obligations(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    """Everybody's, or only those of `people` (a page)."""
    packages = list(
        Package.objects.exclude(state=Package.State.CONFIRMED)
        .select_related("treatment")
        .prefetch_related(
            Prefetch("meetings", CommitteeMeeting.objects.order_by("meets_at", "pk")),
            Prefetch("plans", Plan.objects.select_related("unit")),
            "reviews",
        )
    )
    if not packages:
        return
    chosen = None if people is None else {p.pk for p in people}
    found = _all(today, packages, None if people is None else list(people))
    for obligation in found:
        if chosen is None or obligation.person.pk in chosen:
            yield obligation


def _all(today: date, packages: list[Package], people: list[Person] | None) -> Iterator[Obligation]:
    hr = _hr(today)
    for package in packages:
        if package.state == GATHERING:
            yield from _writing(today, package, people)
            yield from _without_leader(today, package)
            yield from _hr_while_gathering(today, package, hr)
        elif package.state == REVIEW:
            yield from _reviewing(today, package, hr)
        else:
            yield from _in_committee(today, package, hr)


def _hr(today: date) -> list[Person]:
    rows = RoleGrant.objects.on(today).filter(role__in=HR_ROLES).select_related("person__user")
    return list({row.person.pk: row.person for row in rows}.values())


def _year(words: Words, package: Package) -> Words:
    return format_lazy(words, year=package.year)  # type: ignore[arg-type]


# While the plans are written


def _writing(today: date, package: Package, people: list[Person] | None) -> Iterator[Obligation]:
    """Each unit's leader (and, on the page only, the leader's deputies) until the plan is
    submitted."""
    plans = {p.unit_id: p for p in package.plans.all() if p.level != Plan.Level.CENTRALISED}
    done = {unit for unit, p in plans.items() if p.state == Plan.State.SUBMITTED}
    periods = (
        UnitPeriod.objects.on(today)
        .filter(kind__in=LEVELS)
        .exclude(unit__in=done)
        .values_list("unit_id", "kind")
    )
    kinds = dict(periods)
    leaderships = Leadership.objects.on(today).filter(unit__in=periods.values("unit"))
    deputies = Deputy.objects.in_force(today).filter(may_plan=True).select_related("deputy__user")
    if people is not None:
        deputies = deputies.filter(deputy__in=people)
        leaderships = leaderships.filter(person__in=[*people, *(d.supervisor_id for d in deputies)])
    rows = list(leaderships.select_related("person__user", "unit"))
    team_by = team_due(package) if rows else package.areas_due_on
    names = unit_names((row.unit_id for row in rows), today)
    standing_in: dict[int, list[Person]] = {}
    for deputy in deputies:
        standing_in.setdefault(deputy.supervisor_id, []).append(deputy.deputy)
    for row in rows:
        plan = plans.get(row.unit_id)
        team = kinds[row.unit_id] == "team"
        url = (
            reverse("training_plans:plan", kwargs={"uuid": plan.uuid})
            if plan
            else reverse("training_plans:index")
        )
        who = [(row.person, True), *((p, False) for p in standing_in.get(row.person_id, []))]
        for person, remind in who:
            yield Obligation(
                person=person,
                kind="training_plans.write",
                subject=plan.uuid if plan else row.unit.uuid,
                title=_year(_("Write the training plan {year}"), package),
                text=str(names.get(row.unit_id, "")),
                action=_("Continue the plan") if plan else pgettext_lazy("plan", "Begin"),
                due=team_by if team else package.areas_due_on,
                url=url,
                minutes=60,
                remind=remind,
            )


def _without_leader(today: date, package: Package) -> Iterator[Obligation]:
    """Drafts of units that have ended, or have no leader of their own: whoever answers for them
    (training_plans.succession)."""
    drafts = [
        p
        for p in package.plans.all()
        if p.level != Plan.Level.CENTRALISED and p.state == Plan.State.DRAFT
    ]
    led = set(
        Leadership.objects.on(today)
        .filter(unit__in=[p.unit_id for p in drafts])
        .values_list("unit_id", flat=True)
    )
    alone = [p for p in drafts if p.unit_id not in led]
    writers = answering((p.unit_id for p in alone), today)
    names = unit_names((p.unit_id for p in alone), today)
    for plan in alone:
        if plan.unit_id in writers:
            yield Obligation(
                person=writers[plan.unit_id],
                kind="training_plans.write",
                subject=plan.uuid,
                title=_year(_("Write the training plan {year}"), package),
                text=str(names.get(plan.unit_id, "")),
                action=_("Continue the plan"),
                due=package.areas_due_on,
                url=reverse("training_plans:plan", kwargs={"uuid": plan.uuid}),
                minutes=60,
            )


def _hr_while_gathering(today: date, package: Package, hr: list[Person]) -> Iterator[Obligation]:
    areas = [p for p in package.plans.all() if p.level == Plan.Level.SERVICE_AREA]
    central = [p for p in package.plans.all() if p.level == Plan.Level.CENTRALISED]
    for person in hr:
        for plan in central:
            if plan.state == Plan.State.DRAFT:
                yield Obligation(
                    person=person,
                    kind="training_plans.centralised",
                    subject=plan.uuid,
                    title=_year(_("Write the centralised training plan {year}"), package),
                    action=_("Continue the plan"),
                    due=package.areas_due_on,
                    url=reverse("training_plans:plan", kwargs={"uuid": plan.uuid}),
                    minutes=120,
                )
        ready = all(p.state == Plan.State.SUBMITTED for p in (*areas, *central))
        if ready or today > package.areas_due_on:
            yield _package(
                person,
                "compile",
                package,
                _year(_("Bring the training plans {year} together"), package),
                package.areas_due_on + TO_COMPILE,
                pgettext_lazy("plan", "Bring together"),
                30,
            )


def _package(
    person: Person,
    kind: str,
    package: Package,
    title: Words,
    due: date,
    action: Words,
    minutes: int | None = None,
    *,
    url: str = "",
    remind: bool = True,
) -> Obligation:
    return Obligation(
        person=person,
        kind=f"training_plans.{kind}",
        subject=package.uuid,
        title=title,
        action=action,
        due=due,
        url=url or reverse("training_plans:package", kwargs={"uuid": package.uuid}),
        minutes=minutes,
        remind=remind,
    )


# While the leadership groups comment


def _reviewing(today: date, package: Package, hr: list[Person]) -> Iterator[Obligation]:
    due = package.comments_due_on or today
    answers_due = package.answers_due_on or today
    reviewed = {r.body_id for r in package.reviews.all()}
    groups = Body.objects.filter(
        kind__in=[BodyKind.CITY_LEADERSHIP, BodyKind.AREA_LEADERSHIP]
    ).exclude(pk__in=reviewed)
    seats = BodyMembership.objects.on(today).filter(body__in=groups).select_related("person__user")
    for person in {seat.person.pk: seat.person for seat in seats}.values():
        yield _package(
            person,
            "comment",
            package,
            _year(_("Comment on the training plans {year}"), package),
            due,
            _("Read and comment"),
            45,
        )
    yield from _answers(today, package, hr, answers_due)
    if today > due or not seats:
        for person in hr:
            yield _package(
                person,
                "bring",
                package,
                _year(_("Bring the training plans {year} to the cooperation committee"), package),
                answers_due + TO_BRING,
                pgettext_lazy("plan", "Bring to the committee"),
                20,
            )


def _answers(today: date, package: Package, hr: list[Person], due: date) -> Iterator[Obligation]:
    plans = {
        c.plan_id: c.plan
        for c in Comment.objects.unanswered().filter(plan__package=package).select_related("plan")
    }
    by_unit = answering((p.unit_id for p in plans.values()), today)
    for plan in plans.values():
        central = plan.level == Plan.Level.CENTRALISED
        owners = hr if central else [by_unit[plan.unit_id]] if plan.unit_id in by_unit else []
        for person in owners:
            yield Obligation(
                person=person,
                kind="training_plans.answer",
                subject=plan.uuid,
                title=_year(_("Answer the comments on the training plan {year}"), package),
                action=_("Answer the comments"),
                due=due,
                url=reverse("training_plans:plan", kwargs={"uuid": plan.uuid}) + "#comments",
                minutes=15,
            )


# With the cooperation committee


def _in_committee(today: date, package: Package, hr: list[Person]) -> Iterator[Obligation]:
    if package.state == Package.State.TREATED:
        treated = package.treatment.treated_on
        for person in hr:
            yield _package(
                person,
                "decide",
                package,
                _year(_("Record the employer's decision on the training plans {year}"), package),
                treated + TO_DECIDE,
                pgettext_lazy("plan", "Record the decision"),
                10,
            )
        return
    meetings = list(package.meetings.all())
    if not meetings:
        return
    meeting = meetings[-1]
    day = formats.local(meeting.meets_at).date()
    seats = list(
        BodyMembership.objects.on(today).filter(body=meeting.body_id).select_related("person__user")
    )
    if today <= day:
        for person in {seat.person.pk: seat.person for seat in seats}.values():
            yield _package(
                person,
                "meeting",
                package,
                _year(_("Read the training plans {year} before the meeting"), package),
                day,
                _("Read the plans"),
                45,
            )
    if today >= day:
        recorders = {p.pk: p for p in hr}
        recorders.update({s.person.pk: s.person for s in seats if s.role == "secretary"})
        for person in recorders.values():
            yield _package(
                person,
                "treat",
                package,
                _year(_("Record the committee's treatment of the training plans {year}"), package),
                day + TO_RECORD,
                _("Record the treatment"),
                10,
            )
