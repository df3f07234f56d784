"""Which heading holds what, remembered under a name: the next file is read in the same way."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core.tabular import BadFile
from organization.importing.columns import FIELDS, guess, normalised
from organization.importing.models import Import, ImportMapping


def remember(*, user: Any, source: Import, name: str) -> None:
    """Keep the headings of this file's columns; the same name again replaces them."""
    headings = {field: source.headers[column] for field, column in source.mapping.items()}
    ImportMapping.objects.update_or_create(
        kind=source.kind,
        name=name,
        defaults={"headings": headings, "saved_by": user.uuid, "saved_at": clock.now()},
    )


def _columns(mapping: ImportMapping, headers: Sequence[str]) -> dict[str, int] | None:
    """Where its headings stand in a file; None when one is missing."""
    places = {normalised(heading): column for column, heading in enumerate(headers)}
    wanted = {field: normalised(heading) for field, heading in mapping.headings.items()}
    if not all(heading in places for heading in wanted.values()):
        return None
    return {field: places[heading] for field, heading in wanted.items()}


def fitting(kind: str, headers: Sequence[str]) -> dict[str, int] | None:
    """The columns by the latest remembered headings that this file has, all of them."""
    for mapping in ImportMapping.objects.filter(kind=kind).order_by("-saved_at"):
        found = _columns(mapping, headers)
        if found:
            return found
    return None


def named(kind: str, headers: Sequence[str], name: str = "") -> dict[str, int]:
    """The columns by the headings of a name, or as guessed. Raises `BadFile` when the name is
    unknown, or when something needed is not found."""
    found: dict[str, int] | None
    if name:
        mapping = ImportMapping.objects.filter(kind=kind, name=name).first()
        if mapping is None:
            raise BadFile(_("No columns are remembered as %(name)s.") % {"name": name})
        found = _columns(mapping, headers)
    else:
        found = fitting(kind, headers) or guess(kind, headers)
    missing = [str(f.label) for f in FIELDS[kind] if f.required and f.name not in (found or {})]
    if found is None or missing:
        raise BadFile(
            _("The headings of the file have changed. Not found: %(fields)s.")
            % {"fields": ", ".join(missing) or name}
        )
    return found
