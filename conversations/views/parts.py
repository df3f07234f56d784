"""A part of a conversation at an address of its own: a theme, the ratings, the goals and needs.

`stage` is "prepare" (one's own preparation) or "talk" (what is agreed together).
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from conversations.forms import (
    RatingsForm,
    TextsForm,
    field_name,
    ratings_token,
    take,
    token,
)
from conversations.goals.carrying import earlier_goals
from conversations.models import Goal, Layer, Theme
from conversations.policies import (
    can_follow_up,
    can_prepare,
    can_share,
    can_write_agreed,
)
from conversations.selectors.parts import PREPARE, Page, live, rail
from conversations.selectors.parts.lines import shows_lines
from conversations.selectors.parts.ratings import rated_by_others, rating_rows
from conversations.selectors.standing import signed_sides
from conversations.services.texts import Clash, save_ratings, save_texts
from conversations.views.clashes import differences
from conversations.views.common import heading, load, was_read
from core import clock
from core.look import formats
from core.policies import Decision, require


@require_safe
def prepare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The first part of one's own preparation."""
    page = load(request, uuid)
    return redirect(rail.urls(page, "prepare")[0][1])


def writable(page: Page, stage: str) -> Decision:
    if stage == PREPARE:
        return can_prepare(page.reader, page.conversation)
    return can_write_agreed(page.reader, page.conversation)


def layer_of(page: Page, stage: str) -> str:
    return page.reader.layer if stage == PREPARE else Layer.AGREED


def closed(request: HttpRequest, page: Page, stage: str) -> dict[str, Any]:
    """Whether the page's fields are open. After a signature they open only when asked for, since an
    edit voids it."""
    decision = writable(page, stage)
    signed = stage != PREPARE and bool(signed_sides(page.conversation))
    asked = "muuta" in request.GET or request.method == "POST"
    return {
        "decision": decision,
        "editable": bool(decision) and (not signed or asked),
        "signed": signed and bool(decision),
    }


def _frame(request: HttpRequest, page: Page, stage: str, here: str) -> dict[str, Any]:
    number, total = rail.place(page, stage, here)
    return {
        **heading(page),
        **closed(request, page, stage),
        "stage": stage,
        "rail": rail.rail(page, stage, here),
        "number": number,
        "total": total,
        "own": page.own_preparation(),
        **_way_on(page, stage, here),
        **(asking(request, page) if stage != PREPARE else {}),
    }


