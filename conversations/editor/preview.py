"""A template as each party would see it, in each language. Nothing typed here is kept."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conversations.editor.policies import can_see_templates
from conversations.editor.selectors import EMPLOYEE, GROUP, OWN, SUPERVISOR, TOGETHER, themes_of
from conversations.forms import TextsForm, field_name
from conversations.models import Question, Sensitivity, Template, Theme
from core.policies import Words, require

LANGUAGES = (("fi", "Suomi"), ("sv", "Svenska"), ("en", "English"))


@dataclass(frozen=True)
class Asked:
    """A question with its field, or a block (`field` None). `seen`: who will see the answer."""

    question: Question
    field: Any
    seen: Words


@dataclass(frozen=True)
class Part:
    """`seen`: the one sentence of who sees the texts, or "" when it differs by question."""

    theme: Theme
    asked: list[Asked]
    seen: Words


def parties(template: Template) -> list[tuple[str, Words]]:
    """Whose eyes one can look through."""
    if template.kind != Template.Kind.DEVELOPMENT:
        return [(GROUP, _("The group"))]
    return [
        (EMPLOYEE, _("The employee")),
        (SUPERVISOR, _("The supervisor, of an employee")),
        (TOGETHER, _("Both, in the talk")),
        (OWN, _("A supervisor's own talk")),
    ]


@require_safe
def preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    require(can_see_templates(request.user))
    found = get_object_or_404(Template.objects.visible_to(request.user), uuid=uuid)
    sides = parties(found)
    side = request.GET.get("kuka", "")
    if side not in dict(sides):
        side = sides[0][0]
    language = request.GET.get("kieli", "")
    if language not in dict(LANGUAGES):
        language = (translation.get_language() or "fi")[:2]
    with translation.override(language):
        parts = _parts(found, side)
        # Drawn here, so that every word of it is in the language looked at.
        html = _drawn(request, found, side, parts, language)
    context = {
        "template": found,
        "html": html,
        "sides": sides,
        "side": side,
        "languages": LANGUAGES,
        "language": language,
    }
    return render(request, "conversations/editor/preview.html", context)


def _drawn(
    request: HttpRequest, template: Template, side: str, parts: list[Part], language: str
) -> Any:
    from django.template.loader import render_to_string

    labels = {GROUP: _("Your thought"), TOGETHER: _("What we agree")}
    context = {
        "template": template,
        "label": labels.get(side, _("Your preparation")),
        "parts": parts,
        "language": language,
    }
    return render_to_string("conversations/editor/_preview.html", context, request=request)


def _parts(template: Template, side: str) -> list[Part]:
    parts = []
    for theme in themes_of(template):
        if theme.supervisors_only and side != OWN:
            continue
        asked = [q for q in theme.questions.all() if side == OWN or not q.supervisors_only]
        fields = TextsForm([q for q in asked if not q.is_block], {})
        fields.auto_id = f"{theme.key}-%s"
        rows = [
            Asked(q, None if q.is_block else fields[field_name(q)], _seen(q, side)) for q in asked
        ]
        sentences = {row.seen for row in rows if row.field}
        parts.append(Part(theme, rows, sentences.pop() if len(sentences) == 1 else ""))
    return parts


def _seen(question: Question, side: str) -> Words:
    """The sentence beside a field: who will see the text."""
    if question.is_block or side == GROUP:
        return ""
    if side == SUPERVISOR:
        return _("Only you see this until you share your preparation. Then the employee sees it.")
    if side != TOGETHER:
        return _("Only you see this until you share your preparation. Then the supervisor sees it.")
    if question.sensitivity == Sensitivity.ORDINARY:
        return _("Both see this, and later whoever is then the supervisor.")
    return _(
        "Only the employee and the one who was in the talk see this: not a later supervisor, HR or "
        "directors."
    )
