"""The figures that stay when a year's conversations go.

Per year, for the city and for each service and responsibility area of that time: how many people
had their conversation held, and the mean of agreed ratings by competence. Frozen once, on the first
night after the year (nothing can be worked out of two versions); through core.disclosure, so that
neither a small unit nor the rest after subtracting can be read. Earlier leavers' conversations
that had gone before the year closed are not in them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from conversations.models import Conversation, Layer, Rating, Round
from core import disclosure
from core.disclosure import Figure, Published
from organization.models import UnitAncestor, UnitKind, UnitPeriod
from organization.selectors import units_of_kind
from privacy.retention.models import YearSum

LEVELS = (UnitKind.CITY, UnitKind.SERVICE_AREA, UnitKind.RESPONSIBILITY_AREA)


def freeze_closed_years(day: date) -> int:
    """Freeze every year before `day`'s that has conversations and no figures yet. How many."""
    frozen = YearSum.objects.values("year")
    years = Round.objects.filter(year__lt=day.year, conversations__isnull=False)
    todo = years.exclude(year__in=frozen).order_by("year").values_list("year", flat=True).distinct()
    return sum(freeze(year) for year in list(todo))


def freeze(year: int) -> bool:
    """Write the year's figures. False: another worker did so meanwhile, or there is nothing."""
    day = date(year, 12, 31)
    root = units_of_kind(day, UnitKind.CITY).first()
    if root is None:
        return False
    tree = _Tree(day, root.pk)
    with transaction.atomic():
        if YearSum.objects.filter(year=year).exists():
            return False
        rows = [*_talks(year, tree), *_ratings(year, tree)]
        made = YearSum.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(made)


class _Tree:
    """The city and its areas on the last day of the year; who stands lower counts upwards."""

    def __init__(self, day: date, root: int) -> None:
        self.root = root
        areas = UnitPeriod.objects.on(day).filter(kind__in=LEVELS)
        self.nodes = list(areas.values_list("unit_id", flat=True))
        above: dict[int, list[int]] = defaultdict(list)
        rows = (
            UnitAncestor.objects.on(day)
            .filter(ancestor__in=self.nodes)
            .order_by("depth")
            .values_list("unit_id", "ancestor_id")
        )
        for unit, ancestor in rows:
            above[unit].append(ancestor)
        # A unit that has ended within the year is reckoned to the city only.
        self.above = dict(above)
        self.children: dict[int, list[int]] = defaultdict(list)
        for unit in self.nodes:
            parents = [a for a in self.above.get(unit, ()) if a != unit]
            if parents:
                self.children[parents[0]].append(unit)

    def groups(self, people: Iterable[tuple[int | None, int, int]]) -> dict[int, dict[int, int]]:
        """(unit, person, value) gathered: node -> {person: value}, one value a person."""
        out: dict[int, dict[int, int]] = {node: {} for node in self.nodes}
        for unit, person, value in people:
            for node in self.above.get(unit or 0) or [self.root]:
                out[node].setdefault(person, value)
        return out

    def figures(self, groups: Mapping[int, dict[int, int]], *, mean: bool) -> dict[int, Figure]:
        limit = disclosure.MEAN_LIMIT if mean else disclosure.COUNT_LIMIT
        totals = {node: len(values) for node, values in groups.items()}
        shown = disclosure.shown_in_tree(totals, self.children, self.root, limit=limit)
        hidden = disclosure.count(0)
        return {
            node: hidden
            if node not in shown
            else disclosure.mean(list(values.values()))
            if mean
            else disclosure.count(len(values))
            for node, values in groups.items()
        }


def _talks(year: int, tree: _Tree) -> list[YearSum]:
    held = Conversation.objects.filter(round__year=year, held_at__isnull=False)
    people = held.order_by("pk").values_list("held_unit_id", "employment__person_id")
    groups = tree.groups((unit, person, 1) for unit, person in people)
    figures = tree.figures(groups, mean=False)
    return [_row(year, node, YearSum.Figure.TALKS, "", figure) for node, figure in figures.items()]


def _ratings(year: int, tree: _Tree) -> list[YearSum]:
    rows = (
        Rating.objects.filter(
            layer=Layer.AGREED, level__isnull=False, conversation__round__year=year
        )
        .order_by("pk")
        .values_list(
            "competence__key",
            "conversation__held_unit_id",
            "conversation__employment__person_id",
            "level",
        )
    )
    by_key: dict[str, list[tuple[int | None, int, int]]] = defaultdict(list)
    for key, unit, person, level in rows.iterator(5_000):
        by_key[key].append((unit, person, level or 0))
    out = []
    for key, values in sorted(by_key.items()):
        figures = tree.figures(tree.groups(values), mean=True)
        out += [_row(year, node, YearSum.Figure.RATING, key, f) for node, f in figures.items()]
    return out


def _row(year: int, unit: int, figure: str, key: str, value: Figure) -> YearSum:
    shown = Decimal(value.value) if isinstance(value, Published) else None
    return YearSum(year=year, unit_id=unit, figure=figure, competence=key, value=shown)
