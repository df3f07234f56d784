"""HR prepares and opens the year, settles one person's turn; anyone reads who gets what; HR and
supervisors open one talk outside the round."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.models import Outcome
from audit.services import record
from conversations import turns
from conversations.models import Arrangement, Conversation, Round, UnitChoice
from conversations.obligations import unled
from conversations.policies import can_open_round, can_see_team
from conversations.rounds import policies, selectors, services, words
from conversations.rounds.forms import (
    ArrangeForm,
    ChoicesForm,
    SingleForm,
    UnitForm,
    WayForm,
    YearsForm,
)
from conversations.services import rounds
from core import clock
from core.disclosure import Published
from core.policies import require
from organization.deputies.forms import PersonSearch
from organization.models import Employment, Unit, UnitPeriod
from organization.selectors import employed_on, is_hr, period_of, person_of, supervisor_of
from organization.selectors.people import named, with_places

PER_PAGE = 50
GET_OR_POST = ["GET", "HEAD", "POST"]
Turn = turns.Turn


# The year


@require_safe
def round_page(request: HttpRequest) -> HttpResponse:
    """What is chosen, who gets what, whom it concerns otherwise; then the button, and how far it
    is."""
    require(can_open_round(request.user))
    today = clock.today()
    found = turns.survey(today.year, today)
    kind = request.GET.get("kind", "")
    rows = _kind(found, kind)
    page: Any = Paginator(turns.by_name(rows), PER_PAGE).get_page(request.GET.get("page"))
    planned = Round.objects.filter(year=today.year).select_related(
        "template", "group_template", "staff_framework", "supervisor_framework"
    )
    draft = planned.first()
    context = {
        "year": today.year,
        "round": draft if draft and draft.is_open else None,
        "draft": draft,
        "days": draft or rounds.last_days(today.year),
        "preview": found.preview,
        "kind": kind,
        "kinds": _kinds(found),
        "list": page,
        "exceptions": turns.unplaced(rows, page.object_list, today, today.year),
        "ways": _ways(draft),
        "unled": unled(today),
        "work": rounds.work_of(today.year),
    }
    return render(request, "conversations/rounds/round.html", context)


def _is_kind(row: turns.Row, kind: str) -> bool:
    if kind == "no_supervisor":
        return row.turn in (Turn.NO_SUPERVISOR, Turn.NO_UNIT)
    if kind == "leaving":
        return row.turn is Turn.YES and row.leaving
    return row.turn.value.replace(" ", "_") == kind


def _kind(found: turns.Survey, kind: str) -> dict[int, turns.Row]:
    if kind == "settled":
        return found.settled
    if kind not in ("no_supervisor", "on_leave", "new", "leaving"):
        return found.odd
    return {pk: row for pk, row in found.odd.items() if _is_kind(row, kind)}


def _kinds(found: turns.Survey) -> list[tuple[str, str, Any]]:
    """What the list can be narrowed to, where there is anybody: key, words, figure."""
    counts = found.preview
    kinds = [
        ("no_supervisor", _("No supervisor or unit"), counts.no_supervisor),
        ("on_leave", _("On leave"), counts.on_leave),
        ("new", _("Just started"), counts.new),
        ("leaving", _("Leaving before the last day"), counts.leaving),
    ]
    some = [row for row in kinds if any(_is_kind(odd, row[0]) for odd in found.odd.values())]
    if found.settled:
        some.append(("settled", pgettext("exceptions", "Decided by HR"), counts.settled))
    return [
        (key, words, shown if isinstance(shown, Published) else None) for key, words, shown in some
    ]


def _ways(draft: Round | None) -> list[dict[str, Any]]:
    if draft is None:
        return []
    rows = list(draft.unit_choices.select_related("unit").order_by("pk"))
    periods = UnitPeriod.objects.on(clock.today()).filter(unit__in=[row.unit_id for row in rows])
    names = {period.unit_id: period.name for period in periods}
    return [{"choice": row, "name": names.get(row.unit_id, "")} for row in rows]


@require_POST
def round_open(request: HttpRequest) -> HttpResponse:
    rounds.open_round(user=request.user, year=clock.today().year)
    messages.success(request, _("The year's conversations are being opened."))
    return redirect("conversations:round")


@require_POST
def round_refresh(request: HttpRequest) -> HttpResponse:
    rounds.fetch_new(user=request.user, year=clock.today().year)
    messages.success(request, _("Conversations are being opened for those who have joined."))
    return redirect("conversations:round")


@require_http_methods(GET_OR_POST)
def choices(request: HttpRequest) -> HttpResponse:
    """Template, competences, last days; the first post begins to prepare the year."""
    require(can_open_round(request.user))
    year = clock.today().year
    draft = Round.objects.filter(year=year).first()
    if draft is None:
        if request.method != "POST":
            return redirect("conversations:round")
        services.begin(user=request.user, year=year)
        return redirect("conversations:round_choices")
    initial = {name: getattr(draft, name) for name in (*services.DAYS, *services.VERSIONS)}
    initial["version"] = draft.version
    form = ChoicesForm(year, draft, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        services.choose(user=request.user, year=year, version=values.pop("version"), values=values)
        messages.success(request, _("Saved. Below you see who gets what."))
        return redirect("conversations:round")
    context = {"form": form, "year": year, "round": draft if draft.is_open else None}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/rounds/choices.html", context, status=status)


@require_http_methods(GET_OR_POST)
def units(request: HttpRequest) -> HttpResponse:
    """Units that talk otherwise this year than their setting says."""
    year, today = clock.today().year, clock.today()
    draft = Round.objects.filter(year=year).first()
    require(can_open_round(request.user))
    may = policies.can_choose(request.user, draft)
    periods = list(UnitPeriod.objects.on(today).select_related("unit"))
    form = WayForm(periods, request.POST or None)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            unit, way = form.chosen(), form.cleaned_data["way"]
            services.choose_way(user=request.user, year=year, unit=unit, way=way)
            messages.success(request, _("Saved."))
            return redirect("conversations:round_units")
    context = {"form": form, "year": year, "ways": _ways(draft), "may": may}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/rounds/units.html", context, status=status)


@require_POST
def unit_by_setting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a choice back: the unit talks by its own setting again."""
    require(can_open_round(request.user))
    row = get_object_or_404(UnitChoice.objects.select_related("unit", "round"), uuid=uuid)
    services.choose_way(user=request.user, year=row.round.year, unit=row.unit, way="")
    messages.success(request, _("The unit talks by its own setting again."))
    return redirect("conversations:round_units")


