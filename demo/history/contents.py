"""The texts, ratings, goals and needs of the demo's talks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from competencies.frameworks.selectors import rated
from competencies.models import Audience, Competence, Framework, LearningWay
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Preparation,
    Question,
    Rating,
    Round,
    Side,
    UsedFramework,
)
from demo.cast import BY_KEY as CAST
from demo.history.cast_texts import AGREED
from demo.history.picking import fitting, flavour_of, in_turn
from demo.people import random_for, uuid_for
from demo.texts import choices
from demo.texts.agreed import FLAVOURED, GENERAL
from demo.texts.goals import GOALS, SUPERVISOR_GOALS
from demo.texts.needs import NEEDS, SUPERVISOR_NEEDS
from demo.texts.prepared import EMPLOYEE, SUPERVISOR
from organization.models import Unit

BATCH = 5_000
FIRST_YEAR = 2024
STATUS = {
    2024: (Goal.Status.DONE,) * 7 + (Goal.Status.DROPPED,) + (Goal.Status.OPEN,) * 2,
    2025: (Goal.Status.DONE,) * 4 + (Goal.Status.OPEN,) * 6,
}


def at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def held(talk: Conversation) -> datetime:
    if talk.held_at is None:
        raise ValueError("The talk has not been held")
    return talk.held_at


@dataclass(frozen=True)
class Versions:
    """The year's questions, competences and ways of learning."""

    questions: Sequence[Question]
    staff: Sequence[Competence]
    supervisors: Sequence[Competence]
    ways: dict[str, LearningWay]
    own: list[tuple[Framework, list[Competence]]]

    @classmethod
    def of(cls, opened: Round) -> "Versions":
        questions = Question.objects.filter(theme__template=opened.template)
        return cls(
            list(questions.select_related("theme").order_by("theme__order", "order")),
            list(opened.staff_framework.competences.select_related("framework").order_by("order")),
            list(
                opened.supervisor_framework.competences.select_related("framework").order_by(
                    "order"
                )
            ),
            {way.key: way for way in opened.catalogue.ways.all()},
            [
                (own, rated(own.competences.order_by("order")))
                for own in Framework.objects.published()
                .filter(audience=Audience.PROFESSION, year__lte=opened.year)
                .prefetch_related("competences")
            ],
        )

    def competences(self, conversation: Conversation) -> list[Competence]:
        more = self.supervisors if conversation.for_supervisor else ()
        own = [c for _f, found in self.profession(conversation) for c in found]
        return [*self.staff, *more, *own]

    def profession(self, talk: Conversation) -> list[tuple[Framework, list[Competence]]]:
        return [row for row in self.own if talk.held_job_title in row[0].job_titles]

    def used(self, talk: Conversation) -> Iterator[UsedFramework]:
        """What the talk was held with, where it was more than the round's own versions."""
        own = self.profession(talk)
        if not own:
            return
        shared = [self.staff, *([self.supervisors] if talk.for_supervisor else [])]
        lists = [*((found[0].framework, found) for found in shared), *own]
        for order, (framework, competences) in enumerate(lists, start=1):
            yield UsedFramework(
                conversation=talk,
                framework=framework,
                targets={c.key: c.target for c in competences},
                order=order,
            )


@dataclass
class Rows:
    """What is written for a chunk of talks."""

    preparations: list[Preparation] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    needs: list[DevelopmentNeed] = field(default_factory=list)
    used: list[UsedFramework] = field(default_factory=list)

    def write(self) -> None:
        for rows in (
            self.preparations, self.answers, self.ratings, self.goals, self.needs, self.used
        ):  # fmt: skip
            if rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)  # type: ignore[arg-type]


def prepare(
    rows: Rows, talk: Conversation, versions: Versions, unit: Unit, year: int, rng: Random
) -> None:
    for side, author, texts in (
        (Side.EMPLOYEE, talk.employment.person, EMPLOYEE),
        (Side.SUPERVISOR, talk.supervisor, SUPERVISOR),
    ):
        shared = held(talk) - timedelta(days=rng.randint(1, 6), minutes=rng.randint(5, 200))
        rows.preparations.append(
            Preparation(conversation=talk, side=side, author=author, shared_at=shared)
        )
        for question in versions.questions:
            text = _text(texts.get(question.key, ()), talk, unit, year, side, question.key)
            if _asked(question, talk) and text and rng.random() < 0.8:
                rows.answers.append(
                    Answer(
                        conversation=talk,
                        question=question,
                        layer=side,
                        author=author,
                        text=text,
                        version=1,
                        updated_at=shared,
                        updated_by=author,
                    )
                )


