"""What a new year starts with: strategy, shared competences, scale and the 70-20-10 catalogue.

The texts are data in the modules beside this one. They are only a beginning: a year that already
has its own is left as it is, since a published version never changes.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from competencies.defaults import all_staff, catalogue, strategy, supervisors
from competencies.defaults.words import CompetenceWords, WayWords
from competencies.models import (
    Audience,
    Catalogue,
    Competence,
    Framework,
    LearningWay,
    Level,
    LevelText,
    StrategyItem,
)
from core import clock

FRAMEWORKS: dict[Audience, tuple[CompetenceWords, ...]] = {
    Audience.ALL_STAFF: all_staff.COMPETENCES,
    Audience.SUPERVISORS: supervisors.COMPETENCES,
}


@transaction.atomic
def ensure_defaults(year: int, decided_on: date | None = None) -> None:
    """The year's strategy, both frameworks and catalogue exist after this; calling again changes
    nothing. `decided_on`: when the city manager's management group decided on them (requirement
    34), unknown by default."""
    _ensure_strategy()
    for audience, competences in FRAMEWORKS.items():
        _ensure_framework(audience, year, competences, decided_on)
    _ensure_catalogue(year, decided_on)


@transaction.atomic
def ensure_in_force(year: int) -> None:
    """Something is in force for the year after this: what was decided for it, else what was decided
    before, which goes on; the model's own only when there is nothing at all."""
    _ensure_strategy()
    published = Framework.objects.published().filter(year__lte=year)
    for audience, competences in FRAMEWORKS.items():
        if not published.filter(audience=audience).exists():
            _ensure_framework(audience, year, competences, None)
    if not Catalogue.objects.published().filter(year__lte=year).exists():
        _ensure_catalogue(year, None)


def _ensure_strategy() -> None:
    if StrategyItem.objects.exists():
        return
    StrategyItem.objects.bulk_create(
        StrategyItem(kind=kind, name=name, order=order)
        for kind, names in (
            (StrategyItem.Kind.VALUE, strategy.VALUES),
            (StrategyItem.Kind.GOAL, strategy.GOALS),
        )
        for order, name in enumerate(names, start=1)
    )


def _ensure_framework(
    audience: Audience,
    year: int,
    competences: tuple[CompetenceWords, ...],
    decided_on: date | None,
) -> None:
    own = Framework.objects.filter(audience=audience, year=year)
    if own.exclude(state=Framework.State.ARCHIVED).exists():
        return
    framework = Framework.objects.create(
        audience=audience,
        year=year,
        state=Framework.State.PUBLISHED,
        decided_by=strategy.DECIDED_BY,
        decided_on=decided_on,
        published_at=clock.now(),
    )
    fill(framework, competences)


def fill(framework: Framework, competences: tuple[CompetenceWords, ...]) -> None:
    """The default scale and these competences, into a framework that has none."""
    Level.objects.bulk_create(
        Level(framework=framework, number=number, name=name, text=text)
        for number, (name, text) in enumerate(
            zip(strategy.SCALE, strategy.SCALE_TEXTS, strict=True), start=1
        )
    )
    rows = Competence.objects.bulk_create(
        Competence(
            framework=framework,
            key=words.key,
            name=words.name,
            description=words.description,
            example=words.example,
            order=order,
            target=words.target,
        )
        for order, words in enumerate(competences, start=1)
    )
    LevelText.objects.bulk_create(
        LevelText(competence=competence, number=number, text=text)
        for competence, words in zip(rows, competences, strict=True)
        for number, text in enumerate(words.levels, start=1)
    )


def _ensure_catalogue(year: int, decided_on: date | None) -> None:
    """A year for which nothing was decided goes on with the catalogue in force."""
    if Catalogue.objects.published().filter(year=year).exists():
        return
    before = (
        Catalogue.objects.published().filter(year__lt=year).order_by("-year", "-number").first()
    )
    newest = Catalogue.objects.filter(year=year).aggregate(Max("number"))["number__max"] or 0
    version = Catalogue.objects.create(
        year=year,
        number=newest + 1,
        decided_by=before.decided_by if before else strategy.DECIDED_BY,
        decided_on=before.decided_on if before else decided_on,
    )
    ways: Iterable[LearningWay | WayWords] = before.ways.all() if before else catalogue.WAYS
    LearningWay.objects.bulk_create(
        LearningWay(
            catalogue=version,
            key=way.key,
            share=way.share,
            name=way.name,
            description=way.description,
            order=order,
        )
        for order, way in enumerate(ways, start=1)
    )
