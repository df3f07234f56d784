"""What of plans is about one person: who wrote, treated and decided. Plans name no employee."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import personal
from core.personal import Column, Subject
from training_plans.models import (
    BodyReview,
    Comment,
    EmployerDecision,
    ItemNeed,
    Plan,
    PlanItem,
    Treatment,
)

chapter = personal.section("plans", order=30, title=_("Training plans"))

READERS = _("Those who read the plan: leaders in the line, leadership groups, HR services.")
PERMANENT = ("plan",)
YEAR = _("plan year")


def _by(field: str, label: Any) -> Column:
    def show(row: Any, subject: Subject) -> str:
        person = getattr(row, field)
        return subject.name(person.uuid) if person else ""

    return Column(label, show)


@chapter.table(
    "training_plans.ItemNeed",
    title=_("Items of your team's plan that answer a need of yours"),
    columns={
        "item": Column(pgettext_lazy("own data", "item"), lambda row, s: row.item.topic),
        "need": Column(pgettext_lazy("own data", "your need"), lambda row, s: row.need.topic),
    },
    source=_("Your supervisor, who made the team's plan."),
    readers=_("Your supervisor only. The plan itself does not tell whose need it was."),
    kept="conversation",
)
def needs(subject: Subject) -> Any:
    rows = ItemNeed.objects.filter(need__conversation__employment__person__uuid=subject.person)
    return rows.select_related("item", "need").order_by("pk")


@chapter.table(
    "training_plans.Plan",
    title=_("Plans you have written or submitted"),
    columns={
        "package": YEAR,
        "submitted_by": _by("submitted_by", pgettext_lazy("own data", "submitted by")),
        "submitted_for": _by("submitted_for", pgettext_lazy("own data", "as deputy for")),
        "submitted_at": pgettext_lazy("own data", "submitted"),
        "updated_by": _by("updated_by", pgettext_lazy("own data", "changed last by")),
        "updated_for": _by("updated_for", pgettext_lazy("own data", "as deputy for")),
        "confirmed_words": pgettext_lazy("own data", "words said to name nobody"),
    },
    source=_("You, as you wrote."),
    readers=READERS,
    kept=PERMANENT,
)
def plans(subject: Subject) -> Any:
    mine = Q(submitted_by__uuid=subject.person) | Q(updated_by__uuid=subject.person)
    rows = Plan.objects.filter(mine).select_related(
        "package", "submitted_by", "submitted_for", "updated_by", "updated_for"
    )
    return rows.order_by("package__year", "pk")


@chapter.table(
    "training_plans.PlanItem",
    title=_("Items of plans you changed last"),
    columns={
        "topic": _("what is learned"),
        "responsible": _("responsible role or unit"),
        "updated_by": _by("updated_by", pgettext_lazy("own data", "changed last by")),
        "updated_for": _by("updated_for", pgettext_lazy("own data", "as deputy for")),
        "updated_at": pgettext_lazy("own data", "changed"),
        "confirmed_words": pgettext_lazy("own data", "words said to name nobody"),
    },
    source=_("You, as you wrote."),
    readers=READERS,
    kept=PERMANENT,
)
def items(subject: Subject) -> Any:
    rows = PlanItem.objects.filter(updated_by__uuid=subject.person)
    return rows.select_related("updated_by", "updated_for").order_by("pk")


@chapter.table(
    "training_plans.Comment",
    title=_("Comments on plans you have written or answered"),
    columns={
        "author": _by("author", pgettext_lazy("own data", "written by")),
        "text": _("comment"),
        "at": pgettext_lazy("own data", "when"),
        "answered_by": _by("answered_by", pgettext_lazy("own data", "answered by")),
        "answer": _("answer"),
    },
    name=lambda row: row.about or row.text[:60],
    source=_("You, and whoever answered."),
    readers=READERS,
    kept=PERMANENT,
)
def comments(subject: Subject) -> Any:
    mine = Q(author__uuid=subject.person) | Q(answered_by__uuid=subject.person)
    return Comment.objects.filter(mine).select_related("author", "answered_by").order_by("pk")


@chapter.table(
    "training_plans.BodyReview",
    title=_("Reviews of leadership groups you have recorded"),
    columns={
        "package": YEAR,
        "body": pgettext_lazy("own data", "body"),
        "reviewed_on": pgettext_lazy("own data", "when"),
        "recorded_by": _by("recorded_by", pgettext_lazy("own data", "recorded by")),
    },
    source=_("You, when you recorded it."),
    readers=READERS,
    kept=PERMANENT,
)
def reviews(subject: Subject) -> Any:
    rows = BodyReview.objects.filter(recorded_by__uuid=subject.person)
    return rows.select_related("package", "body", "recorded_by").order_by("pk")


@chapter.table(
    "training_plans.Treatment",
    title=_("Treatments in the cooperation committee you have recorded"),
    columns={
        "package": YEAR,
        "treated_on": pgettext_lazy("own data", "when"),
        "recorded_by": _by("recorded_by", pgettext_lazy("own data", "recorded by")),
    },
    source=_("You, when you recorded it."),
    readers=_("HR services and the members of the committee."),
    kept="committee",
)
def treatments(subject: Subject) -> Any:
    rows = Treatment.objects.filter(recorded_by__uuid=subject.person)
    return rows.select_related("package", "recorded_by").order_by("pk")


@chapter.table(
    "training_plans.EmployerDecision",
    title=_("Decisions of the employer that name you or that you have recorded"),
    columns={
        "package": YEAR,
        "decided_by": _("decided by"),
        "decided_on": pgettext_lazy("own data", "when"),
        "recorded_by": _by("recorded_by", pgettext_lazy("own data", "recorded by")),
    },
    source=_("HR services, who record the decision."),
    readers=_("Everyone in the city's service, once the plan is confirmed."),
    kept="committee",
)
def decisions(subject: Subject) -> Any:
    name = subject.names.get(subject.person, "")
    mine = Q(recorded_by__uuid=subject.person)
    if name:
        mine |= Q(decided_by__icontains=name)
    rows = EmployerDecision.objects.filter(mine)
    return rows.select_related("package", "recorded_by").order_by("pk")


personal.withhold(
    "training_plans.Treatment",
    "dissents",
    what=_("Dissenting opinions in the cooperation committee"),
    why=_(
        "They stand in the committee's minutes in the name of the side that gave them, and are not "
        "kept by person here. You get them with the confirmed plan."
    ),
)