# One person's turn


@require_safe
def arrange_choose(request: HttpRequest) -> HttpResponse:
    """Somebody who is no exception."""
    require(policies.can_arrange(request.user))
    today = clock.today()
    form = PersonSearch(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "words": typed, "found": named(typed, today), "year": today.year}
    return render(request, "conversations/rounds/arrange_choose.html", context)


@require_http_methods(GET_OR_POST)
def arrange(request: HttpRequest, employment: UUID) -> HttpResponse:
    """HR settles an exception: open now, later, or leave out with a reason."""
    require(policies.can_arrange(request.user))
    found, today = _employment(request, employment), clock.today()
    opened = Round.objects.filter(year=today.year).first()
    row = None
    if opened is not None:
        row = Arrangement.objects.filter(round=opened, employment=found).first()
    initial = {name: getattr(row, name) for name in ("decision", "from_day", "reason", "note")
               } if row else {}  # fmt: skip
    form = ArrangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.arrange(user=request.user, year=today.year, employment=found, **form.cleaned_data)
        messages.success(request, _("Decided. The person and the supervisor see it."))
        return redirect("conversations:round")
    turn = next(iter(turns.turns(today.year, today, [found.pk])))
    context = {
        "form": form,
        "year": today.year,
        "employment": with_places([found], today)[0],
        "row": row,
        "turn": turn,
        "last_day": found.last_day if turn.leaving else None,
        "supervisor": supervisor_of(found, today),
        "begun": opened is not None and not policies.can_leave_out(request.user, opened, found),
        "situation": "" if turn.turn is Turn.LEFT_OUT else _situation(found, opened),
        "left_out": words.left_out_words(row) if row and row.reason else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "conversations/rounds/arrange.html", context, status=status)


def _situation(employment: Employment, opened: Round | None) -> str:
    """What happens without a decision."""
    today = clock.today()
    if opened is None:
        return ""
    rows = selectors.without(opened, [employment], today)
    if rows[0].turn is not Turn.YES:
        return rows[0].words
    having = Conversation.objects.filter(round=opened, employment=employment).exists()
    return _("the conversation is open") if having else ""


@require_POST
def arrange_back(request: HttpRequest, employment: UUID) -> HttpResponse:
    require(policies.can_arrange(request.user))
    found = _employment(request, employment)
    services.take_back(user=request.user, year=clock.today().year, employment=found)
    messages.success(request, _("Taken back. The round's own rule decides again."))
    return redirect("conversations:round")


