"""The way over the bridge and whose turn it is; the head of the page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.models import (
    Conversation,
    Side,
)
from conversations.selectors.lists import away_words
from conversations.selectors.parts.page import Page
from conversations.selectors.standing import (
    DOING,
    TODO,
    away_of,
    day_of,
    held_on,
    refused_sides,
    shared_sides,
    sign_by,
    signed_sides,
    standing,
)
from conversations.selectors.standing import Step as Task
from core import clock
from core.look import formats
from core.look.parts import Step
from core.policies import Words
from organization.absences.selectors import away, holding_deputies
from organization.models import Membership
from organization.selectors import unit_name

State = Conversation.State


@dataclass(frozen=True)
class Turn:
    """The next step: the reader's own, or (with `who`) somebody else's."""

    step: Task
    words: Words
    who: str = ""
    due: date | None = None
    late: bool = False


@dataclass(frozen=True)
class OtherSide:
    name: str
    shared_at: datetime | None
    deputy_for: str = ""


def place_words(page: Page) -> str:
    """Job title and unit, then and now as the case is."""
    c = page.conversation
    if c.state != State.PREPARING:
        title, unit, day = c.held_job_title, c.held_unit, held_on(c) or clock.today()
    else:
        day = clock.today()
        row = (
            Membership.objects.on(day)
            .filter(employment=c.employment)
            .select_related("unit")
            .first()
        )
        title, unit = (row.job_title, row.unit) if row else ("", None)
    words = [title[:1].upper() + title[1:], str(unit_name(unit, day)) if unit else ""]
    words.append(occasion_words(c))
    return ", ".join(word for word in words if word)


def occasion_words(c: Conversation) -> str:
    """Why it was opened, when it is not the round's own."""
    if not c.outside_round:
        return ""
    words = _("outside the round: {why}").format(why=c.get_occasion_display())
    return f"{words} ({c.occasion_note})" if c.occasion_note else words


def others(page: Page) -> list["OtherSide"]:
    """Whether the other side has shared its preparation."""
    side = _other(page.reader.side)
    person = page.supervisor if side == Side.SUPERVISOR else page.employee
    shared = [p for p in page.preparations if p.side == side and p.shared_at]
    rows = [OtherSide(str(p.author), p.shared_at, str(p.deputy_for or "")) for p in shared]
    if all(p.earlier for p in shared):
        rows.append(OtherSide(str(person), None))
    return rows


def leaving_words(c: Conversation, today: date) -> str:
    """What becomes of the conversation when the employment ends, or has ended."""
    last_day = c.employment.last_day
    if last_day is None:
        return ""
    day = formats.fin_date(last_day, "bare")
    if last_day < today and c.state == State.PREPARING:
        return _(
            "The employment ended {day} The conversation was not held, and nothing in it is asked "
            "of anybody. It is deleted six months after the end, unless a new employment has begun."
        ).format(day=day)
    if last_day < today:
        return _(
            "The employment ended {day} What is still unsigned is locked as not signed in time."
        ).format(day=day)
    if c.state == State.PREPARING and last_day <= c.last_day:
        return _(
            "The employment ends {day} Hold the conversation and sign it before that: afterwards "
            "it cannot be opened."
        ).format(day=day)
    return ""


def waits(page: Page) -> str:
    """Why nothing is asked of anybody just now, or whom to turn to while the supervisor is away."""
    c, today = page.conversation, clock.today()
    if c.state == State.LOCKED:
        return ""
    leaving = leaving_words(c, today)
    if leaving:
        return leaving
    leave = away_of(c)
    if leave is not None:
        return away_words(leave)
    if c.unled_since is not None:
        return _(
            "Nobody leads the employee just now. The conversation waits, and HR services name a "
            "supervisor."
        )
    leave = away([c.supervisor], today).get(c.supervisor_id)
    if leave is None:
        return ""
    deputies = [str(row.deputy) for row in holding_deputies(c.supervisor, today)]
    until = formats.fin_date(leave.last_day, "bare") if leave.last_day else ""
    words = (
        _("{name} is away until {day}").format(name=c.supervisor, day=until)
        if until
        else _("{name} is away.").format(name=c.supervisor)
    )
    if deputies:
        return f"{words} " + _("Deputy: {names}.").format(names=", ".join(deputies))
    return f"{words} " + _(
        "No deputy may hold the talks: the supervisor or HR services name one, for example the "
        "supervisor's own supervisor."
    )


