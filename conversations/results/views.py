"""The published results of competences, and HR's publishing of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import fresh_sign_in
from conversations.results import services
from conversations.results.exports import head, rows
from conversations.results.policies import can_publish
from conversations.results.selectors import Results, results, years
from core import clock, exports
from core.policies import Denied, require


def _found(request: HttpRequest) -> tuple[list[int], Results | None]:
    """(years, the year asked for or the newest). Raises Http404 for a year without results."""
    available = years(request.user)
    asked = request.GET.get("vuosi")
    if asked is None:
        return available, results(request.user, available[0]) if available else None
    if not asked.isdecimal() or len(asked) > 4 or int(asked) not in available:
        raise Http404
    return available, results(request.user, int(asked))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The results of a year with last year's beside (requirement 30)."""
    available, found = _found(request)
    year = _next_to_publish()
    context = {
        "years": available,
        "found": found,
        "publish_year": year,
        "may_publish": can_publish(request.user, year),
    }
    return render(request, "conversations/results/page.html", context)


@require_safe
@fresh_sign_in
def table(request: HttpRequest) -> HttpResponse:
    """The same figures as a spreadsheet."""
    _available, found = _found(request)
    if found is None:
        raise Http404
    title = _("Competence results {year}").format(year=found.year)
    return exports.response(head(found), rows(found), title=title, extension="xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Asks first: what is published never changes."""
    if not 2000 <= year <= 2100:
        raise Http404
    work = services.work_of(year)
    if request.method == "POST":
        services.publish(user=request.user, year=year)
        messages.success(request, _("The results are being made. You find them on this page."))
        return redirect("conversations:results_publish", year)
    decision = can_publish(request.user, year)
    if isinstance(decision, Denied) and (work is None or decision.right):
        require(decision)
    context = {"year": year, "work": work}
    return render(request, "conversations/results/publish.html", context)


def _next_to_publish() -> int:
    """The year whose results come next: the newest round whose time is over."""
    from conversations.models import Round

    over = Round.objects.opened().filter(due_on__lt=clock.today()).order_by("-year")
    return over.values_list("year", flat=True).first() or clock.today().year
