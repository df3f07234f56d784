"""Verbs of the catalogue. Every save names the version it was made upon."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.catalogue.policies import can_edit, can_prepare, can_publish
from competencies.models import Catalogue, LearningWay, Share
from competencies.selectors import catalogue_for
from core import clock
from core.policies import Denied, Refused, Stale, require

MOST = 80  # ways in one catalogue
FIELDS = ("key", "share", "name", "description", "order")


@transaction.atomic
def draft_next(*, user: Any, year: int) -> Catalogue:
    """The draft of `year`: the one there is, else a copy of what would be in force. Raises
    Refused."""
    require(can_prepare(user, year))
    there = Catalogue.objects.drafts().select_for_update().filter(year=year).first()
    if there is not None:
        return there
    source = catalogue_for(year)
    made = Catalogue.objects.create(
        year=year,
        number=_newest(year) + 1,
        decided_by=source.decided_by if source else {},
        published_at=None,
    )
    LearningWay.objects.bulk_create(
        LearningWay(catalogue=made, **{name: getattr(way, name) for name in FIELDS})
        for way in (source.ways.all() if source else ())
    )
    record(user, "competencies.catalogue_draft", made)
    return made


@transaction.atomic
def save_way(
    *,
    user: Any,
    draft: Catalogue,
    version: int,
    way: LearningWay | None,
    share: int,
    name: Mapping[str, str],
    description: Mapping[str, str],
) -> LearningWay:
    """Add a way (`way` None) or change one. Raises Refused, Stale, ValidationError."""
    _touch(user, draft, version)
    if share not in Share.values:
        raise ValidationError({"share": _("Choose 70, 20 or 10.")})
    if not str(name.get("fi", "")).strip():
        raise ValidationError({"name_fi": _("Write the name in Finnish at least.")})
    if way is None:
        if draft.ways.count() >= MOST:
            raise ValidationError(_("A catalogue has at most 80 ways."))
        way = LearningWay(catalogue=draft, key=f"tapa-{uuid4().hex[:8]}")
    if way.pk is None or way.share != share:
        last = draft.ways.filter(share=share).aggregate(Max("order"))["order__max"] or 0
        way.order = last + 1
    way.share, way.name, way.description = share, dict(name), dict(description)
    way.save()
    return way


@transaction.atomic
def drop_way(*, user: Any, draft: Catalogue, version: int, way: LearningWay) -> None:
    """Leave a way out of this draft. Earlier catalogues, and goals that name it, keep theirs."""
    _touch(user, draft, version)
    draft.ways.filter(pk=way.pk).delete()


@transaction.atomic
def move_way(*, user: Any, draft: Catalogue, version: int, way: LearningWay, up: bool) -> None:
    """Change places with the one before or after in the same share."""
    _touch(user, draft, version)
    rows = list(draft.ways.filter(share=way.share).order_by("order", "pk"))
    here = next(number for number, row in enumerate(rows) if row.pk == way.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for number, row in enumerate(rows, start=1):
            row.order = number
        LearningWay.objects.bulk_update(rows, ["order"])


@transaction.atomic
def publish(
    *, user: Any, draft: Catalogue, decided_by: Mapping[str, str], decided_on: date
) -> Catalogue:
    """Put the draft into force for its year by the group's decision. A version published earlier
    for the year stays as it was and gives way. Raises Refused and Stale."""
    require(can_publish(user, draft))
    if decided_on > clock.today():
        raise Refused(Denied(_("The day is in the future.")))
    if not draft.ways.exists():
        raise Refused(Denied(_("The catalogue is empty. Add at least one way of learning.")))
    number = _newest(draft.year, without=draft.pk) + 1
    same = Catalogue.objects.drafts().filter(pk=draft.pk, version=draft.version)
    if not same.update(
        published_at=clock.now(),
        number=number,
        version=F("version") + 1,
        decided_by=dict(decided_by),
        decided_on=decided_on,
    ):
        raise Stale
    draft.refresh_from_db()
    record(user, "competencies.catalogue_publish", draft)
    return draft


def _newest(year: int, without: int | None = None) -> int:
    rows = Catalogue.objects.filter(year=year).exclude(pk=without)
    return rows.aggregate(Max("number"))["number__max"] or 0


def _touch(user: Any, draft: Catalogue, version: int) -> None:
    """Compare-and-swap of the draft's version, and the event."""
    require(can_edit(user, draft))
    same = Catalogue.objects.drafts().filter(pk=draft.pk, version=version)
    if not same.update(version=F("version") + 1):
        raise Stale
    draft.refresh_from_db()
    record(user, "competencies.catalogue_write", draft)
