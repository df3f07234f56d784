"""What the pages of requests show, and what stands beside a conversation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from conversations.policies import Reader
from conversations.selectors.beside import Beside, provide
from core.policies import Decision
from organization.models import RoleGrant
from organization.selectors import person_of, roles_of
from privacy.requests.models import DataRequest, Remark, Restriction
from privacy.requests.policies import can_lift

State, Kind, Outcome = DataRequest.State, DataRequest.Kind, DataRequest.Outcome


def own_conversations(user: Any) -> QuerySet[Conversation]:
    """The person's own, of which one may ask and beside which one may add."""
    person = person_of(user)
    rows = Conversation.objects.filter(employment__person=person)
    rows = rows.select_related("round", "employment__person").order_by("-round__year", "pk")
    return rows if person else rows.none()


def requests_with_people(user: Any) -> QuerySet[DataRequest]:
    return DataRequest.objects.visible_to(user).select_related(
        "person__user", "conversation__round", "answered_by"
    )


@dataclass(frozen=True)
class Lists:
    """One's own requests, remarks and restrictions; what one has to answer."""

    own: list[DataRequest]
    remarks: list[Remark]
    restrictions: list[tuple[Restriction, Decision]]
    to_answer: list[DataRequest]
    others: list[tuple[Restriction, Decision]]
    answers: bool = False  # answers others' requests as a task


def lists(user: Any) -> Lists:
    person = person_of(user)
    mine = requests_with_people(user).filter(person=person)
    treated = (
        DataRequest.objects.treated_by(user)
        .filter(state=State.OPEN)
        .select_related("person", "conversation__round")
        .order_by("due_on", "pk")
    )
    remarks = Remark.objects.filter(author=person).select_related("conversation__round")
    restrictions = list(restrictions_seen_by(user))
    rows = [(r, can_lift(user, r)) for r in restrictions]
    own = [row for row in rows if row[0].conversation.employment.person == person]
    return Lists(
        own=list(mine),
        remarks=list(remarks),
        restrictions=own,
        to_answer=list(treated),
        others=[row for row in rows if row not in own],
        answers=bool(roles_of(user) & {RoleGrant.Role.HR_MAIN, RoleGrant.Role.DATA_PROTECTION}),
    )


def restrictions_seen_by(user: Any) -> QuerySet[Restriction]:
    """Those in force: one's own; all for the HR main user and the data-protection officer."""
    person = person_of(user)
    rows = Restriction.objects.filter(lifted_at=None).select_related(
        "conversation__round", "conversation__employment__person", "request", "lift_by"
    )
    if person is None:
        return rows.none()
    if roles_of(user) & {RoleGrant.Role.HR_MAIN, RoleGrant.Role.DATA_PROTECTION}:
        return rows
    return rows.filter(conversation__employment__person=person)


@provide
def beside(reader: Reader) -> Iterator[Beside]:
    """Remarks, and corrections that were accepted: they stand beside what was signed."""
    conversation = reader.conversation
    for row in Remark.objects.filter(conversation=conversation).select_related("author"):
        yield Beside(_("Remark"), str(row.author), row.written_at, row.text)
    accepted = Q(outcome=Outcome.ACCEPTED) | Q(outcome=Outcome.PARTLY)
    for request in DataRequest.objects.filter(
        accepted, kind=Kind.CORRECTION, conversation=conversation, state=State.ANSWERED
    ).select_related("person"):
        yield Beside(
            _("Correction"),
            str(request.person),
            request.answered_at or request.made_at,
            request.text,
            request.answer,
        )
