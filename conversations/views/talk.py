"""The whole conversation on one page, which two people have open at once.

Each part is a form of its own, saved at the part's own address (views.parts). The page asks
`changes` every few seconds; what the other has changed comes in without a reload.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations.forms import field_name
from conversations.models import Conversation, Layer, QuestionKind, Theme
from conversations.selectors.parts import TALK, Page, live, rail, way
from conversations.selectors.parts.lines import shows_lines
from conversations.selectors.parts.ratings import rating_rows
from conversations.views import parts
from conversations.views.common import heading, load, was_read
from conversations.workflow import WORKFLOW

READS = ("conversations.read_texts", "conversations.read_ratings", "conversations.read_goals")


@never_cache
@require_safe
def talk(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Both preparations, the agreed texts, ratings, goals and needs, with last year's beside."""
    page = load(request, uuid)
    for action in READS:
        was_read(request, page.reader, action)
    frame = _frame(request, page)
    context = {
        **frame,
        **parts.items_context(page, TALK),
        **_next(page),
        **_onwards(page),
        "whole": True,
        "steps": way.steps(page),
        "themes": [_theme(page, theme) for theme in page.themes],
        "ratings": _ratings(page, editable=frame["editable"]),
        "items_beside": _agreed_words(page),
        "saved_at": max(
            (a.updated_at for a in page.answers if a.layer == Layer.AGREED), default=None
        ),
        **parts.asking(request, page),
    }
    return render(request, "conversations/talk.html", context)


@never_cache
@require_safe
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What has changed since the stamp `tila`, as JSON, and who else is on the page. `paikka`: in
    which field the reader is. The same few queries for any size of a team or template."""
    page = load(request, uuid)
    live.mark_here(page, request.GET.get("paikka", "")[:150])
    stamps = live.stamp(page)
    areas = live.changed(stamps, request.GET.get("tila", "")[:100])
    answer: dict[str, Any] = {"stamp": live.as_text(stamps), "people": live.others_here(page)}
    if areas:
        for action in READS:
            was_read(request, page.reader, action)
        answer |= _changed(request, page, areas)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _changed(request: HttpRequest, page: Page, areas: list[str]) -> dict[str, Any]:
    frame = _frame(request, page)
    fields = []
    if "agreed" in areas or "frame" in areas:
        fields += live.text_fields(page, page.themes)
    if "ratings" in areas:
        fields += live.level_fields(page)
    return {
        "areas": areas,
        "editable": frame["editable"],
        "fields": [vars(field) for field in fields],
        "regions": _regions(request, page, frame, areas),
        **_onwards(page),
    }


def _frame(request: HttpRequest, page: Page) -> dict[str, Any]:
    return {
        **heading(page),
        **parts.closed(request, page, TALK),
        "stage": TALK,
        "rail": rail.rail(page, TALK, "", whole=""),
        "own": page.own_preparation(),
        "back_url": _url(page, "talk") + f"#{rail.anchor('items')}",
    }


def _regions(
    request: HttpRequest, page: Page, frame: dict[str, Any], areas: list[str]
) -> dict[str, str]:
    """The parts of the page to draw again, by their place (data-live)."""

    def draw(template: str, **more: Any) -> str:
        context = {**frame, "whole": True, **more}
        return render_to_string(f"conversations/{template}.html", context, request=request)

    regions = {"rail": draw("_talk_rail")}
    if "frame" in areas:
        regions["notes"] = draw("_part_notes")
        regions["bridge"] = draw("_bridge", steps=way.steps(page))
    if "frame" in areas or "agreed" in areas or "items" in areas:
        regions["next"] = draw("_talk_next", **_next(page))
    if "frame" in areas or "items" in areas:
        regions["items"] = draw("_lists", **parts.items_context(page, TALK))
    if "frame" in areas or "preparations" in areas:
        for theme in page.themes:
            for part in page.questions(theme, TALK):
                name = field_name(part.question)
                free = part.question.kind == QuestionKind.TEXT
                takes = f"{theme.key}-{name}" if free and frame["editable"] else ""
                regions[f"beside:{theme.key}:{name}"] = draw("_beside_text", part=part, takes=takes)
    if "frame" in areas or "ratings" in areas:
        for _audience, rows in rating_rows(page, TALK, locked=not frame["editable"]):
            for row in rows:
                regions[f"rating:{row.name}"] = draw("_rating_row", row=row)
    return regions


def _theme(page: Page, theme: Theme) -> dict[str, Any]:
    form = parts.texts_form(page, theme, TALK)
    questions = [(part, form[field_name(part.question)]) for part in page.questions(theme, TALK)]
    return {
        "theme": theme,
        "form": form,
        "questions": questions,
        "leads": page.leads(theme, TALK),
        "audience": parts.common([part.audience for part, _field in questions]),
        "pieces": parts.pieces(form),
        "lines": page.lines if shows_lines(theme.key) else [],
        "url": _url(page, "talk_theme", theme.key),
        "beside": "",
    }


def _ratings(page: Page, *, editable: bool) -> dict[str, Any]:
    form = parts.ratings_form(page, TALK)
    return {
        "form": form,
        "groups": rating_rows(page, TALK, locked=not editable),
        "pieces": parts.pieces(form),
        "url": _url(page, "talk_ratings"),
        "beside": "",
    }


def _saved_at(page: Page) -> datetime | None:
    agreed = [a.updated_at for a in page.answers if a.layer == Layer.AGREED]
    return max(agreed, default=None)


def _agreed_words(page: Page) -> str:
    number = len(page.goals.agreed) + len(page.needs.agreed)
    return ngettext("{number} agreed", "{number} agreed", number).format(number=number)


def _next(page: Page) -> dict[str, Any]:
    c, reader = page.conversation, page.reader
    return {
        "may_hold": WORKFLOW.decide("hold", reader, c),
        "may_sign": WORKFLOW.decide("sign", reader, c),
    }


def _onwards(page: Page) -> dict[str, Any]:
    """The one button of the bar: what comes next for this reader."""
    c = page.conversation
    if c.state == Conversation.State.PREPARING and WORKFLOW.decide("hold", page.reader, c):
        return {"onwards_url": _url(page, "hold"), "onwards": _("Mark as held")}
    if WORKFLOW.decide("sign", page.reader, c):
        return {"onwards_url": _url(page, "sign"), "onwards": _("Read and sign")}
    return {"onwards_url": _url(page, "detail"), "onwards": _("To the conversation's page")}


def _url(page: Page, name: str, *more: str) -> str:
    return reverse(f"conversations:{name}", args=[page.conversation.uuid, *more])
