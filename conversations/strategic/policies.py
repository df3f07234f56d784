"""Who prepares, confirms and shares what the strategic conversation decides."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from competencies.catalogue.policies import heads_leadership
from competencies.lines.policies import can_change_year, closes
from conversations.groups.models import GroupConversation
from conversations.models import Round
from conversations.strategic.models import StrategicDecision
from conversations.strategic.querysets import reads_summary
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import BodyKind
from organization.selectors import bodies_of, is_hr, is_hr_main, person_of

State = GroupConversation.State


@closes
def _opened(year: int) -> Decision:
    """What was decided for a year is settled when its conversations have been opened with it."""
    if Round.objects.filter(year=year, is_open=True).exists():
        return Denied(
            _(
                "The conversations of the year have been opened with the decisions that were in "
                "force. Decide for a later year."
            )
        )
    return Allowed()


def can_see_agenda(user: Any) -> Decision:
    """The agenda with its material: the city manager's leadership group, and HR who prepares it."""
    person = person_of(user)
    if person is not None and (
        is_hr(user)
        or bodies_of(person, clock.today()).filter(kind=BodyKind.CITY_LEADERSHIP).exists()
    ):
        return Allowed()
    return Denied(
        _("The agenda is for the city manager's leadership group and HR services."), right=True
    )


def can_prepare(user: Any, conversation: GroupConversation, year: int) -> Decision:
    """Write what the group is going to decide, before and in the conversation."""
    if not (is_hr(user) or heads_leadership(user)):
        return Denied(
            _("HR services, or the group's chair or secretary, prepare the decisions."), right=True
        )
    return can_change_year(year)


def can_confirm(user: Any, decision: StrategicDecision) -> Decision:
    """Confirm what the group decided: it takes effect. The chair or secretary, or an HR main user
    who records it; when the conversation itself has begun (requirements 30, 34, 43)."""
    if not (is_hr_main(user) or heads_leadership(user)):
        return Denied(
            _("The leadership group's chair or secretary, or an HR main user, records decisions."),
            right=True,
        )
    if decision.state == StrategicDecision.State.CONFIRMED:
        return Denied(_("This decision has been confirmed and is in force."))
    conversation = decision.conversation
    if conversation is None or conversation.state not in (State.WRITING, State.CLOSED):
        return Denied(
            _("Decisions are made in the conversation. Begin to write in the conversation first.")
        )
    return can_change_year(decision.year)


def can_share(user: Any, conversation: GroupConversation) -> Decision:
    """Compile the summary and share it (requirement 31): HR services, when the conversation is
    closed."""
    if not is_hr(user):
        return Denied(_("HR services compile and share the summary."), right=True)
    if conversation.state != State.CLOSED:
        return Denied(_("The summary can be shared when the conversation has been closed."))
    return Allowed()


def can_read_summary(user: Any) -> Decision:
    if reads_summary(user):
        return Allowed()
    return Denied(
        _("The summary is for leadership groups, supervisors and HR services."), right=True
    )
