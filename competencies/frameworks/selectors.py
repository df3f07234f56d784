"""A framework as its writers see it: the tree, the scale, what is still missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from competencies.models import Audience, Competence, Framework
from core import clock
from core.policies import Words
from organization.models import UnitPeriod
from organization.selectors import periods_of

DEEPEST = 3  # levels of the tree: area, competence, part


@dataclass(frozen=True)
class Node:
    """A competence in its place of the tree. `depth` 1 at the top; a `heading` is not rated."""

    competence: Competence
    depth: int
    heading: bool
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Missing:
    """Something without which the draft cannot be published, and whose it is."""

    words: Words
    competence: Competence | None = None


def tree(competences: Iterable[Competence]) -> list[Node]:
    """Parents before their children, siblings in order. No queries."""
    below: dict[int | None, list[Competence]] = defaultdict(list)
    for competence in sorted(competences, key=lambda c: (c.order, c.pk)):
        below[competence.parent_id].append(competence)
    found: list[Node] = []

    def walk(parent: int | None, depth: int) -> None:
        rows = below.get(parent, [])
        for index, each in enumerate(rows):
            found.append(
                Node(each, depth, each.pk in below, first=not index, last=index == len(rows) - 1)
            )
            walk(each.pk, depth + 1)

    walk(None, 1)
    return found


def rated(competences: Iterable[Competence]) -> list[Competence]:
    """Those on which people are rated: not the headings. No queries."""
    rows = list(competences)
    parents = {c.parent_id for c in rows}
    return [c for c in rows if c.pk not in parents]


def missing(framework: Framework) -> list[Missing]:
    """What must be written before it is published: texts in every language, a scale, a
    competence. Two queries. Texts of levels may be empty: the scale's own stand for them."""
    found: list[Missing] = []
    levels = list(framework.levels.all())
    if len(levels) < 2:
        found.append(Missing(_("A scale needs two levels at least.")))
    if any(not _whole(level.name) or not _whole(level.text) for level in levels):
        found.append(Missing(_("A level of the scale lacks its name or text in some language.")))
    nodes = tree(framework.competences.all())
    if not any(not node.heading for node in nodes):
        found.append(Missing(_("There is no competence to rate.")))
    if framework.audience in (Audience.UNIT, Audience.PROFESSION) and not _whole(framework.name):
        found.append(Missing(_("The framework lacks its name in some language.")))
    if framework.audience == Audience.PROFESSION and not framework.job_titles:
        found.append(Missing(_("The framework names no job title.")))
    for node in nodes:
        each = node.competence
        if not _whole(each.name):
            found.append(Missing(_("The name is not in every language."), each))
        if not node.heading and not (_whole(each.description) and _whole(each.example)):
            found.append(
                Missing(_("The description or the example is not in every language."), each)
            )
    return found


def _whole(text: Any) -> bool:
    return all(str(text.get(code, "")).strip() for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class FrameworkRow:
    """A version in the list."""

    framework: Framework
    competences: int
    unit: Words


@dataclass(frozen=True)
class FrameworkGroup:
    """The versions of one audience's (or own) framework, the newest first."""

    title: str
    audience: str
    key: str
    unit: Words
    job_titles: Sequence[str]
    rows: Sequence[FrameworkRow]
    next_year: int | None  # for which a draft can be begun


def groups() -> list[FrameworkGroup]:
    """All versions of all frameworks, the shared ones first. Three queries."""
    today = clock.today()
    rows = list(
        Framework.objects.select_related("unit")
        .prefetch_related("competences")
        .order_by("-year", "-pk")
    )
    periods = periods_of({row.unit for row in rows if row.unit}, today)
    by: dict[tuple[Audience, str], list[Framework]] = defaultdict(list)
    for audience in (Audience.ALL_STAFF, Audience.SUPERVISORS):
        by[audience, ""] = []
    for row in rows:
        by[Audience(row.audience), row.key].append(row)
    order = list(Audience.values)
    found = []
    for (audience, key), versions in sorted(
        by.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
    ):
        newest = versions[0] if versions else None
        period = periods.get(newest.unit_id) if newest and newest.unit_id else None
        unit = period.name if period else (str(newest.unit) if newest and newest.unit else "")
        drafts = [v for v in versions if v.state == Framework.State.DRAFT]
        live = [v.year for v in versions if v.state == Framework.State.PUBLISHED]
        following = max(live) + 1 if live else today.year
        found.append(
            FrameworkGroup(
                title=newest.title if newest else str(Audience(audience).label),
                audience=audience,
                key=key,
                unit=unit,
                job_titles=newest.job_titles if newest else [],
                rows=[FrameworkRow(v, len(rated(v.competences.all())), unit) for v in versions],
                next_year=None if drafts else following,
            )
        )
    return found


def unit_choices() -> list[tuple[str, str]]:
    """The units of today by name, with their parts' place told by the name above."""
    today = clock.today()
    rows = UnitPeriod.objects.on(today).select_related("unit")
    return sorted(
        ((str(row.unit.uuid), str(row.name)) for row in rows), key=lambda row: row[1].casefold()
    )


def unit_words(framework: Framework) -> Words:
    """Today's name of an own framework's unit."""
    if framework.unit is None:
        return ""
    period = periods_of({framework.unit}, clock.today()).get(framework.unit.pk)
    return period.name if period else str(framework.unit)
