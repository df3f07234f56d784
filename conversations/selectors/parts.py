"""One conversation's page: the way over the bridge, the parts at the left, and one part at a time.

Content comes only through `readable(reader)`: what is not in these dataclasses is not on the page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from competencies.models import Competence, LevelText
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Preparation,
    Question,
    Rating,
    Side,
    Theme,
)
from conversations.policies import SENSITIVE, Reader, audience, reader_of
from conversations.selectors.standing import (
    DOING,
    TODO,
    day_of,
    held_on,
    shared_sides,
    sign_by,
    signed_sides,
    standing,
)
from conversations.selectors.standing import Step as Task
from core import clock
from core.look import formats
from core.look.parts import Level, RailGroup, RailItem, RatingRow, Step
from core.policies import Words
from organization.models import Membership
from organization.selectors import unit_name

State = Conversation.State
PREPARE, TALK = "prepare", "talk"


@dataclass(frozen=True)
class Said:
    """One side's text beside the other's."""

    who: str
    shared: Words
    text: str
    mine: bool = False


@dataclass(frozen=True)
class QuestionPart:
    """A question with what stands beside its field."""

    question: Question
    text: str
    version: int
    said: Sequence[Said]
    last: str
    audience: str


@dataclass(frozen=True)
class Suggested:
    """A goal or a need as the page shows it."""

    item: Goal | DevelopmentNeed
    who: str
    mine: bool


@dataclass(frozen=True)
class Turn:
    """The next step: the reader's own, or (with `who`) somebody else's."""

    step: Task
    words: Words
    who: str = ""
    due: date | None = None
    late: bool = False


@dataclass(frozen=True)
class OtherSide:
    name: str
    shared_at: datetime | None


@dataclass
class Items:
    agreed: list[Suggested] = field(default_factory=list)
    suggested: list[Suggested] = field(default_factory=list)


class Page:
    """What `reader` may see of a conversation. Each part is loaded when it is asked for."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.conversation = reader.conversation

    @cached_property
    def employee(self) -> Any:
        return self.conversation.employment.person

    @cached_property
    def supervisor(self) -> Any:
        """Who leads now; of a talk that was held, who held it."""
        return self.conversation.held_by or self.conversation.supervisor

    @cached_property
    def preparations(self) -> list[Preparation]:
        return list(self.conversation.preparations.select_related("author").order_by("pk"))

    def own_preparation(self) -> Preparation | None:
        person = self.reader.person
        return next((p for p in self.preparations if person and p.author_id == person.pk), None)

    @cached_property
    def themes(self) -> list[Theme]:
        themes = Theme.objects.filter(template=self.conversation.round.template_id)
        if not self.conversation.for_supervisor:
            themes = themes.filter(supervisors_only=False)
        return list(themes.prefetch_related("questions"))

    @cached_property
    def answers(self) -> list[Answer]:
        return list(
            Answer.objects.readable(self.reader).select_related("author", "question").order_by("pk")
        )

    @cached_property
    def ratings(self) -> list[Rating]:
        return list(Rating.objects.readable(self.reader).select_related("author"))

    @cached_property
    def competences(self) -> list[Competence]:
        round_ = self.conversation.round
        frameworks = [round_.staff_framework_id]
        if self.conversation.for_supervisor:
            frameworks.append(round_.supervisor_framework_id)
        return list(
            Competence.objects.filter(framework__in=frameworks)
            .select_related("framework")
            .order_by("framework__audience", "order", "pk")
        )

    @cached_property
    def last(self) -> "Last":
        return Last(self.reader)

    def text(self, question: Question, layer: str) -> Answer | None:
        """One's own text of a preparation layer, or the agreed one."""
        person = self.reader.person
        for answer in self.answers:
            own = person is not None and answer.author_id == person.pk
            fits = answer.question_id == question.pk and answer.layer == layer
            if fits and (layer == Layer.AGREED or own):
                return answer
        return None

    def questions(self, theme: Theme, stage: str) -> list[QuestionPart]:
        """The theme's questions. A sensitive one is left out for those who may not see it."""
        layer = self.reader.layer if stage == PREPARE else Layer.AGREED
        parts = []
        for question in theme.questions.all():
            sensitive = question.sensitivity in SENSITIVE
            if stage == TALK and not self.reader.sees_agreed(sensitive=sensitive):
                continue
            answer = self.text(question, layer)
            parts.append(
                QuestionPart(
                    question,
                    text=answer.text if answer else "",
                    version=answer.version if answer else 0,
                    said=self._said(question, stage),
                    last=self.last.text(question),
                    audience=audience(self.conversation, layer, sensitive=sensitive),
                )
            )
        return parts

    def _said(self, question: Question, stage: str) -> list[Said]:
        """The preparations beside the field: in the talk both sides', else only the other's."""
        shared = {p.author_id: p.shared_at for p in self.preparations}
        said = []
        for answer in self.answers:
            if answer.question_id != question.pk or answer.layer == Layer.AGREED:
                continue
            person = self.reader.person
            mine = person is not None and answer.author_id == person.pk
            if not answer.text or (mine and stage == PREPARE):
                continue
            at = shared.get(answer.author_id or 0)
            words = (
                _("shared {moment}").format(
                    moment=f"{formats.fin_date(at, 'bare')} {formats.at_time(at)}"
                )
                if at
                else _("not shared: only you see this")
            )
            said.append(Said(str(answer.author), words, answer.text, mine))
        return sorted(said, key=lambda s: s.who != str(self.employee))

    # Ratings

    def rating_rows(
        self, stage: str, *, chosen: dict[int, int | None] | None = None, locked: bool = False
    ) -> list[tuple[str, list[RatingRow]]]:
        """Rows by framework, with both sides' marks as far as the reader may see them."""
        levels, texts = self._level_words
        employee = {r.competence_id: r.level for r in self._of(Layer.EMPLOYEE)}
        supervisor = {r.competence_id: r.level for r in self._of(Layer.SUPERVISOR)}
        held = self.stored_levels(stage)
        groups: dict[str, list[RatingRow]] = defaultdict(list)
        for competence in self.competences:
            key = competence.pk
            value = (held if chosen is None else chosen).get(key)
            own, boss = employee.get(key), supervisor.get(key)
            groups[competence.framework.get_audience_display()].append(
                RatingRow(
                    name=f"level_{competence.key}",
                    title=competence.name,
                    levels=[
                        Level(n, texts.get((key, n), levels[competence.framework_id][n]))
                        for n in sorted(levels[competence.framework_id])
                    ],
                    value=value,
                    own=None if self._is_field(stage, Layer.EMPLOYEE) else own,
                    supervisor=None if self._is_field(stage, Layer.SUPERVISOR) else boss,
                    target=competence.target,
                    last=self.last.level(competence),
                    last_year=self.last.year,
                    locked=locked,
                    value_name=(
                        pgettext("rating", "Agreed") if stage == TALK else pgettext("rating", "You")
                    ),
                    description=competence.description,
                    note=self._note(stage, value, own, boss),
                    clearable=True,
                )
            )
        return list(groups.items())

    def _is_field(self, stage: str, layer: str) -> bool:
        """In a preparation one's own rating is the field itself, not a mark above it."""
        return stage == PREPARE and self.reader.layer == layer

    def _of(self, layer: str, *, own: bool = False) -> list[Rating]:
        person = self.reader.person
        return [
            r
            for r in self.ratings
            if r.layer == layer and (not own or (person and r.author_id == person.pk))
        ]

    def _note(self, stage: str, value: int | None, own: int | None, boss: int | None) -> str:
        if stage != TALK or value is not None:
            return ""
        if own is None or boss is None:
            return _("Not yet agreed.")
        if own == boss:
            return _("Not yet agreed. Both chose {level}.").format(level=own)
        return _("Not yet agreed. The ratings differ: tell each other an example.")

    @cached_property
    def level_numbers(self) -> dict[int, list[int]]:
        """The scale of each framework."""
        names, _texts = self._level_words
        return {framework: sorted(numbers) for framework, numbers in names.items()}

    def stored_levels(self, stage: str) -> dict[int, int | None]:
        """What the form of this stage holds now."""
        own = stage == PREPARE
        layer = self.reader.layer if own else Layer.AGREED
        return {r.competence_id: r.level for r in self._of(layer, own=own)}

    @cached_property
    def _level_words(self) -> tuple[dict[int, dict[int, Any]], dict[tuple[int, int], Any]]:
        from competencies.models import Level as ScaleLevel

        names: dict[int, dict[int, Any]] = defaultdict(dict)
        frameworks = {c.framework_id for c in self.competences}
        for level in ScaleLevel.objects.filter(framework__in=frameworks):
            names[level.framework_id][level.number] = level.name
        texts = {
            (row.competence_id, row.number): row.text
            for row in LevelText.objects.filter(competence__in=self.competences)
        }
        return names, texts

    # Goals and needs

    @cached_property
    def goals(self) -> Items:
        return self._items(Goal)

    @cached_property
    def needs(self) -> Items:
        return self._items(DevelopmentNeed)

    def _items(self, model: Any) -> Items:
        rows = model.objects.readable(self.reader).select_related("way", "competence", "author")
        items = Items()
        person = self.reader.person
        for row in rows:
            mine = person is not None and row.author_id == person.pk
            shown = Suggested(row, str(row.author or ""), mine)
            (items.agreed if row.agreed else items.suggested).append(shown)
        return items

    # The parts at the left

    def rail(self, stage: str, here: str) -> list[RailGroup]:
        return [
            RailGroup(_("Conversation"), [self._theme_item(t, stage, here) for t in self.themes]),
            RailGroup(_("Assessment of competences"), [self._rating_item(stage, here)]),
            RailGroup(_("Goals and learning"), [self._goal_item(stage, here)]),
        ]

    def urls(self, stage: str) -> list[tuple[str, str]]:
        """(part, address) in order, for "Next"."""
        uuid = self.conversation.uuid
        pairs = [
            (t.key, reverse(f"conversations:{stage}_theme", args=[uuid, t.key]))
            for t in self.themes
        ]
        pairs.append(("ratings", reverse(f"conversations:{stage}_ratings", args=[uuid])))
        pairs.append(("items", reverse(f"conversations:{stage}_items", args=[uuid])))
        return pairs

    def place(self, stage: str, here: str) -> tuple[int, int]:
        """Which part of how many."""
        keys = [key for key, _url in self.urls(stage)]
        return keys.index(here) + 1, len(keys)

    def following(self, stage: str, here: str) -> str | None:
        pairs = self.urls(stage)
        keys = [key for key, _url in pairs]
        after = keys.index(here) + 1
        return pairs[after][1] if after < len(pairs) else None

    def _theme_item(self, theme: Theme, stage: str, here: str) -> RailItem:
        layer = self.reader.layer if stage == PREPARE else Layer.AGREED
        done = any(
            (answer := self.text(q, layer)) is not None and answer.text
            for q in theme.questions.all()
        )
        done_words = (
            pgettext("part", "Written") if stage == PREPARE else pgettext("part", "Discussed")
        )
        return self._item(
            theme.title,
            reverse(f"conversations:{stage}_theme", args=[self.conversation.uuid, theme.key]),
            done_words if done else pgettext("part", "Empty"),
            done,
            theme.key == here,
        )

    def _rating_item(self, stage: str, here: str) -> RailItem:
        layer = self.reader.layer if stage == PREPARE else Layer.AGREED
        rated = {
            r.competence_id for r in self._of(layer, own=stage == PREPARE) if r.level is not None
        }
        total = len(self.competences)
        title = ngettext("{number} competence", "{number} competences", total)
        words = (
            pgettext("part", "{done} of {total} rated")
            if stage == PREPARE
            else pgettext("part", "{done} of {total} agreed")
        )
        return self._item(
            title.format(number=total),
            reverse(f"conversations:{stage}_ratings", args=[self.conversation.uuid]),
            words.format(done=len(rated), total=total),
            len(rated) == total > 0,
            here == "ratings",
        )

    def _goal_item(self, stage: str, here: str) -> RailItem:
        if stage == PREPARE:
            number = sum(s.mine for s in [*self.goals.suggested, *self.needs.suggested])
            words = ngettext("{number} suggestion", "{number} suggestions", number)
        else:
            number = len(self.goals.agreed) + len(self.needs.agreed)
            words = ngettext("{number} agreed", "{number} agreed", number)
        return self._item(
            _("Goals and learning wishes") if stage == PREPARE else _("Goals and learning needs"),
            reverse(f"conversations:{stage}_items", args=[self.conversation.uuid]),
            words.format(number=number) if number else pgettext("part", "Empty"),
            number > 0,
            here == "items",
        )

    @staticmethod
    def _item(title: Words, url: str, words: str, done: bool, current: bool) -> RailItem:
        if current:
            return RailItem(title, url, "next", pgettext("part", "Open now"), True)
        return RailItem(title, url, "done" if done else "coming", words)

    # The head

    def place_words(self) -> str:
        """Job title and unit, then and now as the case is."""
        c = self.conversation
        if c.state != State.PREPARING:
            title, unit, day = c.held_job_title, c.held_unit, held_on(c) or clock.today()
        else:
            day = clock.today()
            row = (
                Membership.objects.on(day)
                .filter(employment=c.employment)
                .select_related("unit")
                .first()
            )
            title, unit = (row.job_title, row.unit) if row else ("", None)
        words = [title[:1].upper() + title[1:], str(unit_name(unit, day)) if unit else ""]
        return ", ".join(word for word in words if word)

    def others(self) -> list["OtherSide"]:
        """Whether the other side has shared its preparation."""
        side = _other(self.reader.side)
        person = self.supervisor if side == Side.SUPERVISOR else self.employee
        shared = [p for p in self.preparations if p.side == side and p.shared_at]
        if not shared:
            return [OtherSide(str(person), None)]
        return [OtherSide(str(p.author), p.shared_at) for p in shared]

    # Whose turn

    def turn(self) -> "Turn | None":
        """What the reader, or else the other side, does next."""
        c = self.conversation
        now = standing(c, clock.today())
        mine, other = now.of(self.reader.side), now.of(_other(self.reader.side))
        if mine is not None and self._can(mine.step):
            return Turn(mine.step, TODO[mine.step], due=mine.due, late=mine.late(clock.today()))
        if other is not None or mine is not None:
            owed = other or mine
            person = self.supervisor if self.reader.side == Side.EMPLOYEE else self.employee
            if other is None:
                person = self.supervisor
            return Turn(owed.step, DOING[owed.step], who=str(person))  # type: ignore[union-attr]
        return None

    def _can(self, task: Task) -> bool:
        """A deputy's rights may not reach to the supervisor's next step."""
        right = {Task.PREPARE: "prepare", Task.SIGN: "sign"}.get(task, "hold")
        return self.reader.role == "employee" or self.reader.may(right)

    # The bridge

    def steps(self) -> list[Step]:
        """Preparing, talk, the supervisor signs, the employee signs, ready."""
        c = self.conversation
        now = standing(c, clock.today())
        mine, other = now.of(self.reader.side), now.of(_other(self.reader.side))
        shared = shared_sides(c)
        prepared = c.state != State.PREPARING or len(shared) == 2 or _talk_day_is_here(c)
        if prepared:
            first = Step("done", _("Preparation"), self._shared_words())
        else:
            turn = "now" if mine and mine.step is Task.PREPARE else "other"
            if self.reader.side in shared and not (mine or other):
                turn = "next"
            first = Step(turn, _("Preparation"), self._shared_words())  # type: ignore[arg-type]
        return [first, self._talk_step(prepared), *self._sign_steps(), self._ready_step()]

    def _shared_words(self) -> str:
        words = [
            _("{name} shared {day}").format(
                name=p.author.first_name, day=formats.fin_date(p.shared_at, "bare")
            )
            for p in self.preparations
            if p.shared_at
        ]
        return ", ".join(words) or _("Nobody has shared yet")

    def _talk_step(self, prepared: bool) -> Step:
        c = self.conversation
        title = pgettext("step", "Conversation")
        if c.state != State.PREPARING:
            return Step("done", title, _("Held {day}").format(day=_bare(c.held_at)))
        if c.meets_at:
            note = formats.fin_moment(c.meets_at)
        else:
            note = _("No time has been set yet")
        if not prepared:
            return Step("next", title, note)
        return Step("now", title, note)

    def _sign_steps(self) -> list[Step]:
        c = self.conversation
        signed = signed_sides(c)
        steps = []
        for side, person in ((Side.SUPERVISOR, self.supervisor), (Side.EMPLOYEE, self.employee)):
            title = pgettext("step", "{name} signs").format(name=person.first_name)
            if side in signed or c.state == State.LOCKED:
                note = ", ".join(
                    _("Signed {day}").format(day=_bare(s.signed_at))
                    for s in c.signatures.all()
                    if s.side == side and s.voided_at is None
                )
                steps.append(Step("done", title, note))
            elif c.state == State.HELD:
                due = sign_by(c)
                note = _("by {day}").format(day=formats.fin_date(due, "bare")) if due else ""
                steps.append(Step("now" if side == self.reader.side else "other", title, note))
            else:
                note = _("within 14 days of the talk")
                steps.append(Step("next", title, note))
        return steps

    def _ready_step(self) -> Step:
        title = pgettext("step", "Ready")
        if self.conversation.state == State.LOCKED:
            note = _("Locked {day}").format(day=_bare(self.conversation.locked_at))
            return Step("done", title, note)
        return Step("next", title, _("a document for both"))


