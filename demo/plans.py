"""The training plans of 2026, made in 2025: treated in the cooperation committee and confirmed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone

from competencies.models import Catalogue, Competence, LearningWay
from demo.history.picking import fitting, in_turn
from demo.organisation import cast, existing_units
from demo.texts.plan_items import AREA, CENTRALISED, TEAM, ItemText
from demo.texts.plan_texts import AREA_PLANS, TEAM_PLANS, PlanText
from demo.units import SPECS, UNITS, area_of
from demo.units import TEAM as TEAM_KIND
from organization.models import Body, Leadership, Person, Unit
from training_plans.models import FrozenPackage, Plan
from training_plans.services.history import PastItem, PastPlan, PastYear, restore_year

YEAR = 2026
TEAMS_READY = date(2025, 6, 11)
AREAS_READY = {
    "shared_services": date(2025, 9, 19),
    "wellbeing": date(2025, 9, 30),
    "environment": date(2025, 9, 26),
}
REVIEWED = {"city_leadership": date(2025, 10, 28), "area_leadership": date(2025, 10, 22)}
MEETING = datetime(2025, 11, 25, 14, 0)
GATHERED = 6  # of the teams' actions in an area's plan, the most common first


def write_confirmed_year() -> FrozenPackage:
    """The package with the plans of the areas, their teams and the centralised one (requirements
    25-29), and what the minutes say of its treatment and decision."""
    people = cast()
    return restore_year(
        PastYear(
            year=YEAR,
            plans=list(_Plans().all()),
            meets_at=timezone.make_aware(MEETING),
            place="Kaupungintalo, valtuustosali",
            item_number="4",
            treated_on=MEETING.date(),
            decided_on=date(2025, 12, 8),
            decided_by="Kaupunginhallitus",
            section="§ 312",
            minutes_reference="YT-neuvottelukunta 25.11.2025, asia 4",
            reviews=[
                (body, REVIEWED[body.kind])
                for body in Body.objects.order_by("pk")
                if body.kind in REVIEWED
            ],
            recorded_by=people["secretary"],
        )
    )


class _Plans:
    def __init__(self) -> None:
        self.units = existing_units()
        self.leaders: dict[int, Person] = {
            row.unit_id: row.person
            for row in Leadership.objects.on(TEAMS_READY).select_related("person")
        }
        catalogue = Catalogue.objects.get(year=YEAR)
        self.ways = {way.key: way for way in LearningWay.objects.filter(catalogue=catalogue)}
        self.competences = {
            c.key: c for c in Competence.objects.filter(framework__year=YEAR).order_by("framework")
        }

    def all(self) -> Iterable[PastPlan]:
        gathered: dict[str, list[ItemText]] = {area: [] for area in AREA}
        for spec in UNITS:
            if spec.kind == TEAM_KIND and spec.leads:
                unit = self.units[spec.key]
                texts = self._of_team(unit, spec.key)
                gathered[area_of(spec.key)] += texts
                yield self._plan(
                    unit, Plan.Level.TEAM, TEAMS_READY, TEAM_PLANS[spec.flavour], texts
                )
        for area, own in AREA.items():
            rows = [*own, *_common(gathered[area])]
            yield self._plan(
                self.units[area], Plan.Level.SERVICE_AREA, AREAS_READY[area], AREA_PLANS[area], rows
            )
        yield self._plan(
            self.units["city"],
            Plan.Level.CENTRALISED,
            date(2025, 9, 30),
            AREA_PLANS["centralised"],
            CENTRALISED,
            cast()["jari"],
        )

    def _of_team(self, unit: Unit, key: str) -> list[ItemText]:
        spec = SPECS[key]
        fit = in_turn(fitting(TEAM[spec.flavour], unit), "plan", YEAR, key)[:3]
        return [_at_most(text, spec.heads) for text in fit]

    def _plan(
        self,
        unit: Unit,
        level: str,
        day: date,
        words: PlanText,
        texts: Sequence[ItemText],
        person: Person | None = None,
    ) -> PastPlan:
        return PastPlan(
            unit=unit,
            level=level,
            submitted_on=day,
            submitted_by=person or self.leaders[unit.pk],
            starting_points=words.starting_points,
            competence_estimate=words.competence_estimate,
            follow_up=words.follow_up,
            items=[self._item(text) for text in texts],
        )

    def _item(self, text: ItemText) -> PastItem:
        return PastItem(
            topic=text.topic,
            target_group=text.target_group,
            way=self.ways[text.way],
            responsible=text.responsible,
            focus=text.focus,
            competence=self.competences.get(text.competence or ""),
            estimated_people=text.people,
            days=text.days,
            cost=text.cost,
            starts_month=text.first_month,
            ends_month=text.last_month,
        )


def _at_most(text: ItemText, heads: int) -> ItemText:
    """No more people than the team has."""
    return text._replace(people=min(text.people, heads))


def _common(texts: Sequence[ItemText]) -> list[ItemText]:
    """Teams' actions that mean the same as one: people and costs add up (the areas' merging)."""
    by_topic: dict[tuple[str, str], ItemText] = {}
    for text in texts:
        key = (text.topic, text.way)
        same = by_topic.get(key)
        by_topic[key] = (
            same._replace(people=same.people + text.people, cost=same.cost + text.cost)
            if same
            else text
        )
    return sorted(by_topic.values(), key=lambda t: (-t.people, t.topic))[:GATHERED]
