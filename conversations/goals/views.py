"""Pages of goals: one's own, the team's people, a whole team's, one goal with its check-ins."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record_read, record_reads
from conversations.goals import carrying, selectors, services
from conversations.goals.forms import CheckInForm, GoalForm
from conversations.goals.policies import (
    can_agree,
    can_change,
    can_check_in,
    can_set_goal,
    follower_of,
)
from conversations.models import Goal
from conversations.models.items import Progress
from conversations.policies import can_see_team
from conversations.views.common import load
from core import clock
from core.policies import Stale, require
from organization.models import Employment, Membership, ReportingLine, Unit
from organization.selectors import person_of, supervisor_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """My goals: the open ones with how far they are, what is proposed, the team's, what is over."""
    person, today = person_of(request.user), clock.today()
    if person is None:
        return render(request, "conversations/goals/index.html", {"own": [], "teams": []})
    context = {
        "own": selectors.own(request.user, person, today),
        "teams": selectors.teams(request.user, person, today),
        "led_units": {u.pk for u in selectors.led_units(person, today)},
        "may_team": can_see_team(request.user),
        "me": person,
    }
    return render(request, "conversations/goals/index.html", context)


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The goals of those whom one leads, and who has none."""
    require(can_see_team(request.user))
    person, today = person_of(request.user), clock.today()
    groups = selectors.led(request.user, person, today)  # type: ignore[arg-type]
    _were_read(request, groups)
    led = {u.pk for u in selectors.led_units(person, today)}  # type: ignore[arg-type]
    context = {
        "groups": groups,
        "teams": [
            each
            for each in selectors.teams(request.user, person, today)  # type: ignore[arg-type]
            if each.unit.pk in led
        ],
        "led_units": led,
    }
    return render(request, "conversations/goals/team.html", context)


def _were_read(request: HttpRequest, groups: list[selectors.OfEmployment]) -> None:
    """One's own people's as the supervisor, others' as the deputy of theirs."""
    person, today = person_of(request.user), clock.today()
    bosses = {
        row.employment_id: row.supervisor
        for row in ReportingLine.objects.on(today)
        .filter(employment__in=[g.employment.pk for g in groups])
        .select_related("supervisor")
    }
    shown: dict[Any, list[Any]] = defaultdict(list)
    for group in groups:
        boss = bosses.get(group.employment.pk)
        principal = None if boss == person or boss is None else boss.uuid
        for each in (*group.proposed, *group.open, *group.over):
            shown[principal].append((each.goal, group.employment.person.uuid))
    for principal, rows in shown.items():
        role = "deputy" if principal else "supervisor"
        record_reads(request.user, "conversations.read_goal", rows, role=role, deputy_for=principal)


def _goal(request: HttpRequest, uuid: UUID) -> Goal:
    found: Goal = get_object_or_404(
        Goal.objects.visible_to(request.user).select_related(
            "employment__person", "conversation__round", "way", "competence", "line",
            "strategy_item", "author", "agreed_by",
        ),
        uuid=uuid,
    )  # fmt: skip
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One goal with what has been noted of it, and the form for noting more."""
    found = _goal(request, uuid)
    form = CheckInForm(found, request.POST or None)
    if request.method == "POST":
        require(can_check_in(request.user, found))
        if form.is_valid():
            services.check_in(user=request.user, goal=found, **form.values())
            messages.success(request, _("Noted. Both of you see it."))
            return redirect("conversations:goal", uuid)
        return _goal_page(request, found, form, status=422)
    return _goal_page(request, found, form)


def _goal_page(
    request: HttpRequest, found: Goal, form: CheckInForm, status: int = 200
) -> HttpResponse:
    who = follower_of(request.user, found.employment)
    if who.role != "employee":
        record_read(
            request.user,
            "conversations.read_goal",
            found,
            data_subject=found.employment.person.uuid,
            role=who.role,
            deputy_for=who.deputy_for.uuid if who.deputy_for else None,
        )
    today = clock.today()
    context = {
        "goal": found,
        "line": selectors.line(found, today, continued=found.continued),
        "later": next((g for g in found.continuations.all() if g.agreed), None),
        "mine": who.role == "employee",
        "other": (
            supervisor_of(found.employment, today)
            if who.role == "employee"
            else found.employment.person
        ),
        "history": selectors.history(found, request.user),
        "form": form,
        "may_check_in": can_check_in(request.user, found),
        "may_agree": can_agree(request.user, found),
        "may_change": can_change(request.user, found),
        "is_goal": True,
    }
    return render(request, "conversations/goals/goal.html", context, status=status)


@require_POST
def state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Reached, dropped or going on, with one button (from the next conversation)."""
    found = _goal(request, uuid)
    require(can_check_in(request.user, found))
    status = request.POST.get("status", "")
    if status not in Goal.Status.values:
        raise Http404
    if status != found.status:
        progress = Progress.REACHED if status == Goal.Status.DONE else min(
            found.progress, Progress.NEARLY
        )  # fmt: skip
        services.check_in(
            user=request.user,
            goal=found,
            progress=progress,
            dropped=status == Goal.Status.DROPPED,
            note="",
        )
    return _back(request, reverse("conversations:goal", args=[uuid]))


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect(otherwise)