class Last:
    """The conversation before this one, as far as this reader may see it."""

    def __init__(self, reader: Reader) -> None:
        now = reader.conversation
        before = (
            Conversation.objects.filter(
                employment=now.employment,
                round__year__lt=now.round.year,
                state__in=(State.HELD, State.LOCKED),
            )
            .select_related("round", "employment")
            .order_by("-round__year")
            .first()
        )
        self.conversation = before
        self.year: int | None = before.round.year if before else None
        self._texts: dict[str, str] = {}
        self._levels: dict[str, int | None] = {}
        self.goals: list[Goal] = []
        if before is None or not reader.role:
            return
        then = Reader(before, reader.person, reader.role, reader.rights, reader.deputy_for)
        self._texts = {
            a.question.key: a.text
            for a in Answer.objects.readable(then)
            .filter(layer=Layer.AGREED)
            .select_related("question")
        }
        self._levels = {
            r.competence.key: r.level
            for r in Rating.objects.readable(then)
            .filter(layer=Layer.AGREED)
            .select_related("competence")
        }
        goals: Any = Goal.objects
        self.goals = list(
            goals.readable(then).filter(agreed=True).select_related("way", "competence")
        )

    def text(self, question: Question) -> str:
        return self._texts.get(question.key, "")

    def level(self, competence: Competence) -> int | None:
        return self._levels.get(competence.key)


def page_of(user: Any, conversation: Conversation) -> Page:
    return Page(reader_of(user, conversation))


def _other(side: str) -> str:
    return Side.SUPERVISOR if side == Side.EMPLOYEE else Side.EMPLOYEE


def _talk_day_is_here(conversation: Conversation) -> bool:
    day = day_of(conversation)
    return day is not None and day <= clock.today()


def _bare(moment: Any) -> str:
    return formats.fin_date(moment, "bare") if moment else ""
