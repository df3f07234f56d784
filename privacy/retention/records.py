"""Destruction records: what was erased, how much, by which rule, when, who decided.

The content names kinds and years in three languages, so that it is read without the code that
wrote it; of people only those who made and confirmed the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, documents, retention
from core.fields import Translated
from core.models import Document
from core.policies import Words
from core.retention import Eraser, Rule
from core.verification import Counter, Problem, verifier
from privacy.retention.models import DestructionRecord, ErasureRun, PeriodChange

PDF = "privacy.destruction"
LANGUAGES = ("fi", "sv", "en")


def write_record(run: ErasureRun) -> DestructionRecord | None:
    """The record of a finished run; none of a night in which no recorded rule took anything."""
    if run.kind == ErasureRun.Kind.NIGHT:
        recorded = {e.key for e in retention.erasers(nightly=True) if _rule(e).recorded}
        if not recorded & {key for key, years in run.erased.items() if sum(years.values())}:
            return None
    content = documents.as_json(_content(run))
    made, _created = DestructionRecord.objects.get_or_create(
        run=run,
        defaults={
            "day": run.day,
            "content": content,
            "content_hash": documents.content_hash(content),
            "made_at": run.finished_at or clock.now(),
        },
    )
    return made


def _content(run: ErasureRun) -> dict[str, Any]:
    changes: dict[str, PeriodChange] = {}
    for change in PeriodChange.objects.filter(at__lte=run.prepared_at).order_by("at", "pk"):
        changes[change.rule] = change
    rows = []
    for eraser in retention.erasers():
        years = run.erased.get(eraser.key)
        if years:
            decision = changes.get(eraser.rule)
            rows.append(
                {
                    "kind": eraser.key,
                    "name": _in_all(eraser.name),
                    "rule": _in_all(_rule(eraser).name),
                    "period": run.periods[eraser.rule],
                    "unit": _rule(eraser).unit,
                    "counted_from": _in_all(_rule(eraser).counted_from),
                    "reference": decision.reference if decision else "",
                    "decided_on": decision.decided_on if decision else None,
                    "years": dict(sorted(years.items())),
                    "total": sum(years.values()),
                }
            )
    return {
        "format": 1,
        "run": run.uuid,
        "kind": run.kind,
        "day": run.day,
        "reference": run.reference,
        "prepared_by": str(run.prepared_by or ""),
        "prepared_at": run.prepared_at,
        "confirmed_by": str(run.confirmed_by or ""),
        "confirmed_at": run.confirmed_at,
        "finished_at": run.finished_at,
        "rows": rows,
        "total": sum(row["total"] for row in rows),
    }


def _rule(eraser: Eraser) -> Rule:
    return retention.rule_of(eraser.rule)


def _in_all(words: Words) -> dict[str, str]:
    out = {}
    for language in LANGUAGES:
        with translation.override(language):
            out[language] = str(words)
    return out


# ---------------------------------------------------------------------------- reading


@dataclass(frozen=True)
class Line:
    """One kind of a record or a list, in the reader's language."""

    name: str
    rule: str
    keeps: str
    decision: str
    years: list[tuple[str, int]]
    total: int


def lines(record: DestructionRecord) -> list[Line]:
    from privacy.retention.words import keeps, year_words

    return [
        Line(
            name=str(Translated(row["name"])),
            rule=str(Translated(row["rule"])),
            keeps=keeps(row["unit"], row["period"]),
            decision=row["reference"],
            years=[(str(year_words(year)), number) for year, number in row["years"].items()],
            total=row["total"],
        )
        for row in record.content["rows"]
    ]


def request_pdf(record: DestructionRecord, language: str, user: Any) -> Document:
    with translation.override(language):
        title = _("Destruction record {day}").format(day=f"{record.day:%-d.%-m.%Y}")
    return documents.request_document(
        PDF,
        record.uuid,
        content_hash=record.content_hash,
        title=title,
        language=language,
        requested_by=user.uuid,
    )


@documents.renderer(PDF)
def _draw(subject_id: UUID, language: str) -> documents.Rendered:
    record = DestructionRecord.objects.get(uuid=subject_id)
    with translation.override(language):
        context = {"record": record, "content": record.content, "lines": lines(record)}
    return documents.as_html("privacy/retention/document_record.html", context, language)


@verifier("destruction records")
def _verify(count: Counter) -> Iterator[Problem]:
    for record in DestructionRecord.objects.order_by("pk").iterator(200):
        count()
        if documents.content_hash(record.content) != record.content_hash:
            yield Problem("privacy.destruction", record.uuid, "the record has changed")
