"""One's own agreed levels, year by year (requirements 32, 33, 38)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from competencies.frameworks.applying import places_of
from competencies.frameworks.levels import LevelWords
from competencies.models import Competence, Framework, Level
from conversations.models import Conversation, Layer, Rating
from conversations.profile.picture import Picture, Track, picture
from conversations.selectors.frameworks import Used, used_frameworks
from core.policies import Words
from organization.models import Employment, Person

State = Conversation.State
YEARS = 4  # how many stand side by side


@dataclass(frozen=True)
class Point:
    """What was agreed in a year. `steps`: of how many levels, when the scale was another then."""

    year: int
    level: int | None
    target: int | None
    steps: int | None = None


@dataclass(frozen=True)
class Line:
    """One competence: now, the target, and each year side by side."""

    competence: Competence
    area: Competence | None
    level: int | None
    level_name: Words
    level_text: Words
    target: int | None
    next_text: Words  # what the target level looks like, when one is below it
    history: Sequence[Point]

    @property
    def gap(self) -> int:
        """Levels below the target."""
        if self.level is None or self.target is None:
            return 0
        return max(0, self.target - self.level)

    @property
    def change(self) -> int | None:
        """Levels up (or down) since the year before, on the same scale."""
        before = [p for p in self.history[1:] if p.level is not None and p.steps is None]
        if self.level is None or not before:
            return None
        return self.level - before[0].level  # type: ignore[operator]


@dataclass(frozen=True)
class Section:
    """One framework of the newest talk."""

    framework: Framework
    year: int
    lines: Sequence[Line]
    years: Sequence[int]
    scale: Sequence[Level]
    picture: Picture

    @property
    def gaps(self) -> list[Line]:
        return [line for line in self.lines if line.gap]


@dataclass(frozen=True)
class Work:
    """One employment, with the talk that the levels come from."""

    employment: Employment
    job_title: str
    talk: Conversation | None
    sections: Sequence[Section] = field(default_factory=list)
    earlier: Sequence[Conversation] = field(default_factory=list)


def own_competences(person: Person, today: date) -> list[Work]:
    """By employment, the present ones first. The same number of queries for any number of years,
    employments and competences. One's own levels are one's own also while restricted."""
    employments = list(Employment.objects.filter(person=person).order_by("-starts_on", "pk"))
    places = places_of([e.pk for e in employments], today)
    talks: dict[int, list[Conversation]] = defaultdict(list)
    rows = list(
        Conversation.objects.filter(
            employment__in=employments, state__in=(State.HELD, State.LOCKED)
        )
        .select_related("round")
        .order_by("-round__year", "-pk")
    )
    for talk in rows:
        talks[talk.employment_id].append(talk)
    used = used_frameworks(rows)
    words = LevelWords(
        [c for frameworks in used.values() for each in frameworks for c in each.competences]
    )
    levels = {
        (row.conversation_id, row.competence.key): row
        for row in Rating.objects.filter(
            conversation__in=[c.pk for c in rows], layer=Layer.AGREED
        ).select_related("competence")
    }
    found = []
    for employment in employments:
        mine = talks.get(employment.pk, [])
        place = places.get(employment.pk)
        if not mine and place is None:
            continue
        found.append(
            Work(
                employment,
                place.job_title if place else (mine[0].held_job_title if mine else ""),
                mine[0] if mine else None,
                _sections(mine, used, levels, words) if mine else [],
                mine[1:],
            )
        )
    return found


def _sections(
    talks: list[Conversation],
    used: dict[int, list[Used]],
    levels: dict[tuple[int, str], Rating],
    words: LevelWords,
) -> list[Section]:
    newest = talks[0]
    years = [talk.round.year for talk in talks[:YEARS]]
    sections = []
    for each in used[newest.pk]:
        lines = [_line(c, each, talks[:YEARS], used, levels, words) for c in each.competences]
        if not lines:
            continue
        shown = [y for y in years if any(p.year == y for line in lines for p in line.history)]
        scale = words.scale(each.framework.pk)
        sections.append(
            Section(
                each.framework,
                newest.round.year,
                lines,
                shown,
                scale,
                picture(
                    [
                        Track(
                            line.competence.name,
                            line.level,
                            line.target,
                            next((p.level for p in line.history[1:2] if p.steps is None), None),
                        )
                        for line in lines
                    ],
                    len(scale),
                ),
            )
        )
    return sections


def _line(
    competence: Competence,
    each: Used,
    talks: Sequence[Conversation],
    used: dict[int, list[Used]],
    levels: dict[tuple[int, str], Rating],
    words: LevelWords,
) -> Line:
    steps = len(words.scale(competence.framework_id))
    history = []
    for talk in talks:
        then = _then(competence.key, used[talk.pk])
        if then is None:
            continue
        rating = levels.get((talk.pk, competence.key))
        number = len(words.scale(then.framework.pk))
        history.append(
            Point(
                talk.round.year,
                rating.level if rating else None,
                then.targets.get(competence.key),
                None if number == steps else number,
            )
        )
    level, target = history[0].level, each.target(competence)
    short = level is not None and target is not None and level < target
    return Line(
        competence,
        each.area(competence),
        level,
        words.name(competence, level) if level else "",
        words.text(competence, level) if level else "",
        target,
        words.text(competence, target) if short and target else "",
        history,
    )


def _then(key: str, frameworks: list[Used]) -> Used | None:
    return next((u for u in frameworks if any(c.key == key for c in u.competences)), None)


def has_levels(works: Sequence[Work]) -> bool:
    """Whether anything has been agreed yet."""
    return any(
        line.level is not None for work in works for part in work.sections for line in part.lines
    )
