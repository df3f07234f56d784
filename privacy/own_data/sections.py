"""What this app keeps of one person: packages, requests, remarks, restrictions, disclosures."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import personal
from core.personal import Column, Subject
from privacy.disclosure.models import Disclosure
from privacy.own_data.models import DataFile, Delivery
from privacy.requests.models import DataRequest, Remark, Restriction

chapter = personal.section("privacy", order=45, title=_("Your rights: what you asked and got"))

WHEN = pgettext_lazy("own data", "when")
STAGE = pgettext_lazy("own data", "stage")


def _by(field: str, label: Any) -> Column:
    def show(row: Any, subject: Subject) -> str:
        person = getattr(row, field)
        return subject.name(person.uuid) if person else ""

    return Column(label, show)


def _talk(row: Any, subject: Subject) -> Any:
    return row.conversation.round.year if row.conversation else ""


TALK = Column(pgettext_lazy("own data", "conversation"), _talk)


@chapter.table(
    "privacy.DataFile",
    title=_("Packages like this that were made"),
    columns={
        "person": _by("person", _("whose")),
        "language": _("language"),
        "ordered_at": pgettext_lazy("own data", "ordered"),
        "fetched_at": pgettext_lazy("own data", "last downloaded"),
    },
    source=_("You, when you ordered it."),
    readers=_("You alone."),
    kept="own_data",
)
def files(subject: Subject) -> Any:
    rows = DataFile.objects.filter(person__uuid=subject.person)
    return rows.defer("content").select_related("person").order_by("ordered_at", "pk")


@chapter.table(
    "privacy.Delivery",
    title=_("Deliveries to somebody who has left: to you, or that you handled"),
    columns={
        "person": _by("person", _("whose")),
        "address": Column(
            pgettext_lazy("own data", "address"),
            lambda row, subject: row.address if row.person.uuid == subject.person else "",
        ),
        "language": _("language"),
        "state": STAGE,
        "ordered_by": _by("ordered_by", pgettext_lazy("own data", "ordered by")),
        "ordered_at": pgettext_lazy("own data", "ordered"),
        "released_by": _by("released_by", pgettext_lazy("own data", "made sure by")),
        "released_at": pgettext_lazy("own data", "sent"),
        "fetched_at": pgettext_lazy("own data", "fetched"),
    },
    source=_("HR services and the data-protection officer."),
    readers=_("HR services and the data-protection officer: not what was delivered."),
    kept="privacy_case",
)
def deliveries(subject: Subject) -> Any:
    rows = Delivery.objects.filter(
        Q(person__uuid=subject.person)
        | Q(ordered_by__uuid=subject.person)
        | Q(released_by__uuid=subject.person)
    )
    return rows.select_related("person", "ordered_by", "released_by").order_by("ordered_at", "pk")


@chapter.table(
    "privacy.DataRequest",
    title=_("Requests to correct or restrict, and their answers"),
    columns={
        "person": _by("person", pgettext_lazy("own data", "asked by")),
        "kind": pgettext_lazy("own data", "what was asked"),
        "about": _("what it is about"),
        "conversation": TALK,
        "ground": _("ground"),
        "text": _("what you ask"),
        "made_at": WHEN,
        "state": STAGE,
        "outcome": pgettext_lazy("own data", "outcome"),
        "answer": _("answer with its reason"),
        "answered_by": _by("answered_by", pgettext_lazy("own data", "answered by")),
        "answered_at": pgettext_lazy("own data", "answered"),
    },
    name=lambda row: row.get_kind_display().capitalize(),
    source=_("You, and whoever answered."),
    readers=_("You and whoever answers: your supervisor about a conversation, else HR services."),
    kept="privacy_case",
)
def requests(subject: Subject) -> Any:
    rows = DataRequest.objects.filter(person__uuid=subject.person)
    return rows.select_related("person", "conversation__round", "answered_by").order_by("made_at")


@chapter.table(
    "privacy.Remark",
    title=_("Remarks beside your conversations"),
    columns={
        "conversation": TALK,
        "author": _by("author", pgettext_lazy("own data", "written by")),
        "text": _("remark"),
        "written_at": WHEN,
    },
    name=lambda row: str(row.conversation.round.year),
    source=_("You."),
    readers=_("You, and whoever may read what was agreed in the conversation."),
    kept="conversation",
)
def remarks(subject: Subject) -> Any:
    rows = Remark.objects.filter(author__uuid=subject.person)
    return rows.select_related("conversation__round", "author").order_by("written_at", "pk")


@chapter.table(
    "privacy.Restriction",
    title=_("Restrictions of your conversations"),
    columns={
        "conversation": TALK,
        "set_by": _by("set_by", pgettext_lazy("own data", "set by")),
        "set_at": WHEN,
        "lift_on": pgettext_lazy("own data", "ends on"),
        "lift_reason": _("why it is lifted"),
        "lift_by": _by("lift_by", pgettext_lazy("own data", "lifted by")),
        "lifted_at": pgettext_lazy("own data", "ended"),
    },
    source=_("The HR main user or the data-protection officer, at your request."),
    readers=_("You, the HR main user, the data-protection officer; your supervisor that it is so."),
    kept="conversation",
)
def restrictions(subject: Subject) -> Any:
    rows = Restriction.objects.filter(conversation__employment__person__uuid=subject.person)
    return rows.select_related("conversation__round", "set_by", "lift_by").order_by("set_at", "pk")


@chapter.table(
    "privacy.Disclosure",
    title=_("Lawful disclosures of your conversations"),
    columns={
        "person": _by("person", _("whose")),
        "conversations": Column(
            pgettext_lazy("own data", "conversations"),
            lambda row, subject: [c.round.year for c in row.conversations.all()],
        ),
        "sensitive": _("also wellbeing and feedback"),
        "preparations": _("also shared preparations"),
        "basis": _("legal basis"),
        "statute": _("law and section"),
        "reason": _("reason"),
        "asked_by": _by("asked_by", pgettext_lazy("own data", "asked by")),
        "asked_at": pgettext_lazy("own data", "asked"),
        "state": STAGE,
        "decided_by": _by("decided_by", pgettext_lazy("own data", "decided by")),
        "decided_at": pgettext_lazy("own data", "decided"),
        "decision": _("why so decided"),
        "open_until": pgettext_lazy("own data", "open until"),
        "ended_at": pgettext_lazy("own data", "ended"),
    },
    name=lambda row: row.get_basis_display(),
    source=_("The HR main user who asked, and whoever decided."),
    readers=_("You, who asked, the data-protection officer and the city manager."),
    kept="privacy_case",
    note=_("One that waits for a decision is told to you when it has been decided."),
)
def disclosures(subject: Subject) -> Any:
    rows = Disclosure.objects.filter(person__uuid=subject.person).exclude(decided_at=None)
    return (
        rows.select_related("person", "asked_by", "decided_by")
        .prefetch_related("conversations__round")
        .order_by("asked_at", "pk")
    )


@chapter.table(
    "privacy.Disclosure",
    title=_("Disclosures that you have asked for or decided"),
    columns={
        "asked_at": pgettext_lazy("own data", "asked"),
        "basis": _("legal basis"),
        "state": STAGE,
        "decided_at": pgettext_lazy("own data", "decided"),
    },
    source=_("You."),
    readers=_("The employee, who asked, the data-protection officer and the city manager."),
    kept="privacy_case",
    note=_("Whose conversations they were is left out: that is about them."),
)
def handled(subject: Subject) -> Any:
    mine = Q(asked_by__uuid=subject.person) | Q(decided_by__uuid=subject.person)
    return Disclosure.objects.filter(mine).order_by("asked_at", "pk")


personal.withhold(
    "privacy.DataFile",
    "content",
    what=_("Earlier packages like this"),
    why=_("They are offered on the page of your data while they are there."),
)
personal.withhold(
    "privacy.Disclosure_conversations",
    "disclosure",
    "conversation",
    what=_("The list of a disclosure's conversations"),
    why=_("It stands in the disclosure itself."),
)
