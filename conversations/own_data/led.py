"""What a supervisor's work leaves of oneself: feedback, talks held, years opened; and documents."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.documents import OWN
from conversations.models import (
    Answer,
    Conversation,
    Layer,
    Preparation,
    Round,
    Sensitivity,
)
from conversations.own_data.talks import AGREED, EXISTS, YEAR, chapter, who, year
from core import personal
from core.models import Document
from core.personal import Column, File, Subject


@chapter.table(
    "conversations.Answer",
    title=_("Feedback on you as a supervisor"),
    columns={
        "conversation": Column(YEAR, year),
        "question": Column(
            pgettext_lazy("own data", "question"), lambda row, subject: str(row.question.title)
        ),
        "layer": pgettext_lazy("own data", "whose text"),
        "author": who("author"),
        "text": Column(pgettext_lazy("own data", "text"), lambda row, subject: row.shown),
    },
    name=lambda row: f"{row.conversation.round.year}: {row.question.title}",
    source=_("Your employees, in talks that you held."),
    readers=_("The employee and you."),
    kept="conversation",
    note=_(
        "What an employee has prepared but not shared is not here: it has not been said to you "
        "yet (GDPR 15(4))."
    ),
)
def feedback(subject: Subject) -> Any:
    shared = Preparation.objects.filter(shared_at__isnull=False).values("conversation", "author")
    rows = Answer.objects.filter(
        question__sensitivity=Sensitivity.FEEDBACK,
        conversation__held_by__uuid=subject.person,
        conversation__restricted_at=None,
    ).exclude(text="")
    given = {(row["conversation"], row["author"]) for row in shared.filter(
        conversation__held_by__uuid=subject.person
    )}  # fmt: skip
    return [
        row
        for row in rows.select_related("conversation__round", "question", "author").order_by(
            "conversation__round__year", "pk"
        )
        if row.layer == Layer.AGREED or (row.conversation_id, row.author_id) in given
    ]


@chapter.table(
    "conversations.Conversation",
    title=_("Conversations you hold or have held with others"),
    columns={
        "round": YEAR,
        "employment": Column(
            pgettext_lazy("own data", "employee"), lambda row, s: str(row.employment.person)
        ),
        "state": pgettext_lazy("own data", "stage"),
        "supervisor": who("supervisor"),
        "held_at": pgettext_lazy("own data", "held"),
        "held_by": who("held_by"),
    },
    source=_("The organisation, and what you did."),
    readers=EXISTS,
    kept="conversation",
    note=_(
        "The texts of these conversations are about your employees and stand in their own data, "
        "also what you wrote in them (GDPR 15(4))."
    ),
)
def held(subject: Subject) -> Any:
    rows = Conversation.objects.filter(
        Q(supervisor__uuid=subject.person) | Q(held_by__uuid=subject.person)
    ).exclude(employment__person__uuid=subject.person)
    return rows.select_related("round", "employment__person", "supervisor", "held_by").order_by(
        "round__year", "pk"
    )


@chapter.table(
    "conversations.Round",
    title=_("Years of conversations you have opened"),
    columns={
        "year": YEAR,
        "opened_by": Column(
            pgettext_lazy("own data", "opened by"),
            lambda row, subject: subject.name(row.opened_by.uuid),
        ),
        "opened_at": pgettext_lazy("own data", "when"),
    },
    source=_("You, when you opened the year."),
    readers=_("HR services."),
    kept="none",
)
def rounds(subject: Subject) -> Any:
    rows = Round.objects.filter(opened_by__uuid=subject.person)
    return rows.select_related("opened_by").order_by("year")


def _documents(subject: Subject) -> Any:
    own = Conversation.objects.filter(employment__person__uuid=subject.person)
    return Document.objects.filter(
        kind__in=OWN, subject_id__in=own.values("uuid"), pdf__isnull=False
    ).order_by("requested_at", "pk")


def file_name(document: Document) -> str:
    return f"{slugify(document.title)}-{document.language}-{document.uuid.hex[:8]}.pdf"


@chapter.table(
    "core.Document",
    title=_("Documents made of your signed conversations"),
    columns={
        "title": pgettext_lazy("own data", "heading"),
        "subject_id": Column(pgettext_lazy("own data", "random id of the matter"), on_page=False),
        "pdf": Column(
            pgettext_lazy("own data", "file in this package"),
            lambda row, subject: file_name(row),
        ),
        "rendered_at": pgettext_lazy("own data", "made"),
    },
    source=_("The service, when somebody asked for the document."),
    readers=AGREED,
    kept="conversation",
)
def documents(subject: Subject) -> Any:
    return _documents(subject).defer("pdf")


@personal.files
def files(subject: Subject) -> Iterator[File]:
    for document in _documents(subject):
        yield File(file_name(document), bytes(document.pdf))