def _employment(request: HttpRequest, uuid: UUID) -> Employment:
    rows = employed_on(clock.today()).select_related("person")
    found: Employment = get_object_or_404(rows, uuid=uuid)
    return found


# A talk outside the round


@require_safe
def single_choose(request: HttpRequest) -> HttpResponse:
    """Whose talk it is."""
    require(policies.can_open_some(request.user))
    among, today = policies.openable_by(request.user), clock.today()
    form = PersonSearch(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    own = is_hr(request.user)
    found = (
        named(typed, today, among)
        if own
        else with_places(among.select_related("person").order_by("person__last_name", "pk"), today)
    )
    context = {"form": form, "words": typed, "found": found, "search": own}
    return render(request, "conversations/rounds/single_choose.html", context)


def _was_hidden(request: HttpRequest, uuid: UUID) -> None:
    """That somebody asked for a person who is not theirs; the middleware knows only this app's own
    objects."""
    there = Employment.objects.filter(uuid=uuid).select_related("person").first()
    if there is not None:
        record(
            request.user,
            "conversations.single",
            there,
            data_subject=there.person.uuid,
            outcome=Outcome.HIDDEN,
        )


@require_http_methods(GET_OR_POST)
def single(request: HttpRequest, employment: UUID) -> HttpResponse:
    """Open one talk outside the round, with the reason."""
    today = clock.today()
    found = (
        policies.openable_by(request.user).select_related("person").filter(uuid=employment).first()
    )
    if found is None:
        _was_hidden(request, employment)
        raise Http404
    may = policies.can_open_single(request.user, found)
    form = SingleForm(request.POST or None)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            made = services.open_single(user=request.user, employment=found, **form.cleaned_data)
            messages.success(request, _("The conversation is open. Both see it in their lists."))
            if made.supervisor == person_of(request.user):
                return redirect("conversations:detail", made.uuid)
            return redirect("conversations:overview")
    here = Conversation.objects.open_to(request.user).filter(employment=found)
    context = {
        "form": form,
        "employment": with_places([found], today)[0],
        "supervisor": supervisor_of(found, today),
        "may": may,
        "open_one": here.exclude(state=Conversation.State.LOCKED).first(),
        "hr": is_hr(request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "conversations/rounds/single.html", context, status=status)


# Who gets what


@require_safe
def who_gets_what(request: HttpRequest) -> HttpResponse:
    """This year and next: the reader's own, the units one leads, and for HR all that alternate."""
    person, today = person_of(request.user), clock.today()
    hr = is_hr(request.user)
    led = can_see_team(request.user) and person is not None
    page = form = None
    if hr:
        form = UnitForm(
            list(UnitPeriod.objects.on(today).select_related("unit")), request.GET or None
        )
        if "unit" in request.GET and form.is_valid():
            return redirect("conversations:unit_years", form.chosen().uuid)
        rows = selectors.alternating(today)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "year": today.year,
        "opened": Round.objects.opened().filter(year=today.year).first(),
        "own": selectors.own_lines(person, today) if person else [],
        "why": selectors.own(person, today) if person else [],
        "led": selectors.unit_lines(selectors.led_units(person, today), today)
        if led and person
        else [],
        "hr": hr,
        "form": form,
        "list": page,
        "lines": selectors.unit_lines(page.object_list, today) if page is not None else [],
    }
    return render(request, "conversations/rounds/who.html", context)


@require_http_methods(GET_OR_POST)
def unit_years(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """HR sets in which years a unit's staff talk as a group, from a day on."""
    require(policies.can_set_years(request.user))
    today = clock.today()
    unit = get_object_or_404(Unit, uuid=uuid)
    period = period_of(unit, today)
    if period is None:
        raise Http404
    initial = {"group_years": period.group_years, "first_day": today.replace(month=1, day=1,
               year=today.year + 1)}  # fmt: skip
    form = YearsForm(today.year, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_group_years(
                user=request.user,
                unit=unit,
                group_years=form.cleaned_data["group_years"],
                day=form.cleaned_data["first_day"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The setting is saved."))
            return redirect("conversations:who")
    context = {
        "form": form,
        "unit": unit,
        "line": selectors.unit_lines([period], today)[0],
        "periods": UnitPeriod.objects.filter(unit=unit, valid_from__gt=today),
        "education": period.clock_variant == "education",
    }
    status = 422 if form.is_bound else 200
    return render(request, "conversations/rounds/years.html", context, status=status)
