"""The plan as a document: one drawing for the screen, the print-out and the PDF.

Drawn from plain data (training_plans.content), live or frozen; a frozen version is drawn the same
for ever.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competencies.models import Share
from core import documents
from core.documents import Rendered, content_hash
from core.fields import Translated
from core.look import formats
from core.look.parts import WayShare
from core.models import Document
from core.verification import Counter, Problem, verifier
from training_plans.content import plan_content
from training_plans.models import FrozenPackage, Plan, PlanCopy
from training_plans.words import months

PACKAGE_PDF = "training_plans.package"
PLAN_PDF = "training_plans.plan"


@dataclass(frozen=True)
class DocumentItem:
    """One action. `people` is the plan's own estimate, not a count of anybody."""

    topic: str
    target_group: str
    way: Translated
    share: int
    competence: Translated | None
    people: int | None
    days: Decimal | None
    cost: Decimal | None
    starts: int
    ends: int
    responsible: str

    @property
    def when(self) -> str:
        return months(self.starts, self.ends)


@dataclass(frozen=True)
class DocumentGroup:
    focus: str
    items: Sequence[DocumentItem]


@dataclass(frozen=True)
class DocumentPlan:
    """One unit's part of the document. `number` is its chapter, `anchor` its place."""

    number: int
    anchor: str
    title: str
    level: str
    compiled_by: str
    submitted_on: date | None
    starting_points: str
    competence_estimate: str
    follow_up: str
    groups: Sequence[DocumentGroup]

    @property
    def items(self) -> list[DocumentItem]:
        return [item for group in self.groups for item in group.items]

    @property
    def total(self) -> Decimal:
        return sum((i.cost for i in self.items if i.cost is not None), Decimal())

    @property
    def shares(self) -> list[WayShare]:
        return way_shares([(i.share, i.cost) for i in self.items])


@dataclass(frozen=True)
class PlanDocument:
    """The document. `stamp` names the version in the foot, `hash` stands in the colophon."""

    kind: str
    year: int
    city: Translated
    title: str
    lead: str
    state: str
    plans: Sequence[DocumentPlan]
    reviews: Sequence[tuple[Translated, date]]
    meeting: dict[str, Any] | None
    treatment: dict[str, Any] | None
    decision: dict[str, Any] | None
    hash: str = ""
    number: int | None = None
    made_on: date | None = None
    confirmed: bool = False

    @property
    def items(self) -> list[DocumentItem]:
        return [item for plan in self.plans for item in plan.items]

    @property
    def total(self) -> Decimal:
        return sum((p.total for p in self.plans), Decimal())

    @property
    def shares(self) -> list[WayShare]:
        return way_shares([(i.share, i.cost) for i in self.items])

    @property
    def is_package(self) -> bool:
        return self.kind == "package"

    @property
    def chapter_after(self) -> int:
        """The number of the chapter after the plans'."""
        return len(self.plans) + 2


def way_shares(rows: Sequence[tuple[int, Decimal | None]]) -> list[WayShare]:
    """How actions and their costs spread over the ways of learning (requirement 4)."""
    return [
        WayShare(
            way=int(share),
            label=capfirst(share.label),
            count=sum(1 for way, _cost in rows if way == share),
            cost=sum((cost for way, cost in rows if way == share and cost is not None), Decimal()),
        )
        for share in (Share.WORK, Share.TOGETHER, Share.TRAINING)
    ]


def document(
    content: dict[str, Any],
    *,
    hash: str = "",
    number: int | None = None,
    made_on: date | None = None,
    confirmed: bool = False,
) -> PlanDocument:
    """The document of this content, in the language now in use."""
    package = content["kind"] == "package"
    first = 2 if package else 1
    plans = [_plan(p, first + i, package) for i, p in enumerate(content["plans"])]
    year = content["year"]
    return PlanDocument(
        kind=content["kind"],
        year=year,
        city=Translated(content["city"]),
        title=_("Training plan {year}").format(year=year),
        lead=_("The service areas' plans and the centralised plan") if package else plans[0].title,
        state=content["state"],
        plans=plans,
        reviews=[(Translated(r["body"]), date.fromisoformat(r["on"])) for r in content["reviews"]],
        meeting=_dated(content["meeting"]),
        treatment=_dated(content["treatment"]),
        decision=_dated(content["decision"]),
        hash=hash,
        number=number,
        made_on=made_on,
        confirmed=confirmed,
    )