@require_POST
def agree(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Agree on what the other one proposed."""
    found = _goal(request, uuid)
    sent = request.POST.get("version", "")
    try:
        services.agree(
            user=request.user,
            goal=found,
            version=int(sent) if sent.isdecimal() and len(sent) < 10 else -1,
        )
    except Stale:
        messages.warning(request, _("The proposal has changed. Read it again and then agree."))
    else:
        messages.success(request, _("Agreed. The goal is now both of yours to follow."))
    return redirect("conversations:goal", uuid)


@require_POST
def take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Delete one's own proposal."""
    found = _goal(request, uuid)
    services.take_back(user=request.user, goal=found)
    messages.success(request, _("The proposal has been taken back."))
    if follower_of(request.user, found.employment).role == "employee":
        return redirect("conversations:goals")
    return redirect("conversations:goals_team")


def _unit(employment: Employment) -> Unit | None:
    row = (
        Membership.objects.on(clock.today())
        .filter(employment=employment)
        .select_related("unit")
        .first()
    )
    return row.unit if row else None


def form_page(
    request: HttpRequest, form: Any, heading: str, audience: str, back: str, **more: Any
) -> HttpResponse:
    status = 409 if more.get("theirs") else 422 if form.errors else 200
    context = {"form": form, "heading": heading, "audience": audience, "back": back, **more}
    return render(request, "conversations/goals/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, employment: UUID) -> HttpResponse:
    """Propose a goal outside the round, to oneself or to one of one's people."""
    today = clock.today()
    found = get_object_or_404(
        Employment.objects.on(today).select_related("person"), uuid=employment
    )
    require(can_set_goal(request.user, found))
    form = GoalForm(_unit(found), today.year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.propose(
            user=request.user, employment=found, values=form.values(), once=form.sent_once
        )
        messages.success(request, _("Proposed. The goal holds when the other one has agreed."))
        return redirect("conversations:goal", made.uuid)
    mine = found.person == person_of(request.user)
    other = supervisor_of(found, today) if mine else found.person
    return form_page(
        request,
        form,
        _("Propose a goal") if mine else _("Propose a goal: {name}").format(name=found.person),
        _("You and {name} see this at once. HR and directors do not.").format(
            name=other or _("your supervisor")
        ),
        reverse("conversations:goals" if mine else "conversations:goals_team"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change one's own proposal."""
    found = _goal(request, uuid)
    require(can_change(request.user, found))
    form = GoalForm(
        _unit(found.employment), clock.today().year, request.POST or None, instance=found
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change(
                user=request.user,
                goal=_goal(request, uuid),
                version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
            return redirect("conversations:goal", uuid)
        except Stale:
            theirs = _goal(request, uuid)
            form.data = {**request.POST.dict(), "version": str(theirs.version)}
    return form_page(
        request,
        form,
        _("Change the proposal"),
        _("Both of you see this."),
        reverse("conversations:goal", args=[uuid]),
        theirs=theirs,
    )


# In the next conversation


@require_POST
def carry(request: HttpRequest, uuid: UUID, goal: UUID) -> HttpResponse:
    """An earlier open goal goes on in this conversation."""
    page = load(request, uuid)
    found = _goal(request, goal)
    carrying.carry_on(user=request.user, reader=page.reader, goal=found)
    return redirect("conversations:talk_items", uuid)


@require_POST
def no_goal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Why there is no goal this year."""
    page = load(request, uuid)
    reason = request.POST.get("reason", "").replace("\r\n", "\n").replace("\x00", "")
    try:
        carrying.give_reason(
            user=request.user,
            reader=page.reader,
            reason=reason,
            was=request.POST.get("was", "").replace("\r\n", "\n"),
        )
    except ValidationError:
        messages.error(request, _("The reason is too long: 500 characters is the most."))
    except Stale:
        messages.warning(
            request,
            _("The other one wrote a reason meanwhile; it stands there now. You wrote: {text}")
            .format(text=reason[:500]),
        )  # fmt: skip
    return redirect(reverse("conversations:talk_items", args=[uuid]) + "?muuta")
