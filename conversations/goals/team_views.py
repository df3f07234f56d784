"""Pages of a whole team's goals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conversations.goals import selectors, services
from conversations.goals.forms import CheckInForm, TeamGoalForm
from conversations.goals.models import TeamGoal
from conversations.goals.policies import can_change_team_goal, can_lead_goals
from conversations.goals.views import form_page
from core import clock
from core.policies import Stale, require
from organization.models import Unit
from organization.selectors import unit_name


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, unit: UUID) -> HttpResponse:
    """A goal of the unit as a whole."""
    found = get_object_or_404(Unit.objects.visible_to(request.user), uuid=unit)
    require(can_lead_goals(request.user, found))
    form = TeamGoalForm(found, clock.today().year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.add_team_goal(
            user=request.user, unit=found, once=form.sent_once, **form.values()
        )
        messages.success(request, _("Saved. Everybody in the team sees it on their own page."))
        return redirect("conversations:team_goal", made.uuid)
    name = unit_name(found, clock.today())
    return form_page(
        request,
        form,
        _("A goal for the whole team: {name}").format(name=name),
        _("Everybody in {name} sees this.").format(name=name),
        reverse("conversations:goals_team"),
    )


def _team_goal(request: HttpRequest, uuid: UUID) -> TeamGoal:
    found: TeamGoal = get_object_or_404(
        TeamGoal.objects.visible_to(request.user).select_related(
            "unit", "way", "competence", "line", "strategy_item", "author"
        ),
        uuid=uuid,
    )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One goal of a team, with what its leader has noted."""
    found = _team_goal(request, uuid)
    form = CheckInForm(found, request.POST or None)
    form.fields["note"].help_text = _(
        "Everybody in the team sees this. It stays as it was written. Name nobody."
    )
    if request.method == "POST":
        require(can_lead_goals(request.user, found.unit))
        if form.is_valid():
            services.check_in_team(user=request.user, goal=found, **form.values())
            messages.success(request, _("Noted. The whole team sees it."))
            return redirect("conversations:team_goal", uuid)
    context = {
        "goal": found,
        "line": selectors.line(found, clock.today()),
        "unit_name": unit_name(found.unit, clock.today()),
        "history": list(found.check_ins.select_related("author", "deputy_for")),
        "form": form,
        "may_check_in": can_lead_goals(request.user, found.unit),
        "may_change": can_change_team_goal(request.user, found),
    }
    status = 422 if form.errors else 200
    return render(request, "conversations/goals/team_goal.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _team_goal(request, uuid)
    require(can_change_team_goal(request.user, found))
    form = TeamGoalForm(found.unit, clock.today().year, request.POST or None, instance=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_team_goal(
                user=request.user,
                goal=_team_goal(request, uuid),
                version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
            return redirect("conversations:team_goal", uuid)
        except Stale:
            theirs = _team_goal(request, uuid)
            form.data = {**request.POST.dict(), "version": str(theirs.version)}
    return form_page(
        request,
        form,
        _("Change the team's goal"),
        _("Everybody in {name} sees this.").format(name=unit_name(found.unit, clock.today())),
        reverse("conversations:team_goal", args=[uuid]),
        theirs=theirs,
    )
