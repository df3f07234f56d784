"""Pages of the demo: who one is, which day it is, what letters have gone out.

Nobody signs in for them; they exist only where DEMO is on (heinola.E001 refuses it elsewhere).
"""

from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.look.formats import fin_date
from core.models import Letter
from demo import selectors, services
from demo.forms import DayForm
from organization.selectors import person_of

LETTERS_A_PAGE = 25


@login_not_required
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/cast.html", {"groups": selectors.cast_groups(clock.today())})


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    try:
        person = services.sign_in(request, request.POST.get("key", ""))
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("You are now {name}.").format(name=person))
    return redirect("home")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    form = DayForm(request.POST or None, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["day"]
        services.move_day(chosen)
        messages.success(request, _("Today is {day}.").format(day=fin_date(chosen, "long")))
        return redirect("demo:day")
    context = {"form": form, "today": today, "key_days": selectors.key_days(today)}
    return render(request, "demo/day.html", context, status=400 if form.errors else 200)


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """All letters, or those to the person one is now; the last written first, whatever its day."""
    reader = person_of(request.user)
    rows = Letter.objects.defer("text", "html", "calendar").order_by("-pk")
    mine = reader is not None and "mine" in request.GET
    if reader is not None and mine:
        rows = rows.filter(recipient=reader.uuid)
    page = Paginator(rows, LETTERS_A_PAGE).get_page(request.GET.get("page"))
    shown = [(letter, selectors.letter_status(letter)) for letter in page]
    context = {"page": page, "letters": shown, "reader": reader, "mine": mine}
    return render(request, "demo/letters.html", context)


@login_not_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Letter, uuid=uuid)
    context = {"letter": found, "status": selectors.letter_status(found)}
    return render(request, "demo/letter.html", context)


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp(  # type: ignore[arg-type]
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [SELF],
        "sandbox": True,
    }
)
def letter_html(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The letter as a mail program shows it, in a frame that may do nothing."""
    return HttpResponse(get_object_or_404(Letter, uuid=uuid).html)


@login_not_required
@require_safe
def letter_calendar(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Letter.objects.exclude(calendar=""), uuid=uuid)
    response = HttpResponse(
        found.calendar, content_type=f"text/calendar; charset=utf-8; method={found.calendar_method}"
    )
    response["Content-Disposition"] = 'attachment; filename="kutsu.ics"'
    return response
