"""Comments of the leadership groups, answers to them, and that a group has gone through the
plans."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.policies import require
from organization.models import Body, BodyKind
from organization.selectors import is_hr, person_of
from training_plans import policies, services
from training_plans.forms import AnswerForm, CommentForm, ReviewForm
from training_plans.models import Comment
from training_plans.services import drafts
from training_plans.views import is_autosave, load_package, load_plan, saved


@require_POST
def comment(request: HttpRequest, uuid: Any) -> HttpResponse:
    plan = load_plan(request, uuid)
    require(policies.can_comment(request.user, plan))
    key = f"comment:{plan.uuid}"
    if is_autosave(request):
        drafts.keep(request.user, key, request.POST)
        return saved()
    focuses = plan.items.active().exclude(focus="").values_list("focus", flat=True)
    form = CommentForm(
        request.POST,
        bodies=policies.bodies_for(person_of(request.user), plan),
        hr=is_hr(request.user),
        focuses=sorted(set(focuses)),
    )
    if not form.is_valid():
        return render(
            request, "training_plans/comment.html", {"plan": plan, "form": form}, status=200
        )
    services.comment(
        user=request.user,
        plan=plan,
        body=form.cleaned_data["body"],
        text=form.cleaned_data["text"],
        about=form.cleaned_data.get("about", ""),
        needs_answer=form.cleaned_data["needs_answer"],
    )
    drafts.drop(request.user, key)
    messages.success(request, _("Your comment is beside the plan."))
    return redirect(reverse("training_plans:plan", kwargs={"uuid": plan.uuid}) + "#comments")


@require_POST
def answer(request: HttpRequest, uuid: Any) -> HttpResponse:
    said: Comment = get_object_or_404(
        Comment.objects.visible_to(request.user).select_related("plan__package", "plan__unit"),
        uuid=uuid,
    )
    require(policies.can_answer(request.user, said))
    key = f"answer:{said.uuid}"
    if is_autosave(request):
        drafts.keep(request.user, key, request.POST)
        return saved()
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(
            request,
            "training_plans/answer.html",
            {"plan": said.plan, "comment": said, "form": form},
        )
    services.answer(user=request.user, comment=said, text=form.cleaned_data["text"])
    drafts.drop(request.user, key)
    messages.success(request, _("Your answer is beside the comment."))
    return redirect(reverse("training_plans:plan", kwargs={"uuid": said.plan.uuid}) + "#comments")


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, uuid: Any, body: Any) -> HttpResponse:
    """A leadership group has gone through the plans, on which day."""
    package = load_package(request, uuid)
    groups = Body.objects.exclude(kind=BodyKind.COOPERATION)
    group = get_object_or_404(groups, uuid=body)
    require(policies.can_record_review(request.user, package, group))
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        services.record_review(
            user=request.user,
            package=package,
            body=group,
            reviewed_on=form.cleaned_data["reviewed_on"],
        )
        messages.success(request, _("It has been recorded."))
        return redirect(
            reverse("training_plans:package", kwargs={"uuid": package.uuid}) + "#reviews"
        )
    return render(
        request,
        "training_plans/review.html",
        {"package": package, "body": group, "form": form},
    )
