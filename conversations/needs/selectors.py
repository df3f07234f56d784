"""The published sums as a page, a picture and a table, and HR's list of units' needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competencies.models import Share
from conversations.models import DevelopmentNeed, Round
from conversations.needs.models import NeedFigure, NeedsPublication
from core import clock
from core.disclosure import Figure, Published, Suppressed
from core.policies import Words
from organization.models import Unit, UnitAncestor, UnitPeriod
from organization.selectors import is_hr, periods_of, person_of, units_in_line_of

Horizon = DevelopmentNeed.Horizon
BAR, LEFT, ROW = 640, 8, 52


@dataclass(frozen=True)
class Bar:
    """A row of the picture, in its own units."""

    name: Words
    label_y: int
    y: int
    width: str
    value: int


@dataclass(frozen=True)
class Picture:
    height: int
    bars: Sequence[Bar]


@dataclass
class Row:
    """One competence: how many people need it, and by horizon and way when it can be shown."""

    name: Words
    people: Figure
    cells: dict[tuple[str, int], int] = field(default_factory=dict)

    def parts(self) -> list[tuple[Words, list[tuple[int, Words, int]]]]:
        """(horizon, [(share, its name, people)]) of what is shown."""
        out: list[tuple[Words, list[tuple[int, Words, int]]]] = []
        for horizon in Horizon:
            found = [
                (share, share_name(share), self.cells[horizon.value, share])
                for share in (*Share.values, 0)
                if (horizon.value, share) in self.cells
            ]
            if found:
                out.append((horizon.label, found))
        return out


@dataclass(frozen=True)
class Sums:
    """One unit's sums of one round."""

    year: int
    unit: Unit
    name: str
    publication: NeedsPublication
    rows: Sequence[Row]
    picture: Picture | None


def share_name(share: int) -> Words:
    return Share(share).label if share else _("no way chosen")


def publications() -> QuerySet[NeedsPublication]:
    return NeedsPublication.objects.filter(state=NeedsPublication.State.READY).order_by(
        "-round__year"
    )


def units_for(user: Any, publication: NeedsPublication) -> list[tuple[UUID, str]]:
    """The units whose sums this reader sees: HR all, others those of their own line today."""
    units = Unit.objects.filter(
        pk__in=NeedFigure.objects.filter(publication=publication).values("unit")
    )
    person = person_of(user)
    if person is None:
        return []
    if not is_hr(user):
        units = units.filter(pk__in=units_in_line_of(person, clock.today()).values("pk"))
    order = {"city": 0, "service_area": 1, "responsibility_area": 2}
    periods: dict[int, UnitPeriod] = periods_of(units, publication.day)
    found = [(u.uuid, periods[u.pk]) for u in units if u.pk in periods]
    found.sort(key=lambda row: (order.get(row[1].kind, 9), str(row[1].name)))
    return [(uuid, str(period.name)) for uuid, period in found]


def sums(publication: NeedsPublication, unit: Unit, name: str) -> Sums:
    """One query."""
    rows: dict[str, Row] = {}
    for figure in NeedFigure.objects.filter(publication=publication, unit=unit).order_by(
        "order", "pk"
    ):
        if figure.share is None:
            shown: Figure = (
                Suppressed(_("Not shown")) if figure.value is None else Published(figure.value)
            )
            rows[figure.competence] = Row(
                figure.name if figure.competence else _("None of the shared competences"), shown
            )
        elif figure.value is not None:
            rows[figure.competence].cells[figure.horizon, figure.share] = figure.value
    found = list(rows.values())
    return Sums(publication.round.year, unit, name, publication, found, picture(found))


def picture(rows: Sequence[Row]) -> Picture | None:
    """Only what is shown, the greatest first; None when nothing is."""
    shown = [(r, int(r.people.value)) for r in rows if isinstance(r.people, Published)]
    if not shown:
        return None
    most = max(value for _row, value in shown)
    bars = [
        Bar(row.name, 18 + ROW * n, 36 + ROW * n, f"{(BAR - 60) * value / most:.1f}", value)
        for n, (row, value) in enumerate(sorted(shown, key=lambda each: -each[1]))
    ]
    return Picture(12 + ROW * len(bars), bars)


def table_head() -> list[str]:
    return [
        _("Competence"),
        pgettext("sums", "Now or in future"),
        _("Way of learning"),
        pgettext("sums", "People"),
    ]


def table_rows(found: Sums) -> Iterator[list[Any]]:
    for row in found.rows:
        shown = row.people.value if isinstance(row.people, Published) else _("not shown")
        yield [str(row.name), _("in all"), "", shown]
        for horizon, parts in row.parts():
            for share, name, value in parts:
                yield [str(row.name), str(horizon), f"{share or ''} {name}".strip(), value]


def rounds_to_publish() -> list[Round]:
    """Rounds with held conversations and no publication, the newest first."""
    return list(
        Round.objects.filter(
            needs_publication__isnull=True, conversations__state__in=("held", "locked")
        )
        .distinct()
        .order_by("-year")
    )


def unit_needs(*, retired: bool = False) -> QuerySet[DevelopmentNeed]:
    """Needs of units, of every source but the conversations, for HR's list."""
    rows = DevelopmentNeed.objects.filter(conversation__isnull=True)
    return (
        rows.filter(retired_at__isnull=not retired)
        .select_related("unit", "competence", "way", "author")
        .order_by("source", "horizon", "topic", "pk")
    )


def unit_needs_for(unit: Unit | int, year: int, day: Any) -> QuerySet[DevelopmentNeed]:
    """The open needs of `unit` itself and of the units above it on `day`, for its plan of the year
    after `year`."""
    above = UnitAncestor.objects.on(day).filter(unit=unit)
    return DevelopmentNeed.objects.filter(
        Q(unit__in=above.values("ancestor")) | Q(unit=unit),
        conversation__isnull=True,
        agreed=True,
        retired_at__isnull=True,
        year__lte=year,
    )