def _asked(question: Question, talk: Conversation) -> bool:
    if question.is_block or not question.is_asked_in(talk):
        return False
    return talk.for_supervisor or not question.theme.supervisors_only


def agree(rows: Rows, talk: Conversation, versions: Versions, unit: Unit, year: int) -> None:
    written = _cast_texts(talk, year)
    for question in versions.questions:
        texts = choices(GENERAL, FLAVOURED, question.key, flavour_of(unit))
        text = written.get(question.key) or _text(
            texts, talk, unit, year, Layer.AGREED, question.key
        )
        if _asked(question, talk) and text:
            rows.answers.append(
                Answer(
                    conversation=talk,
                    question=question,
                    layer=Layer.AGREED,
                    text=text,
                    version=1,
                    updated_at=held(talk),
                    updated_by=talk.supervisor,
                )
            )


def _cast_texts(talk: Conversation, year: int) -> Mapping[str, str]:
    uuid = talk.employment.person.uuid
    keys = [k for k, of in AGREED if of == year and uuid == uuid_for("person", CAST[k].number)]
    return AGREED[keys[0], year] if keys else {}


def _text(texts: Sequence[str], talk: Conversation, unit: Unit, year: int, *what: object) -> str:
    """This year's text of this person: another one than last year's."""
    order = in_turn(fitting(texts, unit), "text", talk.employment.uuid, *what)
    return order[(year - FIRST_YEAR) % len(order)] if order else ""


def rate(rows: Rows, talk: Conversation, versions: Versions, year: int) -> None:
    """Self, supervisor's and agreed: near each other, a little higher each year."""
    rows.used.extend(versions.used(talk))
    for competence in versions.competences(talk):
        own = random_for("skill", talk.employment.uuid, competence.key)
        skill = (competence.target or 3) - 1.3 + own.random() * 2 + (year - FIRST_YEAR) * 0.35
        rng = random_for("rating", year, talk.employment.uuid, competence.key)
        absent = rng.random() < 0.03
        for layer, author, spread in (
            (Layer.EMPLOYEE, talk.employment.person, 0.8),
            (Layer.SUPERVISOR, talk.supervisor, 0.6),
            (Layer.AGREED, None, 0),
        ):
            level = round(skill + rng.uniform(-spread, spread))
            rows.ratings.append(
                Rating(
                    conversation=talk,
                    competence=competence,
                    layer=layer,
                    author=author,
                    level=None if absent else min(5, max(1, level)),
                    updated_at=held(talk),
                )
            )


def set_goals(
    rows: Rows,
    talk: Conversation,
    versions: Versions,
    unit: Unit,
    year: int,
    rng: Random,
) -> None:
    by_key = {c.key: c for c in versions.competences(talk)}
    goals = _of_year(GOALS, 2, talk, unit, year)[: 2 if rng.random() < 0.6 else 1]
    needs = _of_year(NEEDS, 2, talk, unit, year)[: rng.choice((1, 1, 2))]
    if talk.for_supervisor:
        goals += _of_year(SUPERVISOR_GOALS, 1, talk, unit, year)
        needs += _of_year(SUPERVISOR_NEEDS, 1, talk, unit, year)
    for place, goal in enumerate(goals):
        due = date(year, rng.choice((6, 8, 10, 12)), rng.choice((15, 30)))
        status = rng.choice(STATUS.get(year, STATUS[2025]))
        rows.goals.append(
            Goal(
                uuid=uuid_for("goal", talk.uuid, place),
                employment=talk.employment,
                conversation=talk,
                author=talk.supervisor,
                agreed=True,
                title=goal.title,
                way=versions.ways[goal.way],
                competence=by_key.get(goal.competence),
                measure=goal.measure,
                due_on=due,
                status=status,
                updated_at=held(talk) if status == Goal.Status.OPEN else at(due, time(12)),
            )
        )
    for place, need in enumerate(needs):
        rows.needs.append(
            DevelopmentNeed(
                uuid=uuid_for("need", talk.uuid, place),
                conversation=talk,
                author=talk.supervisor,
                agreed=True,
                topic=need.topic,
                competence=by_key.get(need.competence),
                way=versions.ways[need.way],
                horizon=need.horizon,
                created_at=held(talk),
            )
        )


def _of_year(
    texts: Sequence[Any], count: int, talk: Conversation, unit: Unit, year: int
) -> list[Any]:
    """The next `count` texts of this person, those of one's own work twice as likely early."""
    flavour = flavour_of(unit)
    mine = [t for t in fitting(texts, unit) if t.flavour in (None, flavour)]
    own = [t for t in mine if t.flavour == flavour]
    order = in_turn(mine + own, "items", talk.employment.uuid, texts[0][0])
    start = (year - FIRST_YEAR) * count
    return order[start : start + count]
