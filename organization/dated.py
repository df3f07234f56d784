"""Beginning and ending dated rows so that at most one holds on a day."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.models import DatedModel


def begin(
    model: type[DatedModel],
    key: dict[str, Any],
    valid_from: date,
    valid_until: date | None,
    values: dict[str, Any],
) -> Any:
    """A row from a day on. The one that held is ended; the next one known is left to begin."""
    if valid_until is not None and valid_until <= valid_from:
        raise ValidationError(_("The end must be after the beginning."))
    rows = model.objects.filter(**key)
    rows.filter(valid_from=valid_from).delete()
    rows.on(valid_from).update(valid_until=valid_from)
    coming = rows.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    if coming is not None and (valid_until is None or valid_until > coming.valid_from):
        valid_until = coming.valid_from
    return model.objects.create(**key, **values, valid_from=valid_from, valid_until=valid_until)


def end(model: type[DatedModel], key: dict[str, Any], day: date) -> None:
    rows = model.objects.filter(**key)
    rows.filter(valid_from__gte=day).delete()
    rows.on(day).update(valid_until=day)
