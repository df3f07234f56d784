"""The conversation's own page, its time, holding and signing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_post
from conversations import policies
from conversations.forms import ScheduleForm
from conversations.goals.settled import NoGoal, goals_settled
from conversations.models import Conversation, Layer
from conversations.obligations import ACTIONS, url_of
from conversations.scheduling.policies import can_choose
from conversations.selectors.beside import beside
from conversations.selectors.parts import Page, history, rail, way
from conversations.selectors.reading import readable_content
from conversations.selectors.standing import Step, sign_by, signed_sides, voided_sides
from conversations.services import scheduling, signing
from conversations.signing.forms import SignForm
from conversations.signing.selectors import closing
from conversations.signing.views import text_to_sign
from conversations.views.common import heading, load, was_read
from conversations.workflow import WORKFLOW
from core import clock
from core.look import formats
from core.policies import require


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where it is, whose turn it is, and what one can do now."""
    page = load(request, uuid)
    was_read(request, page.reader)
    c, reader = page.conversation, page.reader
    context = {
        **heading(page),
        "steps": way.steps(page),
        **_turn(page),
        "place_words": way.place_words(page),
        "others": way.others(page),
        "audience": policies.audience(c, Layer.AGREED),
        "hidden_themes": not reader.sees_whole,
        "talk_rail": rail.rail(
            page, "talk", "", whole=reverse("conversations:talk", args=[c.uuid])
        ),
        "own": page.own_preparation(),
        "signed": signed_sides(c),
        "voided": voided_sides(c),
        "my_side": policies.signing_side(reader),
        "closing": closing(reader),
        "sign_by": sign_by(c),
        "may_prepare": policies.can_prepare(reader, c),
        "may_schedule": policies.can_schedule(reader, c),
        "may_choose": can_choose(reader, c),
        "may_write": policies.can_write_agreed(reader, c),
        "may_hold": WORKFLOW.decide("hold", reader, c),
        "may_sign": WORKFLOW.decide("sign", reader, c),
        "may_document": policies.can_see_document(reader, c),
        "left": policies.can_settle_left(request.user, c),
        "beside": beside(reader),
        "history": history.history(page),
        "waits": way.waits(page),
        "changed": history.recent_change(page),
        "content": readable_content(reader) if c.state == Conversation.State.LOCKED else None,
    }
    return render(request, "conversations/detail.html", context)


def _turn(page: Page) -> dict[str, Any]:
    """The box of the next step, with its one button."""
    turn = way.turn(page)
    if turn is None or turn.who:
        return {"turn": turn}
    url = url_of(page.conversation, turn.step)
    if turn.step is Step.HOLD:
        url = reverse("conversations:talk", args=[page.conversation.uuid])
    due = f" ({formats.fin_date(turn.due)})" if turn.due else ""
    return {
        "turn": turn,
        "turn_words": f"{turn.words}{due}",
        "turn_url": url,
        "turn_label": ACTIONS[turn.step],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set or change the time; the invitation goes to both."""
    page = load(request, uuid)
    c = page.conversation
    require(policies.can_schedule(page.reader, c))
    form = ScheduleForm(request.POST or None, initial=_initial_time(c))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        scheduling.set_time(
            user=request.user,
            conversation=c,
            meets_at=data["meets_at"],
            minutes=data["minutes"],
            place=data["place"],
        )
        messages.success(request, _("The time is set. The invitation is on its way to both."))
        return redirect("conversations:detail", uuid)
    status = 422 if form.is_bound else 200
    context = {**heading(page), "form": form}
    return render(request, "conversations/schedule.html", context, status=status)


def _initial_time(c: Conversation) -> dict[str, Any]:
    if c.meets_at is None:
        return {"minutes": c.minutes}
    moment = formats.local(c.meets_at)
    return {"day": moment.date(), "at": moment.time(), "minutes": c.minutes, "place": c.place}


@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    page = load(request, uuid)
    scheduling.cancel_time(user=request.user, conversation=page.conversation)
    messages.success(request, _("The time is cancelled. Both get to know."))
    return redirect("conversations:detail", uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark as held; first say what follows."""
    page = load(request, uuid)
    require(WORKFLOW.decide("hold", page.reader, page.conversation))
    if request.method == "POST":
        signing.hold(user=request.user, conversation=page.conversation)
        messages.success(request, _("The conversation is marked as held. Now both sign."))
        return redirect("conversations:detail", uuid)
    c = page.conversation
    context = {
        **heading(page),
        "unshared": any(p.shared_at is None for p in page.preparations),
        "early": c.meets_at is not None and c.meets_at > clock.now(),
        "goal": goals_settled(c),
    }
    return render(request, "conversations/hold.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read what was agreed and sign exactly that."""
    page = load(request, uuid)
    c = page.conversation
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("content_hash", "")
        signing.sign(user=request.user, conversation=c, seen_hash=seen, words=form.words())
        messages.success(request, _("You have signed the conversation."))
        return redirect("conversations:detail", uuid)
    decision = WORKFLOW.decide("sign", page.reader, c)
    if isinstance(decision, NoGoal):
        # What is missing is written one page away: no dead end.
        messages.warning(request, str(decision.reason))
        return redirect(decision.mend, uuid)
    require(decision)
    was_read(request, page.reader)
    context = {
        **text_to_sign(page),
        "form": form,
        "was_there": page.reader.role == "employee"
        or c.held_by_id == getattr(page.reader.person, "pk", None),
    }
    status = 422 if form.is_bound else 200
    return render(request, "conversations/sign.html", context, status=status)
