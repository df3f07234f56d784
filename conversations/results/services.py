"""Publishing a year's competence results: once, frozen, by background work (requirements 30, 42).

Only talks that both had signed by then count, and none whose processing is restricted.
A job that is killed leaves nothing; run twice it changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.models import Competence, Framework
from conversations.models import Conversation, Layer, Rating, Round
from conversations.results.calculation import figures
from conversations.results.models import CompetenceResults
from conversations.results.policies import can_publish
from core import clock, work
from core.documents import as_json, content_hash
from core.look.formats import local
from core.models import Work
from core.policies import require
from core.work import Progress
from organization.models import UnitAncestor, UnitKind, UnitPeriod

PUBLISH = "conversations.publish_results"


def publish(*, user: Any, year: int) -> Work:
    """Order the publication. The same again is the same work. Raises Refused."""
    require(can_publish(user, year))
    with transaction.atomic():
        owed = work.owe(PUBLISH, str(year), {"year": year}, requested_by=user.uuid)
        work.retry(owed)
        record(user, "conversations.publish_results", Round.objects.get(year=year))
    return owed


def work_of(year: int) -> Work | None:
    return Work.objects.filter(kind=PUBLISH, key=str(year)).first()


@work.handler(PUBLISH, name=_("Publishing the results of competences"))
def make(owed: Work) -> Iterator[Progress]:
    year = owed.payload["year"]
    if CompetenceResults.objects.filter(year=year).exists():
        return
    freeze(Round.objects.get(year=year))
    yield Progress(1, 1)


@transaction.atomic
def freeze(opened: Round) -> CompetenceResults:
    """The year's snapshot, the one there is or a new one. A fixed number of queries."""
    there = CompetenceResults.objects.filter(year=opened.year).first()
    if there is not None:
        return there
    content = as_json(snapshot(opened))
    made, _created = CompetenceResults.objects.get_or_create(
        year=opened.year,
        defaults={
            "content": content,
            "content_hash": content_hash(content),
            "published_at": clock.now(),
        },
    )
    return made


def snapshot(opened: Round) -> dict[str, Any]:
    """What may be published, as plain data."""
    area_of, names = _places(opened)
    frameworks = [opened.staff_framework, opened.supervisor_framework]
    rows = Rating.objects.filter(
        conversation__round=opened,
        layer=Layer.AGREED,
        level__isnull=False,
        competence__framework__in=frameworks,
    ).values_list("competence", "conversation", "level")
    ratings: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for competence, conversation, level in rows.iterator():
        if conversation in area_of and level is not None:
            ratings[competence].append((conversation, level))
    return {
        "year": opened.year,
        "areas": [{"uuid": uuid, "name": name} for uuid, name in names.values()],
        "lists": [_list(each, ratings, area_of, names) for each in frameworks],
    }


def _list(
    framework: Framework,
    ratings: dict[int, list[tuple[int, int]]],
    area_of: dict[int, int | None],
    names: dict[int, tuple[str, Any]],
) -> dict[str, Any]:
    levels = list(framework.levels.all())
    top = max((level.number for level in levels), default=5)
    return {
        "audience": framework.audience,
        "levels": [{"number": level.number, "name": dict(level.name)} for level in levels],
        "competences": [
            _competence(row, ratings.get(row.pk, []), area_of, names, top)
            for row in framework.competences.all()
            if row.pk in ratings
        ],
    }


def _competence(
    row: Competence,
    ratings: Sequence[tuple[int, int]],
    area_of: dict[int, int | None],
    names: dict[int, tuple[str, Any]],
    top: int,
) -> dict[str, Any]:
    areas: dict[str, list[int]] = {uuid: [] for uuid, _name in names.values()}
    rest: list[int] = []
    for conversation, level in sorted(ratings):
        area = area_of[conversation]
        (areas[names[area][0]] if area in names else rest).append(level)
    return {
        "key": row.key,
        "name": dict(row.name),
        "target": row.target,
        "figures": figures(areas, rest, target=row.target, top=top),
    }


def _places(opened: Round) -> tuple[dict[int, int | None], dict[int, tuple[str, Any]]]:
    """(conversation -> its service area on the day it was held, area -> (uuid, name)), one signed
    conversation for each person: the newest."""
    rows = (
        Conversation.objects.filter(
            round=opened,
            state=Conversation.State.LOCKED,
            unsigned="",
            restricted_at__isnull=True,
        )
        .order_by("locked_at", "pk")
        .values_list("pk", "employment__person", "held_unit", "held_at")
    )
    newest = {
        person: (pk, unit, local(held or clock.now()).date()) for pk, person, unit, held in rows
    }
    last_day = min(clock.today(), date(opened.year, 12, 31))
    periods = UnitPeriod.objects.filter(kind=UnitKind.SERVICE_AREA).select_related("unit")
    # The newest name until the end of the year; an area that ended keeps its last.
    names: dict[int, tuple[str, Any]] = {}
    for period in periods.filter(valid_from__lte=last_day).order_by("valid_from"):
        names[period.unit_id] = (str(period.unit.uuid), dict(period.name))
    above: dict[int, list[tuple[date, date | None, int]]] = defaultdict(list)
    for unit, ancestor, since, until in UnitAncestor.objects.filter(
        ancestor__in=list(names)
    ).values_list("unit", "ancestor", "valid_from", "valid_until"):
        above[unit].append((since, until, ancestor))
    area_of = {
        pk: next(
            (
                area
                for since, until, area in above.get(unit or 0, ())
                if since <= day and (until is None or day < until)
            ),
            None,
        )
        for pk, unit, day in newest.values()
    }
    used = set(area_of.values())
    ordered = sorted(names.items(), key=lambda each: str(each[1][1].get("fi", "")))
    return area_of, {pk: each for pk, each in ordered if pk in used}
