"""What became of conversations: refusals, remarks, reopenings, signing codes, handovers."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from conversations.models import Handover, Refusal, Remark, Reopening, SigningCode
from conversations.own_data.talks import AGREED, BOTH, EXISTS, YEAR, _mine, chapter, who, year
from core.personal import Column, Subject


@chapter.table(
    "conversations.Refusal",
    title=_("That a conversation was not signed"),
    columns={
        "conversation": Column(YEAR, year),
        "side": pgettext_lazy("own data", "side"),
        "person": who("person"),
        "deputy_for": who("deputy_for"),
        "reason": pgettext_lazy("own data", "why"),
        "refused_at": pgettext_lazy("own data", "when"),
        "voided_at": pgettext_lazy("own data", "no longer holds since"),
    },
    source=_("Whoever did not sign."),
    readers=BOTH,
    kept="conversation",
)
def refusals(subject: Subject) -> Any:
    rows = Refusal.objects.filter(_mine(subject) | Q(person__uuid=subject.person))
    return rows.select_related("conversation__round", "person", "deputy_for").order_by("pk")


@chapter.table(
    "conversations.Remark",
    title=_("Remarks added to locked conversations"),
    columns={
        "conversation": Column(YEAR, year),
        "side": pgettext_lazy("own data", "side"),
        "author": who("author"),
        "deputy_for": who("deputy_for"),
        "text": pgettext_lazy("own data", "text"),
        "written_at": pgettext_lazy("own data", "when"),
    },
    source=_("You or your supervisor, after the locking."),
    readers=AGREED,
    kept="conversation",
)
def remarks(subject: Subject) -> Any:
    rows = Remark.objects.filter(_mine(subject))
    return rows.select_related("conversation__round", "author", "deputy_for").order_by("pk")


@chapter.table(
    "conversations.Reopening",
    title=_("Conversations that HR reopened: yours, and those you have reopened"),
    columns={
        "conversation": Column(YEAR, year),
        "by": who("by"),
        "reason": pgettext_lazy("own data", "why"),
        "at": pgettext_lazy("own data", "when"),
        "locked_at": pgettext_lazy("own data", "locked before that"),
        "unsigned": pgettext_lazy("own data", "locked without both signatures"),
        "content": Column(pgettext_lazy("own data", "content"), lambda row, s: _content(row, s)),
    },
    source=_("HR services."),
    readers=BOTH,
    kept="conversation",
    note=_("The content of a conversation is in its employee's own data only."),
)
def reopenings(subject: Subject) -> Any:
    rows = Reopening.objects.filter(_mine(subject) | Q(by__uuid=subject.person))
    return rows.select_related("conversation__round", "conversation__employment__person", "by")


def _content(row: Reopening, subject: Subject) -> Any:
    """Only one's own conversation; who reopened another's never read it."""
    if row.conversation.employment.person.uuid != subject.person:
        return ""
    return row.content if subject.raw else gettext("In the PDF and in the JSON")


@chapter.table(
    "conversations.SigningCode",
    title=_("Signing codes: given to you, and those you have given"),
    columns={
        "conversation": Column(YEAR, year),
        "made_by": who("made_by"),
        "made_at": pgettext_lazy("own data", "when"),
        "expires_on": pgettext_lazy("own data", "works until"),
        "used_at": pgettext_lazy("own data", "used"),
        "closed_at": pgettext_lazy("own data", "closed"),
    },
    source=_("HR services."),
    readers=_("HR services; your supervisor sees whether there is one. Nobody can read the code."),
    kept="conversation",
)
def signing_codes(subject: Subject) -> Any:
    rows = SigningCode.objects.filter(_mine(subject) | Q(made_by__uuid=subject.person))
    return rows.select_related("conversation__round", "made_by").order_by("pk")


@chapter.table(
    "conversations.Handover",
    title=_("Conversations that went to another supervisor: yours, and those you gave or got"),
    columns={
        "conversation": Column(YEAR, year),
        "earlier": who("earlier"),
        "to": who("to"),
        "at": pgettext_lazy("own data", "when"),
    },
    source=_("The service, when the supervisor changed."),
    readers=EXISTS,
    kept="conversation",
)
def handovers(subject: Subject) -> Any:
    rows = Handover.objects.filter(
        _mine(subject) | Q(earlier__uuid=subject.person) | Q(to__uuid=subject.person)
    )
    return rows.select_related("conversation__round", "earlier", "to").order_by("at", "pk")
