"""What notices, feedback and the keeping of data leave of one person."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import personal
from core.personal import Column, Subject, by_key
from privacy.feedback.models import Feedback
from privacy.notices.models import NoticeRead
from privacy.own_data.sections import chapter
from privacy.retention.models import ErasureRun, PeriodChange

WHEN = pgettext_lazy("own data", "when")


@chapter.table(
    "privacy.NoticeRead",
    title=_("Privacy notices you have read"),
    columns={
        "person": Column(_("whose"), by_key("person")),
        "version": pgettext_lazy("own data", "version"),
        "at": WHEN,
    },
    source=_("The service, when you read it."),
    readers=_("You. HR services see how many have read it."),
    kept="account",
)
def notices(subject: Subject) -> Any:
    rows = NoticeRead.objects.filter(person__uuid=subject.person)
    return rows.select_related("person").order_by("at", "pk")


@chapter.table(
    "privacy.Feedback",
    title=_("Feedback on accessibility you have given or answered"),
    columns={
        "person": Column(pgettext_lazy("own data", "given by"), by_key("person")),
        "email": Column(
            pgettext_lazy("own data", "address"),
            lambda row, subject: row.email if row.email in subject.addresses else "",
        ),
        "language": _("language"),
        "where": pgettext_lazy("own data", "page"),
        "text": pgettext_lazy("own data", "text"),
        "received_at": WHEN,
        "answer": pgettext_lazy("own data", "answer"),
        "answered_by": Column(pgettext_lazy("own data", "answered by"), by_key("answered_by")),
        "answered_at": pgettext_lazy("own data", "answered"),
    },
    name=lambda row: row.where or row.text[:60],
    source=_("You, and whoever answered."),
    readers=_("You and HR services."),
    kept="feedback",
)
def feedback(subject: Subject) -> Any:
    rows = Feedback.objects.filter(
        Q(person__uuid=subject.person)
        | Q(answered_by__uuid=subject.person)
        | Q(email__in=subject.addresses)
    )
    return rows.select_related("person", "answered_by").order_by("received_at", "pk")


@chapter.table(
    "privacy.PeriodChange",
    title=_("Decisions on periods of keeping you have recorded"),
    columns={
        "rule": pgettext_lazy("own data", "rule"),
        "changed_by": Column(pgettext_lazy("own data", "who"), by_key("changed_by")),
        "at": WHEN,
    },
    source=_("You, when you recorded it."),
    readers=_("HR services and the data-protection officer."),
    kept="none",
)
def periods(subject: Subject) -> Any:
    rows = PeriodChange.objects.filter(changed_by__uuid=subject.person)
    return rows.select_related("changed_by").order_by("at", "pk")


@chapter.table(
    "privacy.ErasureRun",
    title=_("Runs of erasing you have listed or confirmed"),
    columns={
        "prepared_by": Column(pgettext_lazy("own data", "listed by"), by_key("prepared_by")),
        "prepared_at": WHEN,
        "confirmed_by": Column(pgettext_lazy("own data", "confirmed by"), by_key("confirmed_by")),
        "confirmed_at": pgettext_lazy("own data", "confirmed"),
    },
    source=_("You, when you did it."),
    readers=_("HR services and the data-protection officer."),
    kept="destruction",
)
def runs(subject: Subject) -> Any:
    mine = Q(prepared_by__uuid=subject.person) | Q(confirmed_by__uuid=subject.person)
    rows = ErasureRun.objects.filter(mine)
    return rows.select_related("prepared_by", "confirmed_by").order_by("prepared_at", "pk")


personal.withhold(
    "privacy.DestructionRecord",
    "content",
    what=_("Destruction records"),
    why=_("They are sums of what was erased. Your part in them stands above."),
)
