"""Making the preview: background work in chunks, each its own short transaction.

Started again it goes on after the last row it finds. The cells are read from `Import.content`.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from core import clock, work
from core.models import Work
from core.tabular import Table
from core.work import Progress
from organization.importing import workflow
from organization.importing.missing_units import missing_units
from organization.importing.models import Import, ImportRow
from organization.importing.people import Decision, File, Planner
from organization.importing.state import Units
from organization.importing.units import UnitPlanner
from organization.importing.values import Parsed, parse
from organization.models import Employment

CHUNK = 1_000
Outcome = ImportRow.Outcome


def pack(table: Table) -> bytes:
    """The cells as they are kept: compressed, nothing else of the file."""
    return pack_rows(table.rows)


def pack_rows(rows: Sequence[tuple[int, list[str]]]) -> bytes:
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), level=6)


def unpack(content: bytes | memoryview | None) -> list[tuple[int, list[str]]]:
    return [(number, cells) for number, cells in json.loads(zlib.decompress(bytes(content or b"")))]


@work.handler("organization.stage_import", name=_("Examining a file"))
def stage(owed: Work) -> Iterator[Progress]:
    source = Import.objects.filter(uuid=owed.payload["import"]).first()
    if source is None or source.state != Import.State.STAGING or source.run != owed.payload["run"]:
        return
    parsed = [
        parse(source.kind, source.mapping, number, cells)
        for number, cells in unpack(source.content)
    ]
    day = source.effective_on or clock.today()
    if source.kind == Import.Kind.UNITS:
        yield from _stage_units(source, parsed, day)
    else:
        yield from _stage_people(source, parsed, day)
    counts = dict(
        source.rows.values_list("outcome").annotate(n=Count("pk")).values_list("outcome", "n")
    )
    source.refresh_from_db()
    with transaction.atomic():
        workflow.IMPORT.run("previewed", user=None, obj=source)
        Import.objects.filter(pk=source.pk).update(counts=counts)


def _stage_units(source: Import, parsed: Sequence[Parsed], day: date) -> Iterator[Progress]:
    planner = UnitPlanner(parsed, Units(), day)
    decisions = planner.plan()
    if source.complete:
        decisions += missing_units(planner, decisions)
    done = _last(source)
    while done < len(decisions):
        _store(source, done, decisions[done : done + CHUNK])
        done = min(done + CHUNK, len(decisions))
        yield Progress(done, len(decisions))


def _stage_people(source: Import, parsed: Sequence[Parsed], day: date) -> Iterator[Progress]:
    planner = Planner(File(parsed), Units(), day)
    done, total = _last(source), len(parsed)
    while done < total:
        _store(source, done, planner.plan(parsed[done : done + CHUNK]))
        done = min(done + CHUNK, total)
        yield Progress(done, total)
    _drop_unmet_supervisors(source)
    if not source.complete:
        return
    while keys := _missing(source, day):
        _store(source, _last(source), planner.missing(keys))
        yield Progress(total, total)


def _last(source: Import) -> int:
    """How many rows are staged: positions run from 1 without gaps."""
    return source.rows.aggregate(last=Max("position"))["last"] or 0


def _store(source: Import, done: int, decisions: Sequence[Decision]) -> None:
    with transaction.atomic():
        ImportRow.objects.bulk_create(
            [
                ImportRow(
                    source=source,
                    position=position,
                    number=d.number,
                    outcome=d.outcome,
                    kind=d.kind,
                    corrects_from=d.corrects_from,
                    key=d.key,
                    title=d.title,
                    search=f"{d.title} {d.key}".lower(),
                    changes=d.changes,
                    reasons=d.reasons,
                    notes=d.notes,
                    needs=d.needs,
                    employment=d.employment,
                    plan=d.plan,
                    fingerprint=d.fingerprint,
                )
                for position, d in enumerate(decisions, start=done + 1)
            ],
            batch_size=500,
        )


def _drop_unmet_supervisors(source: Import) -> None:
    """A supervisor whom the file was to bring in, and whose own row is refused, is nobody yet."""
    waiting = source.rows.exclude(needs="")
    brought = source.rows.exclude(outcome=Outcome.REFUSE).filter(plan__person__pk=None)
    met = set(brought.filter(key__in=waiting.values("needs")).values_list("key", flat=True))
    for row in waiting:
        if row.needs in met:
            continue
        row.plan.pop("overrides", None)
        row.changes = [c for c in row.changes if c[0] != "supervisor"]
        row.notes.append(["unknown_supervisor", {}])
        row.needs = ""
        if not set(row.plan) - {"key"}:
            row.outcome, row.plan = Outcome.SAME, {}
        row.save()


def _missing(source: Import, day: date) -> list[int]:
    """The next employments that hold on the day and that the complete file does not know.

    People with a refused row are left alone: the row may be theirs.
    """
    named = source.rows.exclude(employment=None).values("employment")
    refused = source.rows.filter(outcome=Outcome.REFUSE).exclude(key="").values("key")
    holding = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    rows = (
        Employment.objects.filter(holding, starts_on__lt=day)
        .exclude(pk__in=named)
        .exclude(person__employee_number__in=refused)
        .order_by("person", "pk")
    )
    return list(rows.values_list("pk", flat=True)[:CHUNK])
