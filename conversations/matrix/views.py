"""The matrix of those one leads, on a page and as a table to take along."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from accounts.reauthentication import fresh_sign_in
from audit.services import record_reads
from competencies.targets.policies import can_see_targets
from conversations.matrix import exports as sheet
from conversations.matrix.drawing import looked_at, shown
from conversations.matrix.forms import MatrixFilter
from conversations.matrix.planning import plans
from conversations.matrix.selectors import Table, TeamLevels, arranged, team_levels
from conversations.policies import can_see_team
from core import clock, exports
from core.policies import require
from organization.selectors import person_of


def levels_were_read(request: HttpRequest, found: TeamLevels) -> None:
    """Of one's own people as the supervisor, of others' as the deputy of theirs; an event for each
    person shown."""
    shown: dict[Any, list[Any]] = defaultdict(list)
    for talk, deputy_for in found.read:
        shown[deputy_for.uuid if deputy_for else None].append((talk, talk.employment.person.uuid))
    for boss, rows in shown.items():
        role = "deputy" if boss else "supervisor"
        record_reads(request.user, "conversations.read_levels", rows, role=role, deputy_for=boss)


def _chosen(request: HttpRequest) -> tuple[TeamLevels, MatrixFilter, list[Table]]:
    """What the reader sees, in the order and with the choices of the address."""
    require(can_see_team(request.user))
    person = person_of(request.user)
    found = team_levels(person, clock.today())  # type: ignore[arg-type]
    levels_were_read(request, found)
    form = MatrixFilter(found.tables, request.GET)
    choices = form.cleaned_data if form.is_valid() else {}
    tables = [
        arranged(
            table,
            sort=request.GET.get("sort", ""),
            below=int(choices.get("below") or 0),
            competence=choices.get("competence", ""),
        )
        for table in found.tables
    ]
    return found, form, tables


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """People by competences (requirements 32-34), what to look at, and the way to the plan."""
    found, form, tables = _chosen(request)
    sorting = request.GET.get("sort", "")
    open_plans = plans(request.user)
    context = {
        "levels": found,
        "form": form,
        "tables": [shown(table, sorting) for table in tables],
        "sorting": sorting,
        "may_targets": tables and can_see_targets(request.user, tables[0].framework),
        "plans": open_plans,
        "gaps": looked_at(tables, "gaps", open_plans),
        "alone": looked_at(tables, "alone", open_plans),
        "strong": looked_at(tables, "strong", open_plans),
        "query": request.GET.urlencode(),
    }
    return render(request, "conversations/matrix.html", context)


@require_GET
@fresh_sign_in
def matrix_table(request: HttpRequest, extension: str) -> HttpResponse:
    """The same choices as a spreadsheet."""
    if extension not in ("csv", "xlsx"):
        raise Http404
    found, _form, tables = _chosen(request)
    title = _("Competence of the team {year}").format(year=found.year or clock.today().year)
    return exports.response(
        sheet.head(tables), sheet.rows(tables), title=title, extension=extension
    )
