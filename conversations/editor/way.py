"""The way of a template in the browser: publishing, archiving, deleting a draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from conversations.editor import selectors, services
from conversations.editor.checks import problems
from conversations.editor.policies import can_delete, can_edit
from conversations.editor.views import one
from conversations.editor.workflow import WORKFLOW
from core.policies import Stale, require


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is missing, what is new, and the button."""
    found = one(request, uuid)
    if request.method == "POST":
        version = request.POST.get("version", "")
        shown = int(version) if version.isascii() and version.isdecimal() else -1
        try:
            services.publish(user=request.user, template=found, version=min(shown, 10**9))
        except Stale:
            messages.warning(
                request,
                _("The draft was changed while you looked. Look at it once more, then publish."),
            )
            return redirect("conversations:template_publish", found.uuid)
        messages.success(
            request, _("Published. From now on it can be chosen, and it never changes.")
        )
        return redirect("conversations:template", found.uuid)
    require(can_edit(request.user, found))
    context = {
        "template": found,
        "problems": problems(found),
        "changes": selectors.changes(found),
        "may": WORKFLOW.decide("publish", request.user, found),
    }
    return render(request, "conversations/editor/publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = one(request, uuid)
    if request.method == "POST":
        services.archive(user=request.user, template=found)
        messages.success(request, _("Archived. Those who use it already go on with it."))
        return redirect("conversations:template", found.uuid)
    require(WORKFLOW.decide("archive", request.user, found))
    context = {"template": found, "years": selectors.years_of(found), "what": "archive"}
    return render(request, "conversations/editor/confirm.html", context)


@require_POST
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = one(request, uuid)
    services.restore(user=request.user, template=found)
    messages.success(request, _("It can be chosen again."))
    return redirect("conversations:template", found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A draft goes for good; asks first."""
    found = one(request, uuid)
    require(can_delete(request.user, found))
    if request.method == "POST":
        services.delete_draft(user=request.user, template=found)
        messages.success(request, _("The draft is deleted."))
        return redirect("conversations:templates")
    context = {"template": found, "what": "delete"}
    return render(request, "conversations/editor/confirm.html", context)
