"""Deputies decided, absences, files brought in and reorganisations prepared."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import personal
from core.personal import Column, Subject, by_id, by_key
from organization.absences.models import Absence
from organization.deputies.models import DeputyChange
from organization.importing.models import ImportMapping
from organization.models import Import
from organization.own_data.people import DATES, FROM_HR, READERS, chapter
from organization.reorganisation.models import Reorganisation


@chapter.table(
    "organization.DeputyChange",
    title=_("How deputies were named and ended: yours, and those you decided"),
    columns={
        "supervisor": Column(_("supervisor"), by_key("supervisor")),
        "deputy": Column(_("deputy"), by_key("deputy")),
        "by": Column(pgettext_lazy("own data", "decided by"), by_key("by")),
        "at": pgettext_lazy("own data", "when"),
        **DATES,
    },
    source=_("The supervisor, or HR services."),
    readers=_("The supervisor, the deputy and HR services."),
    kept="organisation",
)
def deputy_changes(subject: Subject) -> Any:
    rows = DeputyChange.objects.filter(
        Q(supervisor__uuid=subject.person)
        | Q(deputy__uuid=subject.person)
        | Q(by__uuid=subject.person)
    )
    return rows.select_related("supervisor", "deputy", "by").order_by("at", "pk")


@chapter.table(
    "organization.Absence",
    title=_("Long leaves, without a reason"),
    columns={
        "employment": Column(
            _("employment"), lambda row, subject: row.employment.external_id or ""
        ),
        **DATES,
    },
    source=FROM_HR,
    readers=READERS,
    kept="organisation",
)
def absences(subject: Subject) -> Any:
    rows = Absence.objects.filter(employment__person__uuid=subject.person)
    return rows.select_related("employment").order_by("valid_from", "pk")


@chapter.table(
    "organization.Reorganisation",
    title=_("Reorganisations you have prepared"),
    columns={
        "name": pgettext_lazy("own data", "name"),
        "created_by": Column(pgettext_lazy("own data", "who"), by_id("created_by")),
        "created_at": pgettext_lazy("own data", "when"),
    },
    source=_("You, when you prepared it."),
    readers=_("HR services."),
    kept="organisation",
)
def reorganisations(subject: Subject) -> Any:
    return Reorganisation.objects.filter(created_by__in=subject.ids).order_by("pk")


@chapter.table(
    "organization.ImportMapping",
    title=_("Choices of columns you have saved"),
    columns={
        "name": pgettext_lazy("own data", "name"),
        "saved_by": Column(pgettext_lazy("own data", "who"), by_id("saved_by")),
        "saved_at": pgettext_lazy("own data", "when"),
    },
    source=_("You, when you saved it."),
    readers=_("HR services."),
    kept="organisation",
)
def mappings(subject: Subject) -> Any:
    return ImportMapping.objects.filter(saved_by__in=subject.ids).order_by("pk")


@chapter.table(
    "organization.Import",
    title=_("Files you have brought in from the HR system"),
    columns={
        "file_name": pgettext_lazy("own data", "file"),
        "uploaded_by": Column(pgettext_lazy("own data", "brought in by"), by_id("uploaded_by")),
    },
    source=_("You, when you brought the file in."),
    readers=_("HR services."),
    kept="import",
)
def imports(subject: Subject) -> Any:
    return Import.objects.filter(uploaded_by__in=subject.ids).order_by("pk")


personal.withhold(
    "organization.Import",
    "content",
    "headers",
    "sample",
    "mapping",
    what=_("The content of files from the HR system"),
    why=_(
        "They are about everybody in the file and are deleted in seven days. What they changed of "
        "you stands above."
    ),
)
personal.withhold(
    "organization.ImportRow",
    "title",
    "key",
    "employment",
    "changes",
    "reasons",
    "notes",
    "search",
    "needs",
    "plan",
    what=_("The preview of such a file, row by row"),
    why=_("It is deleted in seven days, and what it changed of you stands above."),
)
personal.withhold(
    "organization.ReorganisationStep",
    "data",
    "basis",
    what=_("The steps of reorganisations that are being prepared"),
    why=_("A plan of the city and not yet about anybody. When it takes effect it stands above."),
)
