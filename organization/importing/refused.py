"""The refused rows as a table of their own: HR corrects these and nothing else."""

from typing import Any

from django.utils.translation import gettext as _

from organization.importing import words
from organization.importing.models import Import, ImportRow
from organization.importing.staging import pack_rows, unpack

Table = tuple[list[str], list[list[str]]]


def _numbers(source: Import) -> set[int]:
    rows = source.rows.filter(outcome=ImportRow.Outcome.REFUSE).exclude(number=None)
    return {number for number in rows.values_list("number", flat=True) if number is not None}


def cells_left(source: Import) -> bytes | None:
    """What is kept of a file brought in: the cells of its refused rows, or nothing."""
    numbers = _numbers(source)
    if not numbers or not source.content:
        return None
    return pack_rows([row for row in unpack(source.content) if row[0] in numbers])


def table(source: Import) -> Table:
    """The refused rows with the columns of the file, and why each was refused."""
    reasons: dict[int | None, Any] = dict(
        source.rows.filter(outcome=ImportRow.Outcome.REFUSE).values_list("number", "reasons")
    )
    rows = []
    for number, cells in unpack(source.content) if source.content else ():
        if number in reasons:
            why = " ".join(words.sentences(source.kind, reasons[number], words.REASONS))
            rows.append([*cells, str(number), why])
    return [*source.headers, _("Row in the file"), _("Why it was refused")], rows
