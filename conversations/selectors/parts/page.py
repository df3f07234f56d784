"""What one reader may see of one conversation: questions, goals and needs, last year's.

Content comes only through `readable(reader)`: what is not in these dataclasses is not on the page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from competencies.models import Competence, LevelText
from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Preparation,
    Question,
    QuestionKind,
    Rating,
    Theme,
)
from conversations.policies import (
    SENSITIVE,
    Reader,
    audience,
    reader_of,
    supervising_readers,
)
from conversations.selectors.frameworks import Used, frameworks_used
from conversations.selectors.parts.lines import LinesOfUnit, lines_for
from core.look import formats
from core.policies import Words

State = Conversation.State
PREPARE, TALK = "prepare", "talk"


@dataclass(frozen=True)
class Lead:
    """A place of a theme that leads to a part of its own, so that nothing is asked twice (A14)."""

    question: Question
    url: str
    label: Words
    part: str = ""


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
    # The text in words: of a scale, a choice and a date not what is kept.
    shown: str = ""
    # Places before this question that lead to another part.
    leads: Sequence["Lead"] = ()


@dataclass(frozen=True)
class Suggested:
    """A goal or a need as the page shows it."""

    item: Goal | DevelopmentNeed
    who: str
    mine: bool


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
        return list(
            self.conversation.preparations.select_related("author", "deputy_for").order_by("pk")
        )

    def own_preparation(self) -> Preparation | None:
        person = self.reader.person
        return next((p for p in self.preparations if person and p.author_id == person.pk), None)

    @cached_property
    def shared_own(self) -> bool:
        """Whether the reader's own preparation is open to the other side."""
        own = self.own_preparation()
        return own is not None and own.shared_at is not None

    @cached_property
    def themes(self) -> list[Theme]:
        themes = Theme.objects.filter(template=self.conversation.round.template_id)
        if not self.conversation.for_supervisor:
            themes = themes.filter(supervisors_only=False)
        return list(themes.prefetch_related("questions"))

    @cached_property
    def answers(self) -> list[Answer]:
        return list(
            Answer.objects.readable(self.reader)
            .select_related("author", "updated_by", "question")
            .order_by("pk")
        )

    @cached_property
    def ratings(self) -> list[Rating]:
        return list(Rating.objects.readable(self.reader).select_related("author"))

    @cached_property
    def frameworks(self) -> list[Used]:
        """With what people are rated here, and the targets of this employee."""
        return frameworks_used(self.conversation)

    @cached_property
    def competences(self) -> list[Competence]:
        """Those that are rated, framework by framework. `target` is this employee's."""
        found = []
        for used in self.frameworks:
            for competence in used.competences:
                competence.target = used.target(competence)
                found.append(competence)
        return found

    def competences_at(self, stage: str) -> list[Competence]:
        """Those the reader rates at this stage: the agreed level is set on all of them, beforehand
        only by whom the framework lets rate (A9)."""
        if stage == TALK:
            return self.competences
        mine = {"both", "self" if self.reader.layer == Layer.EMPLOYEE else "supervisor"}
        return [c for c in self.competences if c.framework.raters in mine]

    @cached_property
    def last(self) -> "Last":
        return Last(self.reader)

    @cached_property
    def supervising(self) -> list[Reader]:
        return supervising_readers(self.conversation)

    def audience(self, layer: str, *, sensitive: bool = False) -> str:
        """Who will see a text of the layer, in words; the same two queries for any number of
        fields."""
        return audience(
            self.conversation,
            layer,
            sensitive=sensitive,
            shared=self.shared_own,
            readers=self.supervising,
        )

    @cached_property
    def lines(self) -> list[LinesOfUnit]:
        """The lines above the employee's unit in the round's year (requirements 31, 44, 46)."""
        return lines_for(self.conversation)

    def text(self, question: Question, layer: str) -> Answer | None:
        """One's own text of a preparation layer, or the agreed one."""
        person = self.reader.person
        for answer in self.answers:
            own = person is not None and answer.author_id == person.pk
            fits = answer.question_id == question.pk and answer.layer == layer
            if fits and (layer == Layer.AGREED or own):
                return answer
        return None

    def asked(self, theme: Theme) -> list[Question]:
        """What the theme asks in this talk; its blocks ask nothing."""
        found = theme.questions.all()
        return [q for q in found if not q.is_block and q.is_asked_in(self.conversation)]

    def questions(self, theme: Theme, stage: str) -> list[QuestionPart]:
        """The theme's questions. A sensitive one is left out for those who may not see it."""
        layer = self.reader.layer if stage == PREPARE else Layer.AGREED
        parts = []
        for question in self.asked(theme):
            sensitive = question.sensitivity in SENSITIVE
            if stage == TALK and not self.reader.sees_agreed(sensitive=sensitive):
                continue
            if stage == TALK and question.pk in self.reader.hidden_questions:
                continue
            answer = self.text(question, layer)
            parts.append(
                QuestionPart(
                    question,
                    text=answer.text if answer else "",
                    version=answer.version if answer else 0,
                    said=self._said(question, stage),
                    last=self.last.text(question),
                    audience=self.audience(layer, sensitive=sensitive),
                    shown=answer.shown if answer else "",
                    leads=self.leads(theme, stage, before=question),
                )
            )
        return parts

    def leads(self, theme: Theme, stage: str, before: Question | None = None) -> list[Lead]:
        """The theme's blocks that stand right before a question; without one, those at the end."""
        found: list[Lead] = []
        for question in theme.questions.all():
            if not question.is_asked_in(self.conversation):
                continue
            if question.is_block:
                part = "ratings" if question.kind == QuestionKind.COMPETENCES else "items"
                url = reverse(f"conversations:{stage}_{part}", args=[self.conversation.uuid])
                found.append(Lead(question, url, _lead_words(part), part))
            elif question == before:
                return found
            else:
                found = []
        return found

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
            said.append(Said(self._who(answer), words, answer.shown, mine))
        return sorted(said, key=lambda s: s.who != str(self.employee))

    def _who(self, answer: Answer) -> str:
        """The author; of a deputy also for whom."""
        for row in self.preparations:
            if row.author_id == answer.author_id and row.deputy_for is not None:
                return _("{deputy}, as deputy for {name}").format(
                    deputy=answer.author, name=row.deputy_for
                )
        return str(answer.author)

    # Ratings

    def ratings_of(self, layer: str, *, own: bool = False) -> list[Rating]:
        person = self.reader.person
        return [
            r
            for r in self.ratings
            if r.layer == layer and (not own or (person and r.author_id == person.pk))
        ]

    @cached_property
    def level_numbers(self) -> dict[int, list[int]]:
        """The scale of each framework."""
        names, _texts = self.level_words
        return {framework: sorted(numbers) for framework, numbers in names.items()}

    def stored_levels(self, stage: str) -> dict[int, int | None]:
        """What the form of this stage holds now."""
        own = stage == PREPARE
        layer = self.reader.layer if own else Layer.AGREED
        return {r.competence_id: r.level for r in self.ratings_of(layer, own=own)}

    @cached_property
    def level_words(self) -> tuple[dict[int, dict[int, Any]], dict[tuple[int, int], Any]]:
        from competencies.models import Level as ScaleLevel

        names: dict[int, dict[int, Any]] = defaultdict(dict)
        frameworks = {c.framework_id for c in self.competences}
        for level in ScaleLevel.objects.filter(framework__in=frameworks):
            # The scale's own text stands where a competence has none.
            names[level.framework_id][level.number] = level.text or level.name
        texts = {
            (row.competence_id, row.number): row.text
            for row in LevelText.objects.filter(competence__in=self.competences)
            if str(row.text).strip()
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


class Last:
    """The conversation before this one, as far as this reader may see it."""

    def __init__(self, reader: Reader) -> None:
        now = reader.conversation
        before = (
            Conversation.objects.filter(
                Q(round__year__lt=now.round.year)
                | Q(round=now.round_id, opened_at__lt=now.opened_at),
                employment=now.employment,
                state__in=(State.HELD, State.LOCKED),
            )
            .select_related("round", "employment")
            .order_by("-round__year", "-opened_at")
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
            a.question.key: a.shown
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


def _lead_words(part: str) -> str:
    return _("Assess the competences") if part == "ratings" else _("To the goals and needs")


def page_of(user: Any, conversation: Conversation) -> Page:
    return Page(reader_of(user, conversation))
