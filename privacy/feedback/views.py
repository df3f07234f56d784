"""Feedback on accessibility: anybody gives it, HR services answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record
from core.policies import require
from organization.selectors import person_of
from privacy.feedback import services
from privacy.feedback.forms import AnswerForm, FeedbackForm
from privacy.feedback.models import Feedback
from privacy.feedback.policies import can_answer, can_extend, can_read_feedback

PER_PAGE = 50
SALT = "privacy.feedback.receipt"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form, also for those who cannot sign in; below it what one has sent, and the answers."""
    person = person_of(request.user)
    form = FeedbackForm(request.POST or None, known=person is not None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        received = services.receive(
            person=person,
            email=data.get("email", ""),
            language=(translation.get_language() or "fi")[:2],
            where=data["where"],
            text=data["text"],
        )
        token = signing.dumps(str(received.uuid), salt=SALT)
        return redirect(f"{reverse('privacy:feedback_received')}?kuitti={token}")
    context = {
        "form": form,
        "sent": Feedback.objects.filter(person=person)[:PER_PAGE] if person else [],
    }
    status = 422 if form.errors else 200
    return render(request, "privacy/feedback/form.html", context, status=status)


@login_not_required
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """The receipt, for an hour, with the time of receiving and the day of the answer."""
    try:
        uuid = signing.loads(request.GET.get("kuitti", ""), salt=SALT, max_age=3600)
    except signing.BadSignature:
        return redirect("privacy:feedback")
    found = get_object_or_404(Feedback, uuid=uuid)
    return render(request, "privacy/feedback/received.html", {"feedback": found})


@require_safe
def all_feedback(request: HttpRequest) -> HttpResponse:
    require(can_read_feedback(request.user))
    rows = Feedback.objects.visible_to(request.user).order_by("-state", "due_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/feedback/list.html", {"page": page})


def _one(request: HttpRequest, uuid: UUID) -> Feedback:
    require(can_read_feedback(request.user))
    visible = Feedback.objects.visible_to(request.user).select_related("person", "answered_by")
    found: Feedback = get_object_or_404(visible, uuid=uuid)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """HR reads one and answers it."""
    found = _one(request, uuid)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(can_answer(request.user, found))
        if form.is_valid():
            services.answer(user=request.user, feedback=found, text=form.cleaned_data["answer"])
            messages.success(request, _("The answer is on its way."))
            return redirect("privacy:feedback_all")
    elif found.person:
        record(request.user, "privacy.feedback_read", found, data_subject=found.person.uuid)
    context = {
        "feedback": found,
        "form": form,
        "may_answer": can_answer(request.user, found),
        "may_extend": can_extend(request.user, found),
    }
    status = 422 if form.errors else 200
    return render(request, "privacy/feedback/one.html", context, status=status)


@require_POST
def extend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _one(request, uuid)
    services.extend(user=request.user, feedback=found)
    messages.success(request, _("Two weeks more. The sender gets a letter about it."))
    return redirect("privacy:feedback_one", uuid)
