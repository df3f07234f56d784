"""One's own data as a ZIP, and the way of a leaver's data."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_sign_in
from core import clock
from core.policies import require
from organization.models import Person
from privacy.own_data import policies, selectors, services
from privacy.own_data.forms import Code, FindPerson, OrderFor


@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything about oneself: order it, follow it, take it; and what else one may ask."""
    file = selectors.own_files(request.user).first()
    offered = bool(file and policies.can_download(request.user, file))
    context = {
        "file": file if offered else None,
        "work": None if offered or (file and file.made_at) else selectors.work_of(file),
        "may_order": policies.can_order(request.user),
    }
    return render(request, "privacy/own_data/index.html", context)


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    language = (translation.get_language() or "fi")[:2]
    services.order(user=request.user, language=language)
    return redirect("privacy:own_data")


@require_safe
@never_cache
@fresh_sign_in
def download(request: HttpRequest, uuid: UUID) -> HttpResponse:
    file = get_object_or_404(selectors.own_files(request.user), uuid=uuid)
    return _zip(services.download(user=request.user, file=file))


@require_POST
def discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    file = get_object_or_404(selectors.own_files(request.user), uuid=uuid)
    services.discard(user=request.user, file=file)
    messages.success(request, _("The package was deleted from the service."))
    return redirect("privacy:own_data")


def _zip(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/zip")
    day = clock.today().isoformat()
    response["Content-Disposition"] = f'attachment; filename="omat-tiedot-{day}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


# ---------------------------------------------------------------------------- leavers


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """The data of those who have left: what has been ordered and how far it is."""
    require(policies.can_see_deliveries(request.user))
    finding = FindPerson(request.GET)
    words = finding.cleaned_data["q"] if finding.is_valid() else ""
    rows = [
        (
            row,
            policies.can_release(request.user, row),
            policies.can_cancel(request.user, row),
        )
        for row in selectors.deliveries(request.user)[:100]
    ]
    context = {
        "rows": rows,
        "finding": finding,
        "words": words,
        "found": selectors.find_leavers(request.user, words),
        "may_order": policies.can_order_delivery(request.user),
    }
    return render(request, "privacy/own_data/deliveries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delivery_order(request: HttpRequest, uuid: UUID) -> HttpResponse:
    require(policies.can_order_delivery(request.user))
    person = get_object_or_404(Person.objects.visible_to(request.user), uuid=uuid)
    require(policies.can_order_for(request.user, person))
    form = OrderFor(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.order_for(user=request.user, person=person, **form.cleaned_data)
        messages.success(
            request, _("Ordered. The data-protection officer makes sure of the leaver next.")
        )
        return redirect("privacy:deliveries")
    context = {"form": form, "leaver": person}
    status = 422 if form.is_bound else 200
    return render(request, "privacy/own_data/delivery_order.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delivery_release(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The data-protection officer reads what to make sure of, and then gets the code, once."""
    require(policies.can_see_deliveries(request.user))
    delivery = get_object_or_404(selectors.deliveries(request.user), uuid=uuid)
    require(policies.can_release(request.user, delivery))
    code = ""
    if request.method == "POST":
        code = services.release(user=request.user, delivery=delivery)
    context = {"delivery": delivery, "code": code, "days": services.DELIVERY_OPEN.days}
    return render(request, "privacy/own_data/delivery_release.html", context)


@require_POST
def delivery_cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    require(policies.can_see_deliveries(request.user))
    delivery = get_object_or_404(selectors.deliveries(request.user), uuid=uuid)
    services.cancel(user=request.user, delivery=delivery)
    messages.success(request, _("The delivery was cancelled. The link no longer works."))
    return redirect("privacy:deliveries")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_open(request: HttpRequest, uuid: UUID, token: str) -> HttpResponse:
    """Where a leaver's link leads: the code opens the file. It names nobody."""
    delivery = services.delivery_of(uuid, token)
    if delivery is None:
        return render(request, "privacy/own_data/delivery_gone.html", status=404)
    form, waiting = Code(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        opened = services.open_delivery(delivery=delivery, code=form.cleaned_data["code"])
        if opened.content:
            return _zip(opened.content)
        if opened.closed:
            return render(request, "privacy/own_data/delivery_gone.html", status=404)
        waiting = opened.waiting
        if opened.wrong:
            form.add_error("code", _("This is not the code. After five wrong codes it closes."))
    context = {"form": form, "waiting": waiting, "days": services.DELIVERY_OPEN.days}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "privacy/own_data/delivery_open.html", context, status=status)
