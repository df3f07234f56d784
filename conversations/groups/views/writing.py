"""The writing, theme by theme: the thoughts with their headings and the agreed texts, and how the
lines were taken into account. The leader writes; the others see it come in by itself."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.forms import plain
from conversations.groups.forms import (
    GatherForm,
    GroupTextsForm,
    token,
)
from conversations.groups.models import (
    GatheredThought,
    GroupConversation,
    Heading,
)
from conversations.groups.page import GroupPage
from conversations.groups.policies import can_write
from conversations.groups.services import writing
from conversations.groups.slots import Slot
from conversations.groups.views.common import heading, load, was_read
from conversations.views.clashes import Difference, compare
from core import clock
from core.look import formats
from core.policies import Denied, Refused, require

State = GroupConversation.State
READ = "conversations.group_read"


def opened(request: HttpRequest, uuid: UUID) -> GroupPage:
    """Raises `Refused` before the collection has ended: nothing is shown before."""
    page = load(request, uuid)
    if not page.reader.sees_thoughts:
        raise Refused(Denied(_("This opens when the collection of thoughts has ended.")))
    return page


def _slots(page: GroupPage, key: str) -> list[Slot]:
    if key == "lines":
        return page.outline.own_slots
    theme = page.theme(key)
    if theme is None:
        raise Http404
    return page.outline.slots(theme)


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, uuid: UUID, theme: str) -> HttpResponse:
    """One theme: the thoughts sent beforehand, under headings, and what was agreed."""
    page = opened(request, uuid)
    slots = _slots(page, theme)
    if request.method == "POST":
        return _save(request, page, theme, slots)
    was_read(request, page.reader, READ)
    return _page(request, page, theme, slots, _form(page, slots))


@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How the lines from above were taken into account; the area's training plan (36, 44, 46)."""
    return theme(request, uuid, "lines")


def _form(page: GroupPage, slots: list[Slot], data: Any = None) -> GroupTextsForm:
    return GroupTextsForm(slots, page.stored(slots), data)


def _page(
    request: HttpRequest,
    page: GroupPage,
    key: str,
    slots: list[Slot],
    form: GroupTextsForm,
    clashes: list[writing.Clash] | None = None,
    status: int = 200,
    gather: Any = None,
) -> HttpResponse:
    fields = page.fields(slots)
    theme = page.theme(key)
    context = {
        **heading(page),
        **page.frame(key),
        "theme": theme,
        "lines": page.lines if key == "lines" else [],
        "agenda": page.agenda if key == "lines" else [],
        "form": form,
        "fields": [(field, form[field.slot.name]) for field in fields],
        "may_write": can_write(page.reader, page.conversation),
        "clashes": differences(clashes or []),
        "saved_at": max(
            (page.texts[s.place].updated_at for s in slots if s.place in page.texts), default=None
        ),
        "gather": gather,
    }
    return render(request, "groups/theme.html", context, status=status)


def differences(clashes: list[writing.Clash]) -> list[Difference]:
    return [
        Difference(
            key=clash.slot.name,
            label=clash.slot.label,
            who=clash.who,
            at=clash.at,
            theirs=clash.theirs,
            mine=clash.mine,
            pieces=compare(clash.theirs, clash.mine),
        )
        for clash in clashes
    ]


def _save(request: HttpRequest, page: GroupPage, key: str, slots: list[Slot]) -> HttpResponse:
    require(can_write(page.reader, page.conversation))
    data: Any = request.POST
    if "take" in data:
        data = _taken(page, slots, data)
    form = _form(page, slots, data)
    quietly = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        if quietly:
            return JsonResponse({"errors": form.errors}, status=422)
        return _page(request, page, key, slots, form, status=422)
    saved = writing.save_texts(user=request.user, reader=page.reader, typed=form.typed())
    version = token(saved.on)
    if quietly:
        if not saved.clashes:
            return JsonResponse({"saved": formats.fin_time(clock.now()), "version": version})
        html = render_to_string(
            "conversations/_clash.html",
            {"clashes": differences(saved.clashes), "version": version},
            request=request,
        )
        return JsonResponse({"html": html, "version": version}, status=409)
    if saved.clashes:
        form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]
        return _page(request, page, key, slots, form, saved.clashes, status=409)
    if "take" in request.POST or "stay" in request.POST:
        return redirect(page.url(key))
    return redirect(page.frame(key)["onwards_url"])


def _taken(page: GroupPage, slots: list[Slot], data: Any) -> Any:
    """ "Take theirs" or "keep both": on what stands in the database now."""
    name, _colon, which = data["take"].partition(":")
    slot = next((s for s in slots if s.name == name), None)
    if slot is None or which not in ("theirs", "both"):
        return data
    row = page.texts.get(slot.place)
    theirs = row.text if row else ""
    data = data.copy()
    mine = plain(data.get(name, ""))
    data[name] = theirs if which == "theirs" else f"{theirs}\n\n{mine}"
    return data


@require_safe
def live(request: HttpRequest, uuid: UUID, theme: str) -> HttpResponse:
    """What the leader has written meanwhile, for those who follow. Nothing new: 204, three
    queries. Looking on is not a new read."""
    page = opened(request, uuid)
    c = page.conversation
    if request.GET.get("on") == f"{c.version}.{c.edits}":
        return HttpResponse(status=204)
    slots = _slots(page, theme)
    context = {**heading(page), "fields": page.fields(slots), "here": theme}
    return render(request, "groups/_followed.html", context)


@require_POST
def gather(request: HttpRequest, uuid: UUID, theme: str) -> HttpResponse:
    """Put the ticked thoughts under a heading, there or new; or take a heading away."""
    page = opened(request, uuid)
    require(can_write(page.reader, page.conversation))
    slots = _slots(page, theme)
    slot = next((s for s in slots if s.name == request.POST.get("slot")), None)
    if slot is None:
        raise Http404
    here = {
        "conversation": page.conversation,
        "key": slot.key,
        "perspective": slot.perspective,
    }
    headings = list(Heading.objects.filter(**here).values_list("uuid", flat=True))
    wanted = request.POST.get("remove")
    if wanted:
        chosen = next((h for h in headings if str(h) == wanted), None)
        if chosen is not None:
            writing.delete_heading(user=request.user, reader=page.reader, slot=slot, heading=chosen)
        return redirect(page.url(theme))
    thoughts = GatheredThought.objects.filter(**here).values_list("uuid", flat=True)
    form = GatherForm(list(thoughts), headings, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        ticked = [UUID(t) for t in data["thoughts"]]
        try:
            if data["new"]:
                writing.add_heading(
                    user=request.user,
                    reader=page.reader,
                    slot=slot,
                    title=data["new"],
                    thoughts=ticked,
                )
            else:
                heading_ = None if data["heading"] == "none" else UUID(data["heading"])
                writing.move_thoughts(
                    user=request.user,
                    reader=page.reader,
                    slot=slot,
                    thoughts=ticked,
                    heading=heading_,
                )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(f"{page.url(theme)}#{slot.anchor}")
    return _page(
        request, page, theme, slots, _form(page, slots), status=422, gather=(slot.name, form)
    )
