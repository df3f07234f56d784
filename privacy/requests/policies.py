"""Who may ask, add, answer and lift."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from core.policies import Allowed, Decision, Denied
from organization.models import RoleGrant
from organization.selectors import person_of, roles_of
from privacy.requests.models import DataRequest, Remark, Restriction

# A person's remarks beside one conversation; a limit against accidents, not against words.
REMARKS = 20
State = DataRequest.State


def can_ask(user: Any) -> Decision:
    if person_of(user) is None:
        return Denied(_("This account belongs to no person."), right=True)
    return Allowed()


def can_remark(user: Any, conversation: Conversation) -> Decision:
    """The employee, beside one's own conversation, at any stage."""
    person = person_of(user)
    if person is None or conversation.employment.person_id != person.pk:
        return Denied(_("You can add a remark beside your own conversation only."), right=True)
    if Remark.objects.filter(conversation=conversation).count() >= REMARKS:
        return Denied(_("There are twenty remarks already. Talk with your supervisor or HR."))
    return Allowed()


def can_answer(user: Any, request: DataRequest) -> Decision:
    if not DataRequest.objects.treated_by(user).filter(pk=request.pk).exists():
        return Denied(_("Somebody else answers this request."), right=True)
    if request.state != State.OPEN:
        return Denied(_("This request has been answered or withdrawn already."))
    return Allowed()


def can_withdraw(user: Any, request: DataRequest) -> Decision:
    person = person_of(user)
    if person is None or request.person_id != person.pk:
        return Denied(_("Only who made the request can withdraw it."), right=True)
    if request.state != State.OPEN:
        return Denied(_("This request has been answered or withdrawn already."))
    return Allowed()


def can_lift(user: Any, restriction: Restriction) -> Decision:
    """The person oneself at once; the HR main user or the data-protection officer with a reason
    and seven days' notice (GDPR 18(3)), never of one's own data."""
    person = person_of(user)
    own = person is not None and restriction.conversation.employment.person_id == person.pk
    may = roles_of(user) & {RoleGrant.Role.HR_MAIN, RoleGrant.Role.DATA_PROTECTION}
    if not own and not may:
        return Denied(
            _("Only the HR main user or the data-protection officer lifts a restriction."),
            right=True,
        )
    if restriction.lifted_at is not None:
        return Denied(_("This restriction has ended."))
    if not own and restriction.lift_on is not None:
        return Denied(_("The end of this restriction has been told already."))
    return Allowed()
