"""Who has looked at one's data; the search of the log, which is itself logged."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.reauthentication import fresh_sign_in
from audit.services import record
from audit.verification import head
from core import exports
from core.look.formats import fin_moment
from core.policies import require
from privacy.log import selectors
from privacy.log.forms import SearchForm
from privacy.log.policies import can_search, can_see_own

PAGE = 50
EXPORTED = 20_000  # rows; a longer period is taken in parts


@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """Who has looked at my data, visit by visit."""
    require(can_see_own(request.user))
    page = Paginator(selectors.looks_at(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"list": page, "visits": selectors.visits(list(page.object_list))}
    return render(request, "privacy/log/looked.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    require(can_search(request.user))
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "head": head(), "most": EXPORTED}
    if form.is_valid():
        query = form.query()
        record(request.user, "privacy.log_search", data_subject=query.subject)
        page = Paginator(selectors.search(query), PAGE).get_page(request.GET.get("page"))
        context |= {"query": query, "list": page, "lines": selectors.lines(list(page.object_list))}
    status = 200 if form.is_valid() or form.several else 422
    return render(request, "privacy/log/search.html", context, status=status)


@require_safe
@fresh_sign_in
def export(request: HttpRequest, extension: str) -> HttpResponse:
    """The newest rows of the search as a table."""
    require(can_search(request.user))
    form = SearchForm(request.GET)
    if extension not in ("csv", "xlsx") or not form.is_valid():
        raise Http404
    query = form.query()
    record(request.user, "privacy.log_export", data_subject=query.subject)
    head_row = [
        _("Time"), _("Who"), _("Role"), _("What was done"), _("Code"), _("Object"),
        _("Id of the object"), _("Whose data"), _("Outcome"), _("Request"),
    ]  # fmt: skip
    found = selectors.lines(list(selectors.search(query)[:EXPORTED]))
    rows = [
        [
            fin_moment(line.at, "year"), line.who, line.role, line.group, line.action, line.kind,
            str(line.object_id or ""), line.whose, line.outcome, line.request_id,
        ]
        for line in found
    ]  # fmt: skip
    return exports.response(head_row, rows, title=_("Event log"), extension=extension)
