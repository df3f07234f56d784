"""Sending thoughts beforehand: with a name on a page of one's own, or without a name at an address
that carries no object and of which nothing is kept (core.untraced)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.models import Outcome
from audit.services import record
from conversations.groups import policies
from conversations.groups.forms import OwnThoughtForm, ThoughtForm
from conversations.groups.models import GroupConversation, Thought
from conversations.groups.services import collecting
from conversations.groups.views.common import heading, load
from core.policies import Stale, require
from core.untraced import untraced

untraced("groups:send")


@require_POST
def think(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A thought in one's own name."""
    page = load(request, uuid)
    require(policies.can_send(page.reader, page.conversation))
    form = ThoughtForm(page.outline.all_slots, request.POST)
    if form.is_valid():
        slot = form.slot
        try:
            collecting.send_named(
                user=request.user,
                reader=page.reader,
                key=slot.key,
                perspective=slot.perspective,
                text=form.cleaned_data["text"],
            )
        except ValidationError as error:
            form.add_error("text", error)
        else:
            messages.success(
                request, _("Your thought is kept. You can change it until the collection ends.")
            )
            return redirect("groups:detail", uuid)
    return render(
        request,
        "groups/thought_again.html",
        {**heading(page), "form": form, "anonymous": False},
        status=422,
    )


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """A thought without a name. Which conversation is told in the form, never in the address; the
    answer is the page itself, so that no second request follows from sending."""
    try:
        uuid = UUID(request.POST.get("conversation", ""))
    except ValueError:
        raise Http404 from None
    conversation = GroupConversation.objects.with_names().filter(uuid=uuid).first()
    if conversation is None:
        raise Http404
    reader = policies.reader_of(request.user, conversation)
    if not reader.member:
        # Nobody of the group: who tried is told in the log, and nothing was sent.
        if not reader.person:
            raise Http404
        record(request.user, "conversations.group_send", conversation, outcome=Outcome.HIDDEN)
        raise Http404
    require(policies.can_send(reader, conversation))
    from conversations.groups.page import GroupPage

    page = GroupPage(request.user, reader)
    form = ThoughtForm(page.outline.all_slots, request.POST)
    if form.is_valid():
        slot = form.slot
        try:
            collecting.send_anonymous(
                reader=reader,
                key=slot.key,
                perspective=slot.perspective,
                text=form.cleaned_data["text"],
            )
        except ValidationError as error:
            form.add_error("text", error)
        else:
            context = {
                **heading(page),
                "form": ThoughtForm(page.outline.all_slots),
                "sent": True,
                "anonymous": True,
            }
            return render(request, "groups/thought_again.html", context)
    context = {**heading(page), "form": form, "anonymous": True}
    return render(request, "groups/thought_again.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, uuid: UUID, thought: UUID) -> HttpResponse:
    """Change or take back a thought of one's own."""
    page = load(request, uuid)
    require(policies.can_send(page.reader, page.conversation))
    row = get_object_or_404(
        Thought, conversation=page.conversation, author=page.reader.person, uuid=thought
    )
    form = OwnThoughtForm(request.POST or None, initial={"text": row.text, "version": row.version})
    theirs = ""
    if request.method == "POST" and "delete" in request.POST:
        collecting.delete_named(user=request.user, reader=page.reader, thought=row)
        messages.success(request, _("Your thought is taken back."))
        return redirect("groups:detail", uuid)
    if request.method == "POST" and form.is_valid():
        try:
            collecting.change_named(
                user=request.user,
                reader=page.reader,
                thought=row,
                version=form.cleaned_data["version"],
                text=form.cleaned_data["text"],
            )
        except ValidationError as error:
            form.add_error("text", error)
        except Stale:
            row.refresh_from_db()
            theirs = row.text
            form.data = {**form.data.dict(), "version": str(row.version)}  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Your thought is changed."))
            return redirect("groups:detail", uuid)
    status: Any = 409 if theirs else 422 if form.is_bound else 200
    context = {**heading(page), "form": form, "thought": row, "theirs": theirs}
    return render(request, "groups/thought.html", context, status=status)
