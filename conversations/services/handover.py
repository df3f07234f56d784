"""Open conversations follow the reporting line (docs/architecture.md, "When the supervisor
changes").

Nothing here asks which verb changed the line: what is handed over is the difference between who
holds a conversation and who leads the employee on the day. So it is idempotent, an appointment, a
move, an import, a reorganisation and the end of an employment all come to the same, and a change
that holds from a coming day is handed over on that day.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations import letters
from conversations.models import Conversation, Handover, Preparation, Side
from conversations.querysets import any_deputy_right
from conversations.services.signing import begin_silence, leave_unshared
from core import clock, faults, work
from core.models import Work
from core.work import Progress
from organization import closure
from organization.models import Deputy, Person
from organization.selectors import employed_on, supervisor_of
from organization.services import release_leavers

HAND_OVER = "conversations.hand_over"
State = Conversation.State


def pending(day: date) -> QuerySet[Conversation]:
    """Open conversations of those employed on `day` that are not with who leads them."""
    return (
        Conversation.objects.exclude(state=State.LOCKED)
        .filter(employment__in=employed_on(day).values("pk"))
        .with_present_supervisor(day)
        .filter(
            Q(present_supervisor_id__isnull=False, unled_since__isnull=False)
            | Q(present_supervisor_id__isnull=True, unled_since__isnull=True)
            | (Q(present_supervisor_id__isnull=False) & ~Q(present_supervisor_id=F("supervisor")))
        )
    )


@closure.listen
def lines_changed() -> None:
    """Owe the handing over in the transaction that changed the lines; once, however many did.

    What is owed and not begun is locked: a worker takes it after this transaction has ended, and
    so sees what it wrote.
    """
    if not pending(clock.today()).exists():
        return
    waiting = Work.objects.select_for_update().filter(
        kind=HAND_OVER, state=Work.State.OWED, attempts=0
    )
    if waiting.first() is None:
        work.owe(HAND_OVER, str(uuid4()))


@work.handler(HAND_OVER, name=_("Handing conversations over to the new supervisor"))
def _owed(owed: Work) -> Iterator[Progress]:
    yield from hand_over(clock.today())


def hand_over(day: date) -> Iterator[Progress]:
    """Hand over what is not with the right person, then tell those concerned. May be killed and
    started again at any point, and run twice at once: each change is told once."""
    release_leavers(day)
    keys = list(pending(day).order_by("pk").values_list("pk", flat=True))
    for done, key in enumerate(keys, start=1):
        _hand_over(key, day)
        faults.point("handover.one")
        yield Progress(done, len(keys))
    _settle_deputies(day)
    _tell(day)


def _hand_over(key: int, day: date) -> None:
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=key)
        to = supervisor_of(conversation.employment, day)
        earlier = None if conversation.unled_since else conversation.supervisor
        if conversation.state == State.LOCKED or to == earlier:
            return  # somebody else was here first
        if to is None:
            conversation.unled_since = day
        else:
            conversation.supervisor, conversation.unled_since = to, None
        conversation.save(update_fields=["supervisor", "unled_since"])
        if conversation.state == State.HELD:
            begin_silence(conversation)
        Handover.objects.create(
            conversation=conversation, earlier=earlier, to=to, state=conversation.state
        )
        settle(conversation, day)
        _invite(conversation, earlier, to)
        record(
            None,
            "conversations.hand_over",
            conversation,
            data_subject=conversation.employment.person.uuid,
        )


def settle(conversation: Conversation, day: date) -> None:
    """Preparations of those who are no longer on the supervisor's side: what was not shared waits
    14 days for its author. Whoever comes back finds one's own as it was."""
    present = {conversation.supervisor_id} if conversation.unled_since is None else set()
    present |= set(
        Deputy.objects.in_force(day)
        .filter(any_deputy_right(), supervisor__in=present)
        .values_list("deputy", flat=True)
    )
    ours = Preparation.objects.filter(conversation=conversation, side=Side.SUPERVISOR)
    gone = ours.exclude(author__in=present)
    gone.update(earlier=True)
    leave_unshared(gone)
    back = ours.filter(author__in=present, earlier=True)
    if conversation.state == State.PREPARING:
        back.filter(shared_at__isnull=True).update(delete_after=None)
    back.update(earlier=False)


def _settle_deputies(day: date) -> None:
    """The preparation of a deputy whose time is over is settled like an earlier supervisor's."""
    theirs = Preparation.objects.filter(
        side=Side.SUPERVISOR, earlier=False, conversation__state=State.PREPARING
    ).exclude(author=F("conversation__supervisor"))
    rows = Conversation.objects.filter(pk__in=theirs.values("conversation")).order_by("pk")
    for conversation in rows:
        with transaction.atomic():
            settle(conversation, day)


def _invite(conversation: Conversation, earlier: Person | None, to: Person | None) -> None:
    """A time set already stays: the new supervisor gets it, the earlier one's is cancelled."""
    if conversation.state != State.PREPARING or conversation.meets_at is None:
        return
    if conversation.meets_at < clock.now():
        return
    conversation.invitation_sequence += 1
    conversation.save(update_fields=["invitation_sequence"])
    if earlier is not None and to is not None:
        letters.withdraw(conversation, earlier, to)
    if to is not None:
        letters.invite_anew(conversation, to)


def _tell(day: date) -> None:
    """One letter to each person about all that one change brought, in the transaction that marks
    the changes as told."""
    untold = Handover.objects.filter(told=False)
    for to in list(untold.order_by("to").values_list("to", flat=True).distinct()):
        with transaction.atomic():
            rows = list(untold.filter(to=to).select_for_update().order_by("pk"))
            if not rows:
                continue  # another worker told it
            loaded = (
                Handover.objects.filter(pk__in=[row.pk for row in rows])
                .select_related(
                    "conversation__round", "conversation__employment__person__user",
                    "earlier__user", "to__user",
                )
                .order_by("pk")
            )  # fmt: skip
            _write(list(loaded), day)
            Handover.objects.filter(pk__in=[row.pk for row in rows]).update(told=True)
            faults.point("handover.told")


def _write(rows: list[Handover], day: date) -> None:
    for row in rows:
        letters.tell_employee(row, day)
    by_earlier: dict[int, list[Handover]] = defaultdict(list)
    for row in rows:
        if row.earlier_id:
            by_earlier[row.earlier_id].append(row)
    for own in by_earlier.values():
        letters.tell_earlier(own, day)
    if rows[0].to_id:
        letters.tell_new(rows, day)
    else:
        letters.tell_hr(rows, day)
