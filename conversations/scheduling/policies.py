"""Who offers times, and who chooses one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from conversations.policies import Reader, can_schedule, reader_of
from conversations.scheduling.models import OfferedTime
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.selectors import leads_people, person_of, stands_in

_taken = Denied(_("Somebody has just chosen this time. Choose another."))


def can_keep_times(user: Any) -> Decision:
    """Supervisors, and deputies who may hold the talks."""
    person, today = person_of(user), clock.today()
    if person is not None and (leads_people(person, today) or stands_in(person, today)):
        return Allowed()
    return Denied(_("This page is for those who lead people."), right=True)


def can_choose(user: Any, conversation: Conversation) -> Decision:
    """The employee chooses the time of one's own talk while it is ahead."""
    reader = user if isinstance(user, Reader) else reader_of(user, conversation)
    if reader.role != "employee":
        return Denied(_("The employee chooses among the times that are offered."), right=True)
    if conversation.state != Conversation.State.PREPARING:
        return Denied(_("The talk has been held already."))
    if conversation.restricted_at is not None:
        return Denied(_("The processing of this conversation is restricted."))
    return Allowed()


def can_take(time: OfferedTime, conversation: Conversation) -> Decision:
    """Whether the time is still there to choose."""
    if time.taken_by_id == conversation.pk:
        return Allowed()
    if time.taken_by_id is not None or time.withdrawn_at is not None:
        return _taken
    if time.starts_at <= clock.now():
        return Denied(_("This time has passed. Choose another."))
    return Allowed()


def can_withdraw(time: OfferedTime) -> Decision:
    if time.taken_by_id is not None:
        return Denied(_("Somebody has chosen it. Cancel or change it on the conversation's page."))
    return Allowed()


__all__ = ["can_choose", "can_keep_times", "can_schedule", "can_take", "can_withdraw"]