def turn(page: Page) -> "Turn | None":
    """What the reader, or else the other side, does next."""
    c = page.conversation
    now = standing(c, clock.today())
    mine, other = now.of(page.reader.side), now.of(_other(page.reader.side))
    if mine is not None and _can(page, mine.step):
        return Turn(mine.step, TODO[mine.step], due=mine.due, late=mine.late(clock.today()))
    if other is not None or mine is not None:
        owed = other or mine
        # Whoever leads now signs, also when somebody else held the talk.
        supervisor = page.supervisor if c.state == State.PREPARING else c.supervisor
        person = supervisor if page.reader.side == Side.EMPLOYEE else page.employee
        if other is None:
            person = supervisor
        return Turn(owed.step, DOING[owed.step], who=str(person))  # type: ignore[union-attr]
    return None


def _can(page: Page, task: Task) -> bool:
    """A deputy's rights may not reach to the supervisor's next step."""
    rights = {
        Task.PREPARE: "prepare", Task.SIGN: "sign", Task.ARRANGE: "sign", Task.CLOSE: "sign"
    }  # fmt: skip
    right = rights.get(task, "hold")
    return page.reader.role == "employee" or page.reader.may(right)


def steps(page: Page) -> list[Step]:
    """Preparing, talk, the supervisor signs, the employee signs, ready."""
    c = page.conversation
    now = standing(c, clock.today())
    mine, other = now.of(page.reader.side), now.of(_other(page.reader.side))
    shared = shared_sides(c)
    prepared = c.state != State.PREPARING or len(shared) == 2 or _talk_day_is_here(c)
    if prepared:
        first = Step("done", _("Preparation"), _shared_words(page))
    else:
        turn = "now" if mine and mine.step is Task.PREPARE else "other"
        if page.reader.side in shared and not (mine or other):
            turn = "next"
        first = Step(turn, _("Preparation"), _shared_words(page))  # type: ignore[arg-type]
    return [first, _talk_step(page, prepared), *_sign_steps(page), _ready_step(page)]


def _shared_words(page: Page) -> str:
    words = [
        _("{name} shared {day}").format(
            name=p.author.first_name, day=formats.fin_date(p.shared_at, "bare")
        )
        for p in page.preparations
        if p.shared_at
    ]
    return ", ".join(words) or _("Nobody has shared yet")


def _talk_step(page: Page, prepared: bool) -> Step:
    c = page.conversation
    title = pgettext("step", "Conversation")
    if c.state != State.PREPARING:
        return Step("done", title, _("Held {day}").format(day=_bare(c.held_at)))
    if c.meets_at:
        note = formats.fin_moment(c.meets_at)
    else:
        note = _("No time has been set yet")
    if not prepared:
        return Step("next", title, note)
    ours = page.reader.side == Side.SUPERVISOR or _talk_day_is_here(c)
    return Step("now" if ours else "other", title, note)


def _sign_steps(page: Page) -> list[Step]:
    c = page.conversation
    signed, refused = signed_sides(c), refused_sides(c)
    steps = []
    for side, person in ((Side.SUPERVISOR, _signer(page)), (Side.EMPLOYEE, page.employee)):
        title = pgettext("step", "{name} signs").format(name=person.first_name)
        if side in refused:
            steps.append(Step("next", title, _("Does not sign")))
        elif side not in signed and c.state == State.LOCKED:
            steps.append(Step("next", title, _("Not signed")))
        elif side in signed or c.state == State.LOCKED:
            note = ", ".join(
                _("Signed {day}").format(day=_bare(s.signed_at))
                for s in c.signatures.all()
                if s.side == side and s.voided_at is None
            )
            steps.append(Step("done", title, note))
        elif c.state == State.HELD:
            due = sign_by(c)
            note = _("by {day}").format(day=formats.fin_date(due, "bare")) if due else ""
            steps.append(Step("now" if side == page.reader.side else "other", title, note))
        else:
            note = _("within 14 days of the talk")
            steps.append(Step("next", title, note))
    return steps


def _signer(page: Page) -> Any:
    """Who signs, or has signed, for the supervisor's side."""
    c = page.conversation
    for signature in c.signatures.all():
        if signature.side == Side.SUPERVISOR and signature.voided_at is None:
            return signature.person
    return page.supervisor if c.state == State.PREPARING else c.supervisor


def _ready_step(page: Page) -> Step:
    title = pgettext("step", "Ready")
    if page.conversation.state == State.LOCKED:
        note = _("Locked {day}").format(day=_bare(page.conversation.locked_at))
        return Step("done", title, note)
    return Step("next", title, _("a document for both"))


def _other(side: str) -> str:
    return Side.SUPERVISOR if side == Side.EMPLOYEE else Side.EMPLOYEE


def _talk_day_is_here(conversation: Conversation) -> bool:
    day = day_of(conversation)
    return day is not None and day <= clock.today()


def _bare(moment: Any) -> str:
    return formats.fin_date(moment, "bare") if moment else ""