def _plan(content: dict[str, Any], number: int, package: bool) -> DocumentPlan:
    person = content["compiled_by"]
    central = content["level"] == "centralised"
    return DocumentPlan(
        number=number,
        anchor=f"part-{number}",
        title=_("Centralised training plan") if central else str(Translated(content["name"])),
        level=content["level"],
        compiled_by=_compiled_by(person) if person else "",
        submitted_on=_date(content["submitted_on"]),
        starting_points=content["starting_points"],
        competence_estimate=content["competence_estimate"],
        follow_up=content["follow_up"],
        groups=[
            DocumentGroup(
                group["focus"] or (pgettext("actions", "Other actions") if many else ""),
                [_item(i) for i in group["items"]],
            )
            for many in [len(content["groups"]) > 1]
            for group in content["groups"]
        ],
    )


def _item(content: dict[str, Any]) -> DocumentItem:
    return DocumentItem(
        topic=content["topic"],
        target_group=content["target_group"],
        way=Translated(content["way"]),
        share=content["share"],
        competence=Translated(content["competence"]) if content["competence"] else None,
        people=content["people"],
        days=_decimal(content["days"]),
        cost=_decimal(content["cost"]),
        starts=content["starts"],
        ends=content["ends"],
        responsible=content["responsible"],
    )


def _dated(part: dict[str, Any] | None) -> dict[str, Any] | None:
    if part is None:
        return None
    words = {"body": Translated(part["body"])} if "body" in part else {}
    return {**part, **words, "on": date.fromisoformat(part["on"])}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def frozen_document(frozen: FrozenPackage) -> PlanDocument:
    return document(
        frozen.content,
        hash=frozen.content_hash,
        number=frozen.number,
        made_on=formats.local(frozen.made_at).date(),
        confirmed=frozen.confirmed,
    )


def copy_of(plan: Plan) -> PlanCopy:
    """The plan's content as it is now, kept so that its PDF can be drawn."""
    content = plan_content(plan)
    copy, _created = PlanCopy.objects.get_or_create(
        plan=plan, content_hash=content_hash(content), defaults={"content": content}
    )
    return copy


def request_package_pdf(frozen: FrozenPackage, *, requested_by: UUID | None = None) -> Document:
    with translation.override("fi"):
        title = f"{_('Training plan {year}').format(year=frozen.package.year)}"
    return documents.request_document(
        PACKAGE_PDF,
        frozen.uuid,
        content_hash=frozen.content_hash,
        title=f"{title}, Heinola",
        requested_by=requested_by,
    )


def request_plan_pdf(plan: Plan, *, requested_by: UUID | None = None) -> Document:
    copy = copy_of(plan)
    with translation.override("fi"):
        drawn = document(copy.content)
        title = f"{drawn.title}, {drawn.lead}"
    return documents.request_document(
        PLAN_PDF,
        copy.uuid,
        content_hash=copy.content_hash,
        title=title[:200],
        requested_by=requested_by,
    )


@documents.renderer(PACKAGE_PDF)
def draw_package(subject_id: UUID, language: str) -> Rendered:
    frozen = FrozenPackage.objects.select_related("package").get(uuid=subject_id)
    with translation.override(language):
        drawn = frozen_document(frozen)
    return documents.as_html("training_plans/document.html", {"document": drawn}, language)


@documents.renderer(PLAN_PDF)
def draw_plan(subject_id: UUID, language: str) -> Rendered:
    copy = PlanCopy.objects.get(uuid=subject_id)
    with translation.override(language):
        drawn = document(
            copy.content, hash=copy.content_hash, made_on=formats.local(copy.made_at).date()
        )
    return documents.as_html("training_plans/document.html", {"document": drawn}, language)


@verifier("frozen training plans")
def verify_frozen(count: Counter) -> Iterator[Problem]:
    """What was brought to the committee, and what was confirmed, stays as it was."""
    for frozen in FrozenPackage.objects.order_by("pk").iterator(20):
        count()
        if content_hash(frozen.content) != frozen.content_hash:
            yield Problem("training_plans.frozenpackage", frozen.uuid, "the content has changed")


def _compiled_by(person: dict[str, str]) -> str:
    words = ", ".join(filter(None, (person["name"], person["title"])))
    if "deputy_for" not in person:
        return words
    return _("{name} (as deputy for {leader})").format(name=words, leader=person["deputy_for"])
