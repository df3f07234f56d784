"""Answers to questions of each kind, in one canonical form and in words.

Every answer is kept as text (Answer.text): of a scale and a choice the key of the option, of a date
its ISO form, "" when there is none. So layers, versions, clashes and erasure are the same for all.
The words are those of the question's own version of the template, which never changes.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from conversations.models import Question, QuestionKind
from core.fields import Translated

LANGUAGES = ("fi", "sv", "en")
YEARS = range(1900, 2200)
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")


def canonical(question: Question, typed: str) -> str:
    """What was typed in the form in which it is kept. Raises ValidationError when it answers
    something else than what is asked."""
    if question.kind == QuestionKind.TEXT:
        return typed
    typed = typed.strip()
    if not typed:
        return ""
    if question.kind == QuestionKind.DATE:
        return _day(typed).isoformat()
    if typed not in {option["key"] for option in question.options}:
        raise ValidationError(_("Choose one of the options."))
    return typed


def _day(typed: str) -> date:
    for form in _FORMATS:
        try:
            day = datetime.strptime(typed, form).date()
        except ValueError:
            continue
        if day.year in YEARS:
            return day
    raise ValidationError(_("Write a day: 13.2.2026."))


def words(question: Question, text: str) -> Translated:
    """The answer in words in the three languages; free text is the same in each."""
    return Translated({language: _in(question, text, language) for language in LANGUAGES})


def shown(question: Question, text: str) -> str:
    """The answer in words in the present language."""
    return _in(question, text, (translation.get_language() or "fi")[:2])


def _in(question: Question, text: str, language: str) -> str:
    if question.kind in (QuestionKind.SCALE, QuestionKind.CHOICE):
        for number, option in enumerate(question.options, start=1):
            if option["key"] == text:
                label = Translated(option["label"]).in_language(language)
                if question.kind == QuestionKind.CHOICE:
                    return label
                place = f"{number} / {len(question.options)}"
                return f"{place}: {label}" if label else place
        return text
    if question.kind == QuestionKind.DATE and text:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.day}.{day.month}.{day.year}"
    return text


def choices(question: Question) -> list[tuple[str, str]]:
    """The options of a scale or a choice with their words in the present language."""
    return [(option["key"], shown(question, option["key"])) for option in question.options]


def signed(question: Question, text: str) -> Mapping[str, Any]:
    """What a signed copy keeps of an answer besides its text: of other kinds than free text also
    the words, so that the copy can be read without the template. Nothing is added to free text, so
    that older marks stay as they are."""
    if question.kind == QuestionKind.TEXT:
        return {}
    return {"kind": question.kind, "words": dict(words(question, text)) if text else {}}
