"""What pages show of competences, ways of learning and lines. Each answer is a fixed number of
queries, however many rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.frameworks.applying import OWN, own_frameworks, places_of
from competencies.frameworks.selectors import tree
from competencies.lines.selectors import LinesOfUnit, grouped
from competencies.models import (
    Audience,
    Catalogue,
    Competence,
    Framework,
    Level,
    Line,
    Share,
    StrategyItem,
)
from core import clock
from core.policies import Words
from organization.selectors import person_of


@dataclass(frozen=True)
class LevelView:
    """A level of one competence: its name on the scale and what it looks like at work."""

    number: int
    name: Words
    text: Words
    is_target: bool


@dataclass(frozen=True)
class CompetenceView:
    key: str
    name: Words
    description: Words
    example: Words
    levels: Sequence[LevelView]
    area: Words = ""  # the heading above it

    @property
    def target(self) -> LevelView | None:
        return next((level for level in self.levels if level.is_target), None)


@dataclass(frozen=True)
class FrameworkView:
    """One year's shared competences of an audience (requirements 32-34)."""

    audience: str
    year: int
    decided_by: Words
    decided_on: date | None
    competences: Sequence[CompetenceView]
    title: str = ""
    anchor: str = ""
    archived: bool = False

    @property
    def scale(self) -> Sequence[LevelView]:
        """The levels by name, as the first competence has them."""
        return self.competences[0].levels if self.competences else []

    @property
    def own(self) -> bool:
        """A unit's or a profession's."""
        return self.audience in OWN


@dataclass(frozen=True)
class WayView:
    key: str
    name: Words
    description: Words
    uuid: UUID


@dataclass(frozen=True)
class WayGroup:
    """The ways of one share: 70, 20 or 10."""

    share: int
    title: Words
    lead: Words
    ways: Sequence[WayView]


@dataclass(frozen=True)
class CatalogueView:
    """One year's 70-20-10 catalogue (requirements 15-18)."""

    year: int
    decided_by: Words
    decided_on: date | None
    groups: Sequence[WayGroup]


# The catalogue is a direction and no quota, so the words promise no percentages.
SHARES: dict[int, tuple[Words, Words]] = {
    Share.WORK: (
        _("Learning at work"),
        _("Most of what we can do, we learn in the work itself."),
    ),
    Share.TOGETHER: (
        _("Learning together and from others"),
        _("Much is learned from workmates, supervisors and partners."),
    ),
    Share.TRAINING: (
        pgettext_lazy("share", "Training"),
        _("Training gives a basis or something quite new. Take it into use at work straight away."),
    ),
}


def framework_for(audience: str, year: int) -> Framework | None:
    """The published version in force in `year`: that year's, or else the newest before it."""
    return (
        Framework.objects.published()
        .filter(audience=audience, year__lte=year)
        .order_by("-year")
        .first()
    )


def catalogue_for(year: int) -> Catalogue | None:
    """The catalogue in force in `year`: that year's, or else the newest before it."""
    published = Catalogue.objects.published().filter(year__lte=year)
    return published.order_by("-year", "-number").first()


def years_of_frameworks(user: Any) -> list[int]:
    """The years that have competences to read, the newest first."""
    rows = Framework.objects.visible_to(user).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def years_of_catalogues(user: Any) -> list[int]:
    rows = Catalogue.objects.visible_to(user).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def years_of_lines(user: Any) -> list[int]:
    rows = Line.objects.visible_to(user).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def frameworks_of(user: Any, year: int) -> list[FrameworkView]:
    """The shared competences of `year` with their level texts, all staff first, then those of the
    reader's own unit and profession. The same number of queries for any number of them."""
    shared = (
        Framework.objects.visible_to(user)
        .filter(year=year, audience__in=[Audience.ALL_STAFF, Audience.SUPERVISORS])
        .order_by("state", "-published_at")
    )
    day = clock.today()
    person = person_of(user)
    places = places_of(
        person.employments.values_list("pk", flat=True) if person else [], day
    ).values()
    own = [f.pk for found in own_frameworks(year, places, day).values() for f in found]
    rows = [
        *_read(shared),
        *sorted(_read(Framework.objects.filter(pk__in=own)), key=lambda f: own.index(f.pk)),
    ]
    order = list(Audience.values)
    seen: dict[tuple[str, str], Framework] = {}
    for row in sorted(rows, key=lambda f: f.state == Framework.State.ARCHIVED):
        # An archived version is shown only where no other has taken its place.
        seen.setdefault((row.audience, row.key), row)
    return sorted(map(view_of, seen.values()), key=lambda view: order.index(view.audience))


def _read(rows: Any) -> list[Framework]:
    return list(rows.prefetch_related("levels", "competences__level_texts"))


def view_of(row: Framework) -> FrameworkView:
    """A framework as a first-time reader sees it: what is rated, under its headings. A level
    without words of its own has the scale's."""
    scale = {level.number: level for level in row.levels.all()}
    nodes = tree(row.competences.all())
    names = {node.competence.pk: node.competence.name for node in nodes}
    return FrameworkView(
        audience=row.audience,
        year=row.year,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        title=row.title,
        anchor=row.key or row.audience,
        archived=row.state == Framework.State.ARCHIVED,
        competences=[
            CompetenceView(
                key=each.key,
                name=each.name,
                description=each.description,
                example=each.example,
                levels=_levels(each, scale),
                area=names.get(each.parent_id, "") if each.parent_id else "",
            )
            for each in (node.competence for node in nodes if not node.heading)
        ],
    )


def _levels(competence: Competence, scale: dict[int, Level]) -> list[LevelView]:
    own = {level.number: level.text for level in competence.level_texts.all()}
    return [
        LevelView(
            number=number,
            name=level.name,
            text=own.get(number) or level.text,
            is_target=number == competence.target,
        )
        for number, level in sorted(scale.items())
    ]


def catalogue_of(user: Any, year: int) -> CatalogueView | None:
    """The catalogue of `year` grouped by share, the biggest first."""
    rows = Catalogue.objects.visible_to(user).filter(year=year).order_by("-number")
    row = rows.prefetch_related("ways").first()
    return catalogue_view(row) if row else None


def catalogue_view(row: Catalogue) -> CatalogueView:
    """A version as pages show it; asks for its ways."""
    return CatalogueView(
        year=row.year,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        groups=[
            WayGroup(
                share=share,
                title=SHARES[share][0],
                lead=SHARES[share][1],
                ways=[WayView(way.key, way.name, way.description, way.uuid) for way in ways],
            )
            for share, ways in groupby(row.ways.all(), key=lambda way: way.share)
        ],
    )


def strategy(user: Any, day: date | None = None) -> dict[str, list[Words]]:
    """The values and strategy goals in force, by kind (requirements 6, 7)."""
    today = day or clock.today()
    rows = StrategyItem.objects.visible_to(user).filter(
        Q(retired_on__isnull=True) | Q(retired_on__gt=today)
    )
    found: dict[str, list[Words]] = {kind: [] for kind in StrategyItem.Kind.values}
    for row in rows:
        found[row.kind].append(row.name)
    return found


def lines_of(user: Any, year: int) -> list[LinesOfUnit]:
    """The lines of `year`: the city's first, then the service areas' by name (requirement 31)."""
    rows = list(Line.objects.visible_to(user).filter(year=year).select_related("unit"))
    # A coming year's lines stand under today's names.
    return grouped(rows, min(clock.today(), date(year, 12, 31)))
