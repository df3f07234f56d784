"""What was noted of last year's goals, some teams' common goals, and needs of units."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from competencies.models import Catalogue
from conversations.goals.models import CheckIn, TeamGoal
from conversations.models import DevelopmentNeed, Goal, Round
from conversations.models.items import Progress
from conversations.needs.models import NeedFigure, NeedsPublication
from conversations.needs.publishing import figures_of
from core import clock
from demo.people import ANCHOR, random_for, uuid_for
from organization.models import Leadership, UnitKind
from organization.selectors import city, units_of_kind

TEAM_GOALS = (
    ("Jokainen perehdyttää vuorollaan uuden työkaverin", "Perehdytyslista on kaikilla käytössä"),
    ("Käytämme kaikki samaa sähköistä suunnitelmaa", "Paperilistoja ei enää tarvita"),
    ("Jaamme opitun joka kuukauden palaverissa", "Muistiossa on joka kerta yksi oppi"),
)
NOTES = {
    Progress.GOING: ("Pääsin alkuun.", "Ensimmäinen kokeilu on tehty.", ""),
    Progress.NEARLY: ("Sujuu jo melkein itsestään.", "Enää viimeinen osa puuttuu.", ""),
    Progress.REACHED: ("Onnistui!", "Valmista tuli, kiitos avusta.", ""),
}
UNIT_NEEDS = (
    ("law", "Tietosuojan perusteet kaikille", "906/2019 ja tietosuoja-asetus", "now", "high"),
    ("law", "Ensiapu- ja pelastautumistaidot", "työturvallisuuslaki 738/2002", "now", "normal"),
    ("survey", "Vaikean asian ottaminen puheeksi", "työhyvinvointikysely 2025", "now", "normal"),
    ("hr", "Tekoäly oman työn apuna", "", "future", "low"),
)


def write_goals(year: int) -> None:
    """For the talks of `year`: check-ins, common goals, needs of units, and the published sums."""
    _notes(year)
    _team_goals(year)
    _needs(year)
    _sums(year)


def _at(day: object, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))  # type: ignore[arg-type]


def _notes(year: int) -> None:
    Goal.objects.filter(status="done").update(progress=Progress.REACHED)
    rows, steps = [], {Progress.GOING: [], Progress.NEARLY: []}  # type: ignore[var-annotated]
    goals = Goal.objects.filter(conversation__round__year=year, agreed=True).exclude(
        status="dropped"
    )
    for goal in goals.select_related("employment", "conversation").order_by("pk"):
        chance = random_for("check-in", goal.uuid)
        reached = goal.status == "done"
        if not reached and chance.random() < 0.25:
            continue
        step = chance.choice((Progress.GOING, Progress.NEARLY))
        by_supervisor = chance.random() < 0.3
        talk = goal.conversation
        rows.append(
            CheckIn(
                uuid=uuid_for("check-in", goal.uuid),
                goal=goal,
                author_id=(talk.supervisor_id if by_supervisor else goal.employment.person_id),
                status=goal.status,
                progress=Progress.REACHED if reached else step,
                note=chance.choice(NOTES[Progress.REACHED if reached else step]),
                at=min(goal.updated_at + timedelta(days=chance.randint(20, 160)), _at(ANCHOR)),
            )
        )
        if not reached:
            steps[step].append(goal.pk)
    CheckIn.objects.bulk_create(rows, batch_size=500)
    for step, found in steps.items():
        Goal.objects.filter(pk__in=found).update(progress=step)


def _team_goals(year: int) -> None:
    catalogue = Catalogue.objects.filter(year__lte=year).order_by("-year").first()
    if catalogue is None:
        return
    way = catalogue.ways.filter(share=20).order_by("order").first()
    teams = units_of_kind(ANCHOR, UnitKind.TEAM).order_by("pk")
    led = {
        row.unit_id: row.person_id for row in Leadership.objects.on(ANCHOR).filter(unit__in=teams)
    }
    goals = []
    for number, unit in enumerate(team for team in teams if team.pk in led):
        title, measure = TEAM_GOALS[number % len(TEAM_GOALS)]
        goals.append(
            TeamGoal(
                uuid=uuid_for("team-goal", unit.uuid),
                unit=unit,
                author_id=led[unit.pk],
                title=title,
                measure=measure,
                way=way,
                due_on=datetime(ANCHOR.year, 6, 15).date(),
                progress=(Progress.GOING, Progress.NEARLY, Progress.NOT_BEGUN)[number % 3],
                created_at=_at(ANCHOR - timedelta(days=40)),
                updated_at=_at(ANCHOR - timedelta(days=20)),
            )
        )
    made = TeamGoal.objects.bulk_create(goals, batch_size=500)
    CheckIn.objects.bulk_create(
        CheckIn(
            uuid=uuid_for("team-check-in", goal.uuid),
            team_goal=goal,
            author_id=goal.author_id,
            status="open",
            progress=goal.progress,
            note="Puhuimme tästä palaverissa ja jaoimme tehtävät.",
            at=goal.updated_at,
        )
        for goal in made
        if goal.progress != Progress.NOT_BEGUN
    )


def _needs(year: int) -> None:
    whole = city(ANCHOR)
    DevelopmentNeed.objects.bulk_create(
        DevelopmentNeed(
            uuid=uuid_for("unit-need", topic),
            source=source,
            unit=whole,
            topic=topic,
            basis=basis,
            horizon=horizon,
            urgency=urgency,
            year=year,
            agreed=True,
            created_at=_at(ANCHOR - timedelta(days=60)),
        )
        for source, topic, basis, horizon, urgency in UNIT_NEEDS
    )


def _sums(year: int) -> None:
    publication = NeedsPublication.objects.create(
        uuid=uuid_for("needs-publication", str(year)),
        round=Round.objects.get(year=year),
        state=NeedsPublication.State.READY,
        day=ANCHOR,
        closed_at=clock.now(),
        ready_at=clock.now(),
    )
    NeedFigure.objects.bulk_create(figures_of(publication), batch_size=500)
