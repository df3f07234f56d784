"""Letters, drafts and jobs of one person."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import mail, personal, work
from core.models import Draft, Letter, TransitionLog, Work
from core.personal import Column, Subject, by_id

letters = personal.section("letters", order=40, title=_("Letters and reminders"))
service = personal.section("service", order=70, title=_("What the service keeps of your use"))


@letters.table(
    "core.Letter",
    title=_("Letters to you"),
    columns={
        "written_at": pgettext_lazy("own data", "written"),
        "sent_at": pgettext_lazy("own data", "sent"),
        "recipient": Column(pgettext_lazy("own data", "to whom"), by_id("recipient")),
        "to": pgettext_lazy("own data", "address"),
        "kind": Column(
            pgettext_lazy("own data", "what it was about"),
            lambda row, subject: str(mail.kind_name(row.kind)),
        ),
        "subject_id": Column(pgettext_lazy("own data", "random id of the matter"), on_page=False),
        "subject": pgettext_lazy("own data", "heading"),
        "text": pgettext_lazy("own data", "text"),
        "calendar": pgettext_lazy("own data", "calendar entry"),
        "language": _("language"),
    },
    name=lambda row: row.subject,
    source=_("The service, when something that concerns you happened."),
    readers=_("You. HR services see that a letter went and to whom, not its text."),
    kept="letter",
    note=_("A letter with a sign-in link is emptied when it has been sent."),
)
def own_letters(subject: Subject) -> Any:
    mine = Q(recipient__in=subject.ids) | Q(to__in=subject.addresses)
    return Letter.objects.filter(mine).order_by("-written_at", "-pk")


@service.table(
    "core.Draft",
    title=_("Texts you have not yet sent"),
    columns={
        "owner": Column(pgettext_lazy("own data", "whose"), by_id("owner")),
        "key": pgettext_lazy("own data", "form"),
        "data": Column(
            pgettext_lazy("own data", "text"),
            lambda row, subject: [str(value) for value in row.data.values()],
        ),
        "updated_at": pgettext_lazy("own data", "changed"),
    },
    source=_("You, as you typed."),
    readers=_("You alone."),
    kept="draft",
)
def drafts(subject: Subject) -> Any:
    return Draft.objects.filter(owner__in=subject.ids).order_by("pk")


@service.table(
    "core.TransitionLog",
    title=_("Steps you have taken: what you shared, held, signed, handed on"),
    columns={
        "at": pgettext_lazy("own data", "when"),
        "actor": Column(pgettext_lazy("own data", "who"), by_id("actor")),
        "deputy_for": Column(pgettext_lazy("own data", "as deputy for"), by_id("deputy_for")),
        "transition": pgettext_lazy("own data", "step"),
        "object_id": Column(pgettext_lazy("own data", "random id of the matter"), on_page=False),
        "reason": pgettext_lazy("own data", "reason you gave"),
    },
    source=_("The service writes it by itself at every step."),
    readers=_("Those who may see the matter."),
    kept="log",
)
def steps(subject: Subject) -> Any:
    return TransitionLog.objects.filter(actor__in=subject.ids).order_by("-at", "-pk")


@service.table(
    "core.Work",
    title=_("Jobs the service has done at your request"),
    columns={
        "created_at": pgettext_lazy("own data", "when"),
        "requested_by": Column(pgettext_lazy("own data", "who"), by_id("requested_by")),
        "kind": Column(
            pgettext_lazy("own data", "job"), lambda row, subject: str(work.kind_name(row.kind))
        ),
    },
    source=_("The service, when you asked for a document or another long job."),
    readers=_("You. HR services see a job that did not succeed."),
    kept="log",
)
def jobs(subject: Subject) -> Any:
    return Work.objects.filter(requested_by__in=subject.ids).order_by("-created_at", "-pk")


personal.withhold(
    "core.Letter",
    "html",
    what=_("Letters as pages"),
    why=_("They say the same as the text of the letter."),
)
personal.withhold(
    "core.Work",
    "key",
    "payload",
    what=_("Inner ids of jobs"),
    why=_("They are random ids and options, and tell nothing of you."),
)
