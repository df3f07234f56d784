"""Offering times, choosing one, withdrawing one, and setting several at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.services import record
from conversations.models import Conversation
from conversations.policies import can_schedule
from conversations.scheduling import letters
from conversations.scheduling.models import OfferedTime, TimeOffer
from conversations.scheduling.policies import can_choose, can_take, can_withdraw
from conversations.services import scheduling
from core import clock
from core.policies import require
from organization.models import Person
from organization.selectors import person_of, supervisor_of


@dataclass(frozen=True)
class Booking:
    """A time for one conversation."""

    conversation: Conversation
    meets_at: datetime


@transaction.atomic
def offer_times(
    *,
    user: Any,
    conversations: Sequence[Conversation],
    moments: Sequence[datetime],
    minutes: int,
    place: str,
) -> int:
    """Offer each of these times to each employee, who gets one letter about all of them. Returns
    how many offers are new: sending the same twice offers nothing and tells nobody. A time that
    somebody has taken is passed by. Raises Refused."""
    for conversation in conversations:
        require(can_schedule(user, conversation))
    new = []
    for supervisor, talks in _by_supervisor(conversations).items():
        for moment in moments:
            time, _created = OfferedTime.objects.get_or_create(
                supervisor=supervisor,
                starts_at=moment,
                withdrawn_at=None,
                defaults={"minutes": minutes, "place": place, "offered_by": person_of(user)},
            )
            if time.taken_by_id is None:
                new += [TimeOffer(time=time, conversation=talk) for talk in talks]
    known = set(
        TimeOffer.objects.filter(conversation__in=conversations).values_list("time", "conversation")
    )
    new = [offer for offer in new if (offer.time_id, offer.conversation_id) not in known]
    TimeOffer.objects.bulk_create(new)
    offered: dict[Conversation, list[OfferedTime]] = defaultdict(list)
    for offer in new:
        offered[offer.conversation].append(offer.time)
    for conversation, times in offered.items():
        letters.tell_offered(conversation, times)
        _log(user, "conversations.times_offered", conversation)
    return len(new)


def _by_supervisor(conversations: Sequence[Conversation]) -> dict[Person, list[Conversation]]:
    found: dict[Person, list[Conversation]] = defaultdict(list)
    for conversation in conversations:
        supervisor = supervisor_of(conversation.employment, clock.today())
        if supervisor is not None:
            found[supervisor].append(conversation)
    return found


@transaction.atomic
def choose_time(*, user: Any, conversation: Conversation, time: OfferedTime) -> None:
    """The employee takes one of the times offered; one taken before is free again for others, and
    both get the invitation. The first to choose has it. Choosing the same twice changes nothing.
    Raises Refused when somebody else was first, or the time has passed."""
    now = Conversation.objects.select_for_update().get(pk=conversation.pk)
    require(can_choose(user, now))
    time = OfferedTime.objects.get(pk=time.pk)
    require(can_take(time, now))
    if time.taken_by_id == now.pk:
        return
    OfferedTime.objects.filter(taken_by=now).update(taken_by=None)
    free = OfferedTime.objects.open().filter(pk=time.pk, offers__conversation=now)
    if not OfferedTime.objects.filter(pk__in=free.values("pk"), taken_by=None).update(taken_by=now):
        require(can_take(OfferedTime.objects.get(pk=time.pk), now))
    scheduling.write_time(
        user=user,
        conversation=conversation,
        meets_at=time.starts_at,
        minutes=time.minutes,
        place=time.place,
    )


@transaction.atomic
def withdraw_time(*, user: Any, time: OfferedTime) -> None:
    """Take back a time that nobody has chosen. Again: nothing changes. Raises Refused."""
    time = OfferedTime.objects.select_for_update().get(pk=time.pk)
    require(can_withdraw(time))
    if time.withdrawn_at is None:
        time.withdrawn_at = clock.now()
        time.save(update_fields=["withdrawn_at"])
        record(user, "conversations.time_withdrawn", time)


@transaction.atomic
def set_times(*, user: Any, bookings: Sequence[Booking], minutes: int, place: str) -> None:
    """Set the time of several conversations straight, all or none. Raises Refused."""
    for booking in bookings:
        scheduling.set_time(
            user=user,
            conversation=booking.conversation,
            meets_at=booking.meets_at,
            minutes=minutes,
            place=place,
        )


def _log(user: Any, action: str, conversation: Conversation) -> None:
    record(
        user,
        action,
        conversation,
        data_subject=conversation.data_subject,  # type: ignore[arg-type]
    )
