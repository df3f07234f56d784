"""The published results as a page, a picture and a table: this year's with last year's beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from competencies.models import Audience
from conversations.results.charts import NARROW, WIDE, Chart, chart
from conversations.results.models import CompetenceResults
from conversations.results.policies import can_see_areas
from core import clock
from core.fields import Translated
from core.look.formats import local
from core.policies import Words
from organization.models import UnitKind, UnitPeriod
from organization.reorganisation.succession import areas_then_and_now


@dataclass(frozen=True)
class Shown:
    """One figure: the mean, the band of people, the share at the target; None: not shown."""

    mean: Decimal | None = None
    last: Decimal | None = None
    people: str = ""
    reached: int | None = None

    @property
    def change(self) -> Decimal | None:
        if self.mean is None or self.last is None:
            return None
        return self.mean - self.last


@dataclass(frozen=True)
class Part:
    """A service area's figure of one competence."""

    name: Words
    figure: Shown


@dataclass(frozen=True)
class Spread:
    """How the whole city's ratings fall on the levels; neighbours may be joined."""

    levels: str
    percent: int


@dataclass(frozen=True)
class CompetenceLine:
    key: str
    name: Words
    target: int | None
    city: Shown
    areas: Sequence[Part]
    spread: Sequence[Spread]


@dataclass(frozen=True)
class ResultList:
    """The competences of all staff, or of supervisors."""

    audience: str
    title: Words
    lines: Sequence[CompetenceLine]
    area_names: Sequence[Words]
    charts: Sequence[Chart]


@dataclass(frozen=True)
class Moved:
    """A service area of that year that stands no more: in which areas its units are today."""

    name: object
    now: Sequence[object]


@dataclass(frozen=True)
class Results:
    year: int
    published_on: date
    last_year: int | None
    lists: Sequence[ResultList]
    with_areas: bool
    moved: Sequence[Moved] = ()


def years(user: Any) -> list[int]:
    rows = CompetenceResults.objects.visible_to(user).order_by("-year")
    return list(rows.values_list("year", flat=True))


def results(user: Any, year: int) -> Results | None:
    """The results of `year`, and of the newest earlier year beside. Two queries, and those of who
    the reader is."""
    visible = CompetenceResults.objects.visible_to(user)
    rows = list(visible.filter(year__lte=year).order_by("-year")[:2])
    if not rows or rows[0].year != year:
        return None
    now, last = rows[0], rows[1] if len(rows) > 1 else None
    areas = bool(can_see_areas(user))
    return Results(
        year=year,
        published_on=local(now.published_at).date(),
        last_year=last.year if last else None,
        lists=[_list(each, now.content, last, areas) for each in now.content["lists"]],
        with_areas=areas,
        moved=_moved(now) if areas else (),
    )


def _moved(row: CompetenceResults) -> list[Moved]:
    """Figures of old sectors are read through where their units are now (A8)."""
    shown = {area["uuid"] for area in row.content["areas"]}
    today = clock.today()
    standing = {
        str(uuid)
        for uuid in UnitPeriod.objects.on(today)
        .filter(kind=UnitKind.SERVICE_AREA)
        .values_list("unit__uuid", flat=True)
    }
    if shown <= standing:
        return []
    return [
        Moved(area.name, [place.name for place in area.places])
        for area in areas_then_and_now(date(row.year, 12, 31), today)
        if str(area.area.uuid) in shown - standing
    ]


def _list(
    each: dict[str, Any], content: dict[str, Any], last: CompetenceResults | None, areas: bool
) -> ResultList:
    earlier = _figures(last, each["audience"])
    shown_areas = content["areas"] if areas else []
    lines = [
        CompetenceLine(
            key=row["key"],
            name=str(Translated(row["name"])),
            target=row["target"],
            city=_shown(row["figures"].get(""), earlier.get((row["key"], ""))),
            areas=[
                Part(
                    str(Translated(area["name"])),
                    _shown(
                        row["figures"].get(area["uuid"]), earlier.get((row["key"], area["uuid"]))
                    ),
                )
                for area in shown_areas
            ],
            spread=[
                Spread(
                    f"{group['from']}–{group['to']}"
                    if group["from"] != group["to"]
                    else str(group["to"]),
                    group["percent"],
                )
                for group in row["figures"].get("", {}).get("levels", ())
            ],
        )
        for row in each["competences"]
    ]
    top = max((level["number"] for level in each["levels"]), default=5)
    drawn = [chart(lines, top=top, width=width) for width in (WIDE, NARROW)]
    return ResultList(
        audience=each["audience"],
        title=Audience(each["audience"]).label,
        lines=lines,
        area_names=[str(Translated(area["name"])) for area in shown_areas],
        charts=[each for each in drawn if each is not None],
    )


def _figures(row: CompetenceResults | None, audience: str) -> dict[tuple[str, str], Any]:
    """Last year's figures by competence and area; a competence is the same by its key."""
    if row is None:
        return {}
    return {
        (competence["key"], area): figure
        for each in row.content["lists"]
        if each["audience"] == audience
        for competence in each["competences"]
        for area, figure in competence["figures"].items()
    }


def _shown(figure: dict[str, Any] | None, last: dict[str, Any] | None) -> Shown:
    return Shown(
        mean=Decimal(figure["mean"]) if figure else None,
        last=Decimal(last["mean"]) if last else None,
        people=figure["people"] if figure else "",
        reached=figure.get("reached") if figure else None,
    )
