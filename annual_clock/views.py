"""The clock page, and the page of letters and jobs that wait for a decision."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from annual_clock import selectors, services
from annual_clock.models import Variant
from annual_clock.policies import can_look_after_letters, can_look_after_work
from annual_clock.querysets import letters_visible_to, work_visible_to
from core import clock as core_clock
from core.policies import require
from organization.selectors import person_of

# Years that can be looked at: what has been, and the plan year ahead.
BACK, AHEAD = 10, 2
SHOWN_JOBS = 50
FORMS = {"yleinen": Variant.GENERAL, "opetus": Variant.EDUCATION}


@require_safe
def clock(request: HttpRequest, year: int | None = None) -> HttpResponse:
    today = core_clock.today()
    year = year or today.year
    if not today.year - BACK <= year <= today.year + AHEAD:
        raise Http404
    variant = FORMS.get(request.GET.get("muoto", ""))
    page = selectors.clock_year(person_of(request.user), year, today, variant)
    labels = {
        "yleinen": pgettext("annual clock", "General"),
        "opetus": pgettext("annual clock", "Education and early childhood education"),
    }
    here = reverse("annual_clock:year", args=[year])
    form = request.GET["muoto"] if variant else ""
    context = {
        "clock": page,
        "forms": [
            {"url": f"{here}?muoto={name}", "label": labels[name], "current": page.variant == value}
            for name, value in FORMS.items()
        ],
        "years": [
            {
                "url": reverse("annual_clock:year", args=[other])
                + (f"?muoto={form}" if form else ""),
                "label": _("Year {year}").format(year=other),
            }
            for other in (year - 1, year + 1)
            if today.year - BACK <= other <= today.year + AHEAD
        ],
    }
    return render(request, "annual_clock/clock.html", context)


@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """Letters whose outcome is unknown or that were not sent, and jobs that were given up."""
    require(can_look_after_work(request.user))
    page = Paginator(selectors.undecided_letters(request.user), 50).get_page(
        request.GET.get("page")
    )
    failed = selectors.failed_work(request.user)
    context = {
        "may_letters": can_look_after_letters(request.user),
        "page": page,
        "letters": selectors.letter_rows(page),
        "failed": selectors.job_rows(failed[:SHOWN_JOBS]),
        "more_failed": max(0, failed.count() - SHOWN_JOBS),
    }
    return render(request, "annual_clock/post.html", context)


@require_POST
def mark_delivered(request: HttpRequest, uuid: UUID) -> HttpResponse:
    letter = get_object_or_404(letters_visible_to(request.user), uuid=uuid)
    services.mark_delivered(user=request.user, letter=letter)
    messages.success(request, _("The letter is marked as delivered."))
    return redirect("annual_clock:post")


@require_POST
def send_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    letter = get_object_or_404(letters_visible_to(request.user), uuid=uuid)
    services.send_again(user=request.user, letter=letter)
    messages.success(request, _("The letter will be sent again."))
    return redirect("annual_clock:post")


@require_POST
def retry_work(request: HttpRequest, uuid: UUID) -> HttpResponse:
    owed = get_object_or_404(work_visible_to(request.user), uuid=uuid)
    services.retry_work(user=request.user, owed=owed)
    messages.success(request, _("The job will be tried again."))
    return redirect("annual_clock:post")
