"""Asking, adding, answering, restricting and lifting."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.models import Conversation
from core import clock, mail, retention
from core.mail import name_kind
from core.policies import Stale, require
from organization.models import Person
from organization.selectors import person_of, recipient_of, supervisor_of
from privacy.requests.models import DataRequest, Remark, Restriction
from privacy.requests.policies import can_answer, can_ask, can_lift, can_remark, can_withdraw

ANSWERED, RESTRICTED, LIFTING = "data_request_answered", "restriction_set", "restriction_lifting"
NOTICE = timedelta(days=7)
State, Kind, Outcome = DataRequest.State, DataRequest.Kind, DataRequest.Outcome

name_kind(ANSWERED, _("An answer to a request about one's data"))
name_kind(RESTRICTED, _("A conversation's processing was restricted"))
name_kind(LIFTING, _("A restriction of processing ends"))


def month_after(day: date) -> date:
    """By when a request is answered: a month from the day it was made (GDPR 12(3))."""
    return retention.months_before(day, -1)


def ask(
    *,
    user: Any,
    kind: str,
    about: str,
    text: str,
    conversation: Conversation | None = None,
    ground: str = "",
) -> DataRequest:
    """Ask for a correction or a restriction. Raises `Refused`."""
    require(can_ask(user))
    person: Any = person_of(user)
    with transaction.atomic():
        made = DataRequest.objects.create(
            person=person,
            kind=kind,
            about=about,
            conversation=conversation,
            ground=ground,
            text=text,
            due_on=month_after(clock.today()),
        )
        record(user, f"privacy.request.{kind}", made, data_subject=person.uuid)
    return made


def remark(*, user: Any, conversation: Conversation, text: str) -> Remark:
    """Put a remark beside one's own conversation. It is never changed. Raises `Refused`."""
    with transaction.atomic():
        Conversation.objects.select_for_update().filter(pk=conversation.pk).values_list(
            "pk"
        ).first()
        require(can_remark(user, conversation))
        author: Any = person_of(user)
        made = Remark.objects.create(conversation=conversation, author=author, text=text)
        _log(user, "privacy.remark", conversation)
    return made


def withdraw(*, user: Any, request: DataRequest) -> None:
    require(can_withdraw(user, request))
    with transaction.atomic():
        _step(request, state=State.WITHDRAWN)
        record(user, "privacy.request.withdraw", request, data_subject=request.person.uuid)


def answer(*, user: Any, request: DataRequest, outcome: str, answer: str) -> None:
    """Answer with a reason; the person gets a letter. An accepted restriction is set at once.

    Raises `Refused`, and `Stale` when somebody else was quicker.
    """
    require(can_answer(user, request))
    with transaction.atomic():
        _step(
            request,
            state=State.ANSWERED,
            outcome=outcome,
            answer=answer,
            answered_by=person_of(user),
            answered_at=clock.now(),
        )
        if request.kind == Kind.RESTRICTION and outcome != Outcome.REFUSED:
            for conversation in _restricted_by(request):
                restrict(user=user, conversation=conversation, request=request)
        record(user, "privacy.request.answer", request, data_subject=request.person.uuid)
        _write(request.person, ANSWERED, request.uuid, "answered", reverse(
            "privacy:request", args=[request.uuid]
        ))  # fmt: skip


def _step(request: DataRequest, **changes: Any) -> None:
    if not DataRequest.objects.filter(pk=request.pk, state=State.OPEN).update(**changes):
        raise Stale


def _restricted_by(request: DataRequest) -> list[Conversation]:
    """The conversation it is about, or all the person has."""
    rows = Conversation.objects.filter(employment__person=request.person, restricted_at=None)
    if request.conversation_id:
        rows = rows.filter(pk=request.conversation_id)
    return list(rows.select_related("employment__person", "supervisor__user"))


def restrict(*, user: Any, conversation: Conversation, request: DataRequest) -> None:
    """Mark as restricted and tell the present supervisor; the employee gets the answer's letter."""
    Restriction.objects.create(conversation=conversation, request=request, set_by=person_of(user))
    Conversation.objects.filter(pk=conversation.pk).update(restricted_at=clock.now())
    _log(user, "privacy.restriction.set", conversation)
    supervisor = _supervisor(conversation)
    path = reverse("conversations:index")
    _write(supervisor, RESTRICTED, conversation.uuid, request.uuid.hex, path, conversation)


def lift(*, user: Any, restriction: Restriction, reason: str = "") -> None:
    """The person oneself lifts at once; others tell first, and it ends in seven days."""
    require(can_lift(user, restriction))
    person, conversation = person_of(user), restriction.conversation
    employee = conversation.employment.person
    with transaction.atomic():
        same = Restriction.objects.filter(
            pk=restriction.pk, lifted_at=None, lift_on=restriction.lift_on
        )
        if person == employee:
            if not same.update(lifted_at=clock.now(), lift_by=person, lift_on=clock.today()):
                raise Stale
            _free(restriction)
        else:
            day = clock.today() + NOTICE
            if not same.update(lift_on=day, lift_by=person, lift_reason=reason):
                raise Stale
            _write(
                employee,
                LIFTING,
                restriction.uuid,
                "told",
                reverse("privacy:requests"),
                conversation,
                day,
            )
        _log(user, "privacy.restriction.lift", conversation)


def lift_due() -> int:
    """End the restrictions whose day has come; the supervisor is told that work may go on."""
    due = Restriction.objects.filter(lifted_at=None, lift_on__lte=clock.today())
    number = 0
    for restriction in due.select_related(
        "conversation__employment__person", "conversation__supervisor__user"
    ):
        with transaction.atomic():
            same = Restriction.objects.filter(pk=restriction.pk, lifted_at=None)
            if same.update(lifted_at=clock.now()):
                _free(restriction)
                _log(None, "privacy.restriction.end", restriction.conversation)
                number += 1
    return number


def _free(restriction: Restriction) -> None:
    conversation = restriction.conversation
    Conversation.objects.filter(pk=conversation.pk).update(restricted_at=None)
    _write(
        _supervisor(conversation),
        LIFTING,
        restriction.uuid,
        "ended",
        reverse("conversations:index"),
        conversation,
        clock.today(),
    )


def _supervisor(conversation: Conversation) -> Person:
    return supervisor_of(conversation.employment, clock.today()) or conversation.supervisor


def _write(
    person: Person,
    kind: str,
    subject: UUID,
    occasion: str,
    path: str,
    conversation: Conversation | None = None,
    day: date | None = None,
) -> None:
    mail.write_letter(
        recipient_of(person),
        kind=kind,
        subject_id=subject,
        occasion=occasion,
        context={
            "url": settings.BASE_URL + path,
            "employee": conversation.employment.person if conversation else person,
            "day": day,
            "own": conversation is None or conversation.employment.person_id == person.pk,
        },
    )


def _log(user: Any, action: str, conversation: Conversation) -> None:
    record(user, action, conversation, data_subject=conversation.employment.person.uuid)


@retention.hold
def held() -> list[UUID]:
    """Whose data are not erased for now: restricted, or being disclosed."""
    restricted = Restriction.objects.filter(lifted_at=None)
    path = "conversation__employment__person__"
    rows = restricted.values_list(f"{path}uuid", f"{path}user__uuid")
    return [uuid for row in rows for uuid in row if uuid]
