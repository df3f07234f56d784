"""Sharing one's preparation, and settling what was left unshared."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conversations.models import Conversation
from conversations.policies import audience, can_prepare, can_share
from conversations.selectors.parts import rail
from conversations.selectors.reading import own_preparation
from conversations.services import preparing
from conversations.views.common import heading, load
from core.policies import require
from organization.selectors import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read one's own preparation through and open it to the other side."""
    page = load(request, uuid)
    if request.method == "POST":
        preparing.share(user=request.user, reader=page.reader)
        messages.success(request, _("Your preparation is shared."))
        return redirect("conversations:detail", uuid)
    require(can_prepare(page.reader, page.conversation))
    context = {
        **heading(page),
        "may_share": can_share(page.reader, page.conversation),
        "written": own_preparation(page.conversation, page.reader.person),
        "rail": rail.rail(page, "prepare", "share"),
        "audience": audience(page.conversation, page.reader.layer, shared=page.shared_own),
    }
    return render(request, "conversations/share.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def left(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One's own text that was not shared when the talk was held or the supervisor changed."""
    conversation = get_object_or_404(
        Conversation.objects.left_by(request.user).with_people(), uuid=uuid
    )
    if request.method == "POST":
        if request.POST.get("do") == "share":
            preparing.share_left(user=request.user, conversation=conversation)
            messages.success(request, _("Your preparation is shared."))
        elif request.POST.get("do") == "delete":
            preparing.delete_left(user=request.user, conversation=conversation)
            messages.success(request, _("Your unshared preparation is deleted."))
        return redirect("conversations:index")
    person = person_of(request.user)
    context = {
        "conversation": conversation,
        "written": own_preparation(conversation, person),
        "preparation": conversation.preparations.waiting().filter(author=person).first(),
    }
    return render(request, "conversations/left.html", context)
