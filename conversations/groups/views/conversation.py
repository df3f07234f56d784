"""The page of a group's conversation, its time, and the steps from one stage to the next."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.groups import policies
from conversations.groups.forms import (
    CollectionForm,
    GroupScheduleForm,
    ReopenForm,
    ThoughtForm,
)
from conversations.groups.models import GroupConversation, GroupItem
from conversations.groups.page import GroupPage
from conversations.groups.services import closing, collecting, scheduling
from conversations.groups.views.common import heading, load, was_read
from conversations.groups.workflow import WORKFLOW
from core.look import formats
from core.models import TransitionLog
from core.policies import require

State = GroupConversation.State
Collection = GroupConversation.Collection


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far it is, whose turn, when, who is in it; the thoughts one sends; what it led to."""
    page = load(request, uuid, summary=True)
    reader = page.reader
    if not reader.sees_content:
        # HR and the leaders above: its state, and its summary once there is one.
        return render(request, "groups/outside.html", {**heading(page), "steps": page.steps()})
    if reader.sees_thoughts:
        was_read(request, reader, "conversations.group_read")
    return render(request, "groups/detail.html", _context(page))


def _context(page: GroupPage) -> dict[str, Any]:
    c, reader = page.conversation, page.reader
    return {
        **heading(page),
        "steps": page.steps(),
        "lines": page.lines,
        "agenda": page.agenda,
        "participants": page.participants,
        "own_thoughts": page.titled(page.own_thoughts),
        "form": ThoughtForm(page.outline.all_slots),
        "anonymous": c.collection == Collection.ANONYMOUS,
        "may_send": policies.can_send(reader, c),
        "may_choose": policies.can_choose_collection(reader, c),
        "may_start": WORKFLOW.decide("start", reader, c),
        "may_skip": WORKFLOW.decide("skip", reader, c),
        "may_end": WORKFLOW.decide("end_collection", reader, c),
        "may_close": WORKFLOW.decide("close", reader, c),
        "may_reopen": WORKFLOW.decide("reopen", reader, c),
        "may_schedule": policies.can_schedule(reader, c),
        "rail": page.rail("") if reader.sees_thoughts else [],
        "missing": page.missing,
        "focus": page.items(GroupItem.Kind.FOCUS) if reader.sees_thoughts else [],
        "reopened": _reopened(c),
    }


def _reopened(c: GroupConversation) -> TransitionLog | None:
    """The last reopening, while it is open because of it."""
    if c.state != State.WRITING or not c.closed_at:
        return None
    return (
        TransitionLog.objects.filter(object_id=c.uuid, transition="reopen").order_by("-at").first()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down what the group chose."""
    page = load(request, uuid)
    c = page.conversation
    require(policies.can_choose_collection(page.reader, c))
    initial = {
        "collection": c.collection or None,
        "asked": c.group_asked,
        "until": c.collect_until,
    }
    form = CollectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            collecting.choose(
                user=request.user,
                conversation=c,
                collection=data["collection"],
                asked=data["asked"],
                until=data["until"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The group's choice is written down."))
            return redirect("groups:detail", uuid)
    status = 422 if form.is_bound else 200
    context = {**heading(page), "form": form, "enough": policies.enough_for_anonymous(c)}
    return render(request, "groups/collection.html", context, status=status)


@require_POST
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid)
    collecting.start(user=request.user, conversation=page.conversation)
    messages.success(request, _("The collection has begun. The group gets a letter."))
    return redirect("groups:detail", uuid)


@require_POST
def skip(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid)
    collecting.skip(user=request.user, conversation=page.conversation)
    messages.success(request, _("You can write now."))
    return redirect("groups:detail", uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def end_collection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the collection; first say what follows."""
    page = load(request, uuid)
    require(WORKFLOW.decide("end_collection", page.reader, page.conversation))
    if request.method == "POST":
        collecting.end_collection(user=request.user, conversation=page.conversation)
        messages.success(request, _("The thoughts are shown to the whole group now."))
        return redirect("groups:detail", uuid)
    return render(request, "groups/end_collection.html", heading(page))


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set or change the time; the invitation goes to the whole group."""
    page = load(request, uuid)
    c = page.conversation
    require(policies.can_schedule(page.reader, c))
    initial: dict[str, Any] = {"minutes": c.minutes}
    if c.meets_at:
        moment = formats.local(c.meets_at)
        initial |= {"day": moment.date(), "at": moment.time(), "place": c.place}
    form = GroupScheduleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        scheduling.set_time(
            user=request.user,
            conversation=c,
            meets_at=data["meets_at"],
            minutes=data["minutes"],
            place=data["place"],
        )
        messages.success(request, _("The time is set. The invitation is on its way to the group."))
        return redirect("groups:detail", uuid)
    status = 422 if form.is_bound else 200
    return render(request, "groups/schedule.html", {**heading(page), "form": form}, status=status)


@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid)
    scheduling.cancel_time(user=request.user, conversation=page.conversation)
    messages.success(request, _("The time is cancelled. The group gets to know."))
    return redirect("groups:detail", uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close; first say what follows."""
    page = load(request, uuid)
    require(WORKFLOW.decide("close", page.reader, page.conversation))
    if request.method == "POST":
        closing.close(user=request.user, conversation=page.conversation)
        messages.success(request, _("The conversation is closed and its summary is ready."))
        return redirect("groups:summary", uuid)
    return render(
        request,
        "groups/close.html",
        {
            **heading(page),
            "leadership": page.conversation.kind == GroupConversation.Kind.LEADERSHIP,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a closed conversation again, with a reason."""
    page = load(request, uuid, summary=True)
    require(WORKFLOW.decide("reopen", page.reader, page.conversation))
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closing.reopen(
            user=request.user, conversation=page.conversation, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The conversation is open again."))
        return redirect("groups:detail", uuid)
    status = 422 if form.is_bound else 200
    return render(request, "groups/reopen.html", {**heading(page), "form": form}, status=status)
