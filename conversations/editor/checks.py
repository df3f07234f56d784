"""What a draft lacks before it can be published, each with the place to put it right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.models import Question, QuestionKind, Sensitivity, Template, Theme
from core.policies import Words

LANGUAGES = ("fi", "sv", "en")
Place = Template | Theme | Question


@dataclass(frozen=True)
class Problem:
    """`blocks`: it cannot be published so; otherwise only something to think of."""

    words: Words
    place: Place
    blocks: bool = True

    @property
    def where(self) -> str:
        """Which page puts it right."""
        return self.place._meta.model_name or ""


def problems(template: Template) -> list[Problem]:
    """In the order of the draft. Two queries."""
    themes = list(template.themes.prefetch_related("questions"))
    return list(_all(template, themes))


def _all(template: Template, themes: list[Theme]) -> Iterator[Problem]:
    if template.name and (lacking := _lacking(template.name)):
        yield Problem(
            _("The template's name lacks {languages}.").format(languages=lacking), template
        )
    if not themes:
        yield Problem(_("There are no themes yet."), template)
        return
    for theme in themes:
        yield from _theme(theme)
    if not any(_for_everyone(theme) for theme in themes):
        yield Problem(_("Nothing is asked of those who are not supervisors."), template)
    if template.kind == Template.Kind.DEVELOPMENT:
        yield from _blocks(template, themes)


def _theme(theme: Theme) -> Iterator[Problem]:
    if lacking := _lacking(theme.title):
        yield _without(theme, _("heading"), lacking)
    if theme.help and (lacking := _lacking(theme.help)):
        yield _without(theme, _("help text"), lacking)
    questions = list(theme.questions.all())
    if not questions:
        yield Problem(_("The theme “{name}” asks nothing.").format(name=theme.title), theme)
    for question in questions:
        yield from _question(question)
    ordinary = [q for q in questions if q.sensitivity == Sensitivity.ORDINARY and not q.is_block]
    if theme.key == "wellbeing" and ordinary:
        yield Problem(
            _("“{name}” stands in the theme of wellbeing but is not marked as wellbeing.").format(
                name=ordinary[0].title
            ),
            ordinary[0],
            blocks=False,
        )


def _question(question: Question) -> Iterator[Problem]:
    if lacking := _lacking(question.title):
        yield _without(question, _("question"), lacking)
    if question.help and any(question.help.values()):
        if lacking := _lacking(question.help):
            yield _without(question, _("help text"), lacking)
    elif not question.is_block:
        yield Problem(
            _("“{name}” has no help text.").format(name=question.title), question, blocks=False
        )
    if question.kind == QuestionKind.CHOICE:
        yield from _choice(question)
    if question.kind == QuestionKind.SCALE:
        for option, words in ((0, _("lowest step")), (-1, _("highest step"))):
            label = question.options[option]["label"] if question.options else {}
            if lacking := _lacking(label):
                yield _without(question, words, lacking)


def _choice(question: Question) -> Iterator[Problem]:
    if len(question.options) < 2:
        yield Problem(
            _("“{name}” needs at least two options.").format(name=question.title), question
        )
    lacking = [
        lang for lang in LANGUAGES if any(not o["label"].get(lang) for o in question.options)
    ]
    if lacking:
        yield _without(question, _("options"), _names(lacking))


def _blocks(template: Template, themes: list[Theme]) -> Iterator[Problem]:
    """Competences and goals are parts 2 and 3 of the conversation (requirement 38): each has one
    place in the themes that leads there."""
    kinds = [q.kind for theme in themes for q in theme.questions.all()]
    for kind in (QuestionKind.COMPETENCES, QuestionKind.GOALS, QuestionKind.NEEDS):
        if kind not in kinds and kind != QuestionKind.NEEDS:
            yield Problem(
                _("No theme leads to this part of the conversation: {part}.").format(
                    part=kind.label
                ),
                template,
            )
        if kinds.count(kind) > 1:
            yield Problem(
                _("More than one place leads to this part of the conversation: {part}.").format(
                    part=kind.label
                ),
                template,
            )


def _for_everyone(theme: Theme) -> bool:
    return not theme.supervisors_only and any(
        not (q.is_block or q.supervisors_only) for q in theme.questions.all()
    )


def _without(place: Theme | Question, what: str, lacking: str) -> Problem:
    return Problem(
        _("“{name}”: {what} is missing in {languages}.").format(
            name=place.title, what=what, languages=lacking
        ),
        place,
    )


def _lacking(words: Mapping[str, str]) -> str:
    return _names([lang for lang in LANGUAGES if not words.get(lang)])


def _names(languages: list[str]) -> str:
    names = {
        "fi": pgettext("missing in", "Finnish"),
        "sv": pgettext("missing in", "Swedish"),
        "en": pgettext("missing in", "English"),
    }
    return ", ".join(names[lang] for lang in languages)
