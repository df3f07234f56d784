"""Goals and development needs one at a time."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from conversations.forms import GoalForm, NeedForm
from conversations.models import DevelopmentNeed, Goal, Layer
from conversations.policies import audience
from conversations.selectors.parts import Page
from conversations.selectors.parts.rail import anchor
from conversations.services import items as services
from conversations.services.texts import may_write
from conversations.views.common import heading, load, was_read
from core.policies import Stale, require

KINDS: dict[str, tuple[Any, Any]] = {
    "tavoite": (Goal, GoalForm),
    "tarve": (DevelopmentNeed, NeedForm),
}

HEADINGS = {
    ("tavoite", False): _("A goal you suggest"),
    ("tavoite", True): _("A goal agreed together"),
    ("tarve", False): _("A learning wish"),
    ("tarve", True): _("A learning need agreed together"),
}


def _back(page: Page, agreed: bool) -> HttpResponse:
    return redirect(_list(page, agreed))


def _list(page: Page, agreed: bool) -> str:
    """Where the goals and needs stand: in the talk, or in one's own preparation."""
    uuid = page.conversation.uuid
    if agreed:
        return reverse("conversations:talk", args=[uuid]) + f"#{anchor('items')}"
    return reverse("conversations:prepare_items", args=[uuid])


def _item(page: Page, kind: str, uuid: UUID) -> Any:
    model, _form = KINDS[kind]
    return get_object_or_404(
        model.objects.readable(page.reader).select_related("way", "competence", "author"),
        uuid=uuid,
    )


def _form_page(
    request: HttpRequest, page: Page, kind: str, form: Any, *, agreed: bool, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    layer = Layer.AGREED if agreed else page.reader.layer
    context = {
        **heading(page),
        "form": form,
        "kind": kind,
        "heading": HEADINGS[kind, agreed],
        "audience": audience(page.conversation, layer, shared=page.shared_own),
        "back": _list(page, agreed),
        **more,
    }
    return render(request, "conversations/item_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, uuid: UUID, kind: str, layer: str) -> HttpResponse:
    """A new suggestion of one's own ("ehdotus"), or a new agreed goal or need ("sovittu")."""
    page = load(request, uuid)
    agreed = layer == "sovittu"
    require(may_write(page.reader, services.layer_of(page.reader, agreed)))
    model, form_class = KINDS[kind]
    form = form_class(page.conversation, request.POST or None)
    if request.method != "POST":
        return _form_page(request, page, kind, form, agreed=agreed)
    if not form.is_valid():
        return _form_page(request, page, kind, form, agreed=agreed, status=422)
    services.add(
        user=request.user, reader=page.reader, model=model, agreed=agreed, values=form.values()
    )
    return _back(page, agreed)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID, kind: str, item: UUID) -> HttpResponse:
    """Change one. If somebody else did so meanwhile, both versions are shown."""
    page = load(request, uuid)
    found = _item(page, kind, item)
    require(services.may_touch(page.reader, found))
    form = KINDS[kind][1](page.conversation, request.POST or None, instance=found)
    if request.method != "POST":
        was_read(request, page.reader, "conversations.read_goals")
        return _form_page(request, page, kind, form, agreed=found.agreed, item=found)
    if not form.is_valid():
        return _form_page(request, page, kind, form, agreed=found.agreed, item=found, status=422)
    try:
        services.change(
            user=request.user,
            reader=page.reader,
            item=found,
            version=form.cleaned_data["version"] or 0,
            values=form.values(),
        )
    except Stale:
        theirs = _item(page, kind, item)
        form.data = form.data.copy()
        form.data["version"] = str(theirs.version)
        return _form_page(
            request, page, kind, form, agreed=theirs.agreed, item=theirs, theirs=theirs, status=409
        )
    return _back(page, found.agreed)


@require_POST
def delete(request: HttpRequest, uuid: UUID, kind: str, item: UUID) -> HttpResponse:
    page = load(request, uuid)
    found = _item(page, kind, item)
    services.delete(user=request.user, reader=page.reader, item=found)
    return _back(page, found.agreed)


@require_POST
def agree(request: HttpRequest, uuid: UUID, kind: str, item: UUID) -> HttpResponse:
    """Take a suggestion as agreed."""
    page = load(request, uuid)
    services.agree(user=request.user, reader=page.reader, item=_item(page, kind, item))
    return _back(page, agreed=True)


@require_POST
def follow_up(request: HttpRequest, uuid: UUID, item: UUID) -> HttpResponse:
    """How an agreed goal goes (requirement 40)."""
    page = load(request, uuid)
    services.follow_up(
        user=request.user,
        reader=page.reader,
        goal=_item(page, "tavoite", item),
        status=request.POST.get("status", ""),
    )
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("conversations:talk_items", args=[uuid])
    return redirect(back)
