"""Verbs of importing: upload, choose the columns, bring in, throw away."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.services import record
from core import clock, work
from core.hetu import find_in_rows, holds_code
from core.models import Work
from core.policies import require
from core.tabular import BadFile, Table, read_table
from organization.importing import columns, mappings, staging
from organization.importing.models import Import
from organization.importing.policies import can_discard, can_import
from organization.importing.workflow import IMPORT

KEPT = timedelta(days=7)
SAMPLE = 4


def examine(data: bytes, file_name: str) -> Table:
    """Read a file and refuse what the service must not hold, before anything of it is stored.

    Raises `BadFile`. The words name places, never contents: rows and columns by number.
    """
    table = read_table(data)
    if holds_code(file_name):
        raise BadFile(_("The name of the file has a personal identity code. Rename the file."))
    refused = columns.refused_columns(table.headers)
    if refused:
        # The heading itself could be anything, so the column is told by its number.
        lines = "; ".join(
            _("column %(number)s: %(what)s") % {"number": number, "what": what}
            for number, what in refused
        )
        raise BadFile(
            _("The file has columns that this service must not receive (%(columns)s). Remove them.")
            % {"columns": lines}
        )
    places = find_in_rows(table.everything())
    if places:
        where = "; ".join(
            _("row %(row)s, column %(column)s") % {"row": p.row, "column": p.column} for p in places
        )
        raise BadFile(
            ngettext(
                "The file has a personal identity code: %(where)s. Nothing was stored. Remove it.",
                "The file has personal identity codes: %(where)s. Nothing was stored. Remove them.",
                len(places),
            )
            % {"where": where}
        )
    return table


def upload(*, user: Any, kind: str, data: bytes, file_name: str) -> Import:
    """Keep the cells of an examined file. Raises `Refused` and `BadFile`."""
    require(can_import(user))
    try:
        table = examine(data, file_name)
    except BadFile:
        record(user, "organization.import.upload", outcome="refused")
        raise
    with transaction.atomic():
        source: Import = Import.objects.create(
            kind=kind,
            file_name=file_name[-120:],
            file_format=f"{table.format.upper()}, {table.detail}"[:60],
            other_sheets=table.other_sheets,
            content=staging.pack(table),
            headers=table.headers,
            sample=[cells for _number, cells in table.rows[:SAMPLE]],
            row_count=len(table.rows),
            mapping=mappings.fitting(kind, table.headers) or columns.guess(kind, table.headers),
            effective_on=clock.today(),
            uploaded_by=user.uuid,
        )
        record(user, "organization.import.upload", source)
        work.owe(
            "organization.purge_import",
            str(source.uuid),
            not_before=clock.real_now() + KEPT,
        )
    return source


def choose_columns(
    *,
    user: Any,
    source: Import,
    mapping: Mapping[str, int],
    effective_on: date,
    complete: bool = False,
    remember: str = "",
) -> None:
    """Say what each column holds; the preview is made anew by background work. `remember`: a name
    under which the headings are kept for the next file of the same system."""

    def begin(_user: Any, source: Import) -> None:
        source.rows.all().delete()
        source.run += 1
        source.mapping, source.effective_on = dict(mapping), effective_on
        source.complete = complete
        source.counts = {}
        source.save(update_fields=["run", "mapping", "effective_on", "complete", "counts"])
        if remember:
            mappings.remember(user=user, source=source, name=remember)
        _owe("organization.stage_import", source, user)

    IMPORT.run("choose_columns", user=user, obj=source, effect=begin)


def apply(*, user: Any, source: Import) -> None:
    """Bring in what the preview shows, as background work (organization.importing.applying)."""
    with transaction.atomic():
        IMPORT.run("apply", user=user, obj=source)
        _owe("organization.apply_import", source, user)


def _owe(kind: str, source: Import, user: Any) -> None:
    work.owe(
        kind,
        f"{source.uuid}:{source.run}",
        {"import": str(source.uuid), "run": source.run},
        requested_by=user.uuid,
    )


def discard(*, user: Any, source: Import) -> None:
    """Throw a file away with everything read from it."""
    require(can_discard(user, source))
    with transaction.atomic():
        record(user, "organization.import.discard", source)
        source.delete()


@work.handler("organization.purge_import", name=gettext_lazy("Deleting a file's rows"))
def purge(owed: Work) -> None:
    """After seven days: of an applied file the counts stay, of others nothing."""
    source = Import.objects.filter(uuid=owed.key).first()
    if source is None:
        return
    if source.state == Import.State.APPLIED:
        source.rows.all().delete()
        Import.objects.filter(pk=source.pk).update(content=None, sample=[])
    else:
        source.delete()