def asking(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Where the page asks what the other has changed, and from which stamp on."""
    url = reverse("conversations:talk_changes", args=[page.conversation.uuid])
    return {
        "stamp": live.as_text(live.stamp(page)),
        "changes_url": url + ("?muuta" if "muuta" in request.GET else ""),
    }


def _way_on(page: Page, stage: str, here: str) -> dict[str, Any]:
    """Where the button of the bar leads, in words."""
    following = rail.following(page, stage, here)
    if following:
        titles = {
            item.url: item.title for group in rail.rail(page, stage, here) for item in group.items
        }
        return {
            "onwards_url": following,
            "onwards": _("Next: {part}").format(part=titles[following]),
        }
    if stage == PREPARE and can_share(page.reader, page.conversation):
        url = reverse("conversations:share", args=[page.conversation.uuid])
        return {"onwards_url": url, "onwards": _("Next: share the preparation")}
    url = reverse("conversations:detail", args=[page.conversation.uuid])
    return {"onwards_url": url, "onwards": _("To the conversation's page")}


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, uuid: UUID, theme: str, stage: str) -> HttpResponse:
    """One theme: its questions, the preparations beside, one's own or the agreed text."""
    page = load(request, uuid)
    chosen = next((t for t in page.themes if t.key == theme), None)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        return _save_theme(request, page, chosen, stage)
    was_read(request, page.reader, "conversations.read_texts")
    form = texts_form(page, chosen, stage)
    return _theme_page(request, page, chosen, stage, form)


def texts_form(page: Page, theme: Theme, stage: str, data: Any = None) -> TextsForm:
    parts = page.questions(theme, stage)
    stored = {part.question.pk: (part.text, part.version) for part in parts}
    form = TextsForm([part.question for part in parts], stored, data)
    # Several themes stand on one page, and keys are a theme's own.
    form.auto_id = f"{theme.key}-%s"
    return form


def _theme_page(
    request: HttpRequest,
    page: Page,
    theme: Theme,
    stage: str,
    form: TextsForm,
    clashes: list[Clash] | None = None,
    status: int = 200,
) -> HttpResponse:
    questions = [(part, form[field_name(part.question)]) for part in page.questions(theme, stage)]
    context = {
        **_frame(request, page, stage, theme.key),
        "theme": theme,
        "form": form,
        "questions": questions,
        "leads": page.leads(theme, stage),
        "pieces": pieces(form),
        "lines": page.lines if shows_lines(theme.key) else [],
        "audience": common([part.audience for part, _field in questions]),
        "saved_at": saved_at(page, [part.question.pk for part, _field in questions], stage),
        "clashes": differences(clashes or []),
    }
    return render(request, "conversations/theme.html", context, status=status)


def pieces(form: TextsForm | RatingsForm) -> str:
    """Which piece of the form's `version` each field stands on (static/js/autosave.js)."""
    if isinstance(form, RatingsForm):
        return ",".join(f"level_{c.key}={c.pk}" for c in form.competences)
    return ",".join(f"{field_name(q)}={q.pk}" for q in form.questions)


def common(sentences: list[str]) -> str:
    """The one sentence of who sees the texts, or "" when it differs from question to question."""
    return sentences[0] if len(set(sentences)) == 1 else ""


def saved_at(page: Page, questions: list[int], stage: str) -> Any:
    layer = layer_of(page, stage)
    times = [
        a.updated_at
        for a in page.answers
        if a.question_id in questions and a.layer == layer
        and (layer == Layer.AGREED or a.author_id == getattr(page.reader.person, "pk", None))
    ]  # fmt: skip
    return max(times, default=None)


def _save_theme(request: HttpRequest, page: Page, theme: Theme, stage: str) -> HttpResponse:
    require(writable(page, stage))
    data: Any = request.POST
    if "take" in data:
        data = _taken(page, theme, stage, data)
    form = texts_form(page, theme, stage, data)
    quietly = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        if quietly:
            return JsonResponse({"errors": form.errors}, status=422)
        return _theme_page(request, page, theme, stage, form, status=422)
    saved = save_texts(
        user=request.user, reader=page.reader, layer=layer_of(page, stage), typed=form.typed()
    )
    version = token(saved.on)
    if quietly:
        return _quiet_answer(request, version, saved.clashes)
    if saved.clashes:
        form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]
        return _theme_page(request, page, theme, stage, form, saved.clashes, status=409)
    return _onwards(request, page, stage, theme.key)


def _taken(page: Page, theme: Theme, stage: str, data: Any) -> Any:
    """ "Take theirs" or "keep both": on what stands in the database now."""
    now = {
        part.question.key: Clash(part.question, part.text, "", "", clock.now(), part.version)
        for part in page.questions(theme, stage)
    }
    return take(data, data["take"], now)


def _quiet_answer(request: HttpRequest, version: str, clashes: list[Clash]) -> HttpResponse:
    """The answer to autosave.js."""
    if clashes:
        html = render_to_string(
            "conversations/_clash.html",
            {"clashes": differences(clashes), "version": version},
            request=request,
        )
        theirs = {field_name(clash.question): clash.theirs for clash in clashes}
        return JsonResponse({"html": html, "version": version, "theirs": theirs}, status=409)
    return JsonResponse({"saved": formats.fin_time(clock.now()), "version": version})


def _onwards(request: HttpRequest, page: Page, stage: str, here: str) -> HttpResponse:
    """To the next part, or after the last one to sharing or the conversation's own page. From the
    page of the whole conversation back to the same place there."""
    if "whole" in request.POST:
        url = reverse("conversations:talk", args=[page.conversation.uuid])
        return redirect(f"{url}#{rail.anchor(here)}")
    if "take" in request.POST or "stay" in request.POST:
        return redirect(dict(rail.urls(page, stage))[here] + ("?muuta" if stage != PREPARE else ""))
    return redirect(_way_on(page, stage, here)["onwards_url"])


# Ratings


@require_http_methods(["GET", "HEAD", "POST"])
def ratings(request: HttpRequest, uuid: UUID, stage: str) -> HttpResponse:
    """The competences on their scale: one's own rating, or the agreed level."""
    page = load(request, uuid)
    if request.method == "POST":
        return _save_ratings(request, page, stage)
    was_read(request, page.reader, "conversations.read_ratings")
    return _ratings_page(request, page, stage, ratings_form(page, stage))


