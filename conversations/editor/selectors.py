"""What the pages of templates show."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.models import Question, QuestionKind, Round, Sensitivity, Template, Theme
from core.policies import Words

State = Template.State
STATES = {State.DRAFT: "next", State.PUBLISHED: "done", State.ARCHIVED: "off"}
EMPLOYEE, SUPERVISOR, OWN, GROUP = "employee", "supervisor", "own", "group"
TOGETHER = "together"


@dataclass(frozen=True)
class Line:
    """A template in the list."""

    template: Template
    mark: str
    years: Sequence[int]


@dataclass
class Shelf:
    """All templates of one kind, the newest first."""

    kind: str
    name: Words
    lines: list[Line] = field(default_factory=list)


def shelves(user: Any) -> list[Shelf]:
    """Every kind with its templates; the same queries for any number of them."""
    found = {str(kind): Shelf(str(kind), label) for kind, label in Template.Kind.choices}
    years: dict[int, list[int]] = {}
    for used, year in Round.objects.order_by("year").values_list("template", "year"):
        years.setdefault(used, []).append(year)
    for template in Template.objects.visible_to(user).order_by("-number"):
        line = Line(template, STATES[State(template.state)], years.get(template.pk, []))
        found[template.kind].lines.append(line)
    return list(found.values())


def years_of(template: Template) -> list[int]:
    """The rounds that use it."""
    return list(
        Round.objects.filter(template=template).order_by("year").values_list("year", flat=True)
    )


@dataclass(frozen=True)
class QuestionRow:
    question: Question
    notes: Sequence[Words]
    # Where the buttons take it: (theme uuid, place), or None at the ends.
    up: tuple[Any, int] | None
    down: tuple[Any, int] | None


@dataclass(frozen=True)
class ThemeRow:
    theme: Theme
    questions: Sequence[QuestionRow]
    # As those of a question; a theme stands in no other.
    up: tuple[Any, int] | None
    down: tuple[Any, int] | None


def tree(template: Template) -> list[ThemeRow]:
    """Themes with their questions and what the buttons do. Two queries."""
    themes = themes_of(template)
    rows = []
    for place, theme in enumerate(themes):
        before = themes[place - 1] if place else None
        after = themes[place + 1] if place + 1 < len(themes) else None
        rows.append(
            ThemeRow(
                theme,
                _questions(theme, before, after),
                up=("", place - 1) if before else None,
                down=("", place + 1) if after else None,
            )
        )
    return rows


def themes_of(template: Template) -> list[Theme]:
    ordered = Prefetch("questions", Question.objects.order_by("order", "pk"))
    return list(template.themes.order_by("order", "pk").prefetch_related(ordered))


def _questions(theme: Theme, before: Theme | None, after: Theme | None) -> list[QuestionRow]:
    questions = list(theme.questions.all())
    rows = []
    for place, question in enumerate(questions):
        up: tuple[Any, int] | None = (theme.uuid, place - 1)
        down: tuple[Any, int] | None = (theme.uuid, place + 1)
        # Past its end a question goes over to the neighbouring theme.
        if place == 0:
            up = (before.uuid, len(before.questions.all())) if before else None
        if place == len(questions) - 1:
            down = (after.uuid, 0) if after else None
        rows.append(QuestionRow(question, _notes(question), up, down))
    return rows


def _notes(question: Question) -> list[Words]:
    notes: list[Words] = []
    if question.is_block:
        notes.append(_("leads to a part of its own"))
    else:
        notes.append(question.get_kind_display())
    if question.kind == QuestionKind.SCALE:
        notes.append(_("{number} steps").format(number=len(question.options)))
    if question.kind == QuestionKind.CHOICE:
        notes.append(_("{number} options").format(number=len(question.options)))
    if question.supervisors_only:
        notes.append(_("only in supervisors' own talks"))
    if question.sensitivity != Sensitivity.ORDINARY:
        notes.append(question.get_sensitivity_display())
    return notes


def order_token(template: Template) -> str:
    """Names the order of everything in the template."""
    rows = Theme.objects.filter(template=template).order_by("order", "pk")
    pairs = rows.values_list("uuid", "questions__uuid", "questions__order", "questions__pk")
    pairs = pairs.order_by("order", "pk", "questions__order", "questions__pk")
    text = ",".join(f"{theme}:{question}" for theme, question, _order, _pk in pairs)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Change:
    """A theme or a question against the version the draft was made from."""

    kind: str  # "new", "gone", "changed"
    what: Words
    title: str


def changes(template: Template) -> list[Change]:
    """What is new against the version the draft was made of, by key; nothing without one."""
    if template.made_from is None:
        return []
    old, new = _by_key(template.made_from), _by_key(template)
    found = []
    for key, part in new.items():
        if key not in old:
            found.append(Change("new", _what(part), str(part.title)))
        elif _content(old[key]) != _content(part):
            found.append(Change("changed", _what(part), str(part.title)))
    found += [
        Change("gone", _what(part), str(part.title)) for key, part in old.items() if key not in new
    ]
    return found


def _by_key(template: Template) -> dict[tuple[str, str], Theme | Question]:
    found: dict[tuple[str, str], Theme | Question] = {}
    for theme in themes_of(template):
        found["theme", theme.key] = theme
        for question in theme.questions.all():
            found["question", question.key] = question
    return found


def _what(part: Theme | Question) -> Words:
    return pgettext("part of a template", "theme" if isinstance(part, Theme) else "question")


def _content(part: Theme | Question) -> tuple[Any, ...]:
    common = (dict(part.title), dict(part.help), part.supervisors_only)
    if isinstance(part, Theme):
        return common
    return (*common, part.kind, part.options, part.sensitivity, part.theme.key)