def ratings_form(page: Page, stage: str, data: Any = None) -> RatingsForm:
    return RatingsForm(
        page.competences_at(stage), page.level_numbers, page.stored_levels(stage), data
    )


def _ratings_page(
    request: HttpRequest,
    page: Page,
    stage: str,
    form: RatingsForm,
    clashes: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    frame = _frame(request, page, stage, "ratings")
    chosen = None
    if form.is_bound and form.is_valid():
        chosen = {
            c.pk: form.cleaned_data.get(f"level_{c.key}", page.stored_levels(stage).get(c.pk))
            for c in page.competences_at(stage)
        }
    context = {
        **frame,
        "form": form,
        "groups": rating_rows(page, stage, chosen=chosen, locked=not frame["editable"]),
        "rating_clashes": clashes or [],
        "rated_by_others": rated_by_others(page, stage),
        "pieces": pieces(form),
        "audience": page.audience(layer_of(page, stage)),
    }
    return render(request, "conversations/ratings.html", context, status=status)


def _save_ratings(request: HttpRequest, page: Page, stage: str) -> HttpResponse:
    require(writable(page, stage))
    form = ratings_form(page, stage, request.POST)
    quietly = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        if quietly:
            return JsonResponse({"errors": form.errors}, status=422)
        return _ratings_page(request, page, stage, form, status=422)
    chosen = form.chosen()
    clashes = save_ratings(
        user=request.user, reader=page.reader, layer=layer_of(page, stage), chosen=chosen
    )
    theirs = {c.competence.pk: c.theirs for c in clashes}
    version = ratings_token({c.pk: theirs.get(c.pk, value.level) for c, value in chosen.items()})
    if quietly:
        if not clashes:
            return JsonResponse({"saved": formats.fin_time(clock.now()), "version": version})
        html = render_to_string(
            "conversations/_rating_clash.html", {"clashes": clashes}, request=request
        )
        latest = {f"level_{c.competence.key}": str(c.theirs or "") for c in clashes}
        return JsonResponse({"html": html, "version": version, "theirs": latest}, status=409)
    if clashes:
        form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]
        return _ratings_page(request, page, stage, form, clashes, status=409)
    return _onwards(request, page, stage, "ratings")


# Goals and needs


@require_safe
def items(request: HttpRequest, uuid: UUID, stage: str) -> HttpResponse:
    """Goals and needs: suggested, agreed, and last year's goals with how they went."""
    page = load(request, uuid)
    was_read(request, page.reader, "conversations.read_goals")
    frame = _frame(request, page, stage, "items")
    context = {**frame, **items_context(page, stage), "back_url": request.path}
    return render(request, "conversations/items.html", context)


def items_context(page: Page, stage: str) -> dict[str, Any]:
    """What _lists.html draws."""
    before = page.last.conversation
    return {
        "stage": stage,
        "earlier_goals": earlier_goals(page.reader, page.last.goals),
        "layer": "sovittu" if stage != PREPARE else "ehdotus",
        "audience": page.audience(layer_of(page, stage)),
        "lists": item_lists(page, stage),
        "lines": page.lines,
        "may_follow": bool(can_follow_up(page.reader, before or page.conversation)),
        "follow_words": [
            (Goal.Status.DONE, _("Reached")),
            (Goal.Status.OPEN, _("Goes on")),
            (Goal.Status.DROPPED, _("Dropped")),
        ],
    }


def item_lists(page: Page, stage: str) -> list[tuple[str, str, str, str, Any]]:
    """(kind, title, words of the link that adds one, words when empty, items)."""
    if stage == PREPARE:
        return [
            (
                "tavoite",
                _("Goals you suggest"),
                _("Suggest a goal"),
                _("What would you like to reach in the coming year? Suggest one to three goals."),
                page.goals,
            ),
            (
                "tarve",
                _("Learning wishes"),
                _("Add a wish"),
                _("What would you like to learn, and how?"),
                page.needs,
            ),
        ]
    return [
        (
            "tavoite",
            _("Goals agreed"),
            _("Add a goal"),
            _("Everyone gets the most important goals. None has been agreed yet."),
            page.goals,
        ),
        (
            "tarve",
            _("What needs to be learned"),
            _("Add a learning need"),
            _("No learning needs have been agreed yet."),
            page.needs,
        ),
    ]
