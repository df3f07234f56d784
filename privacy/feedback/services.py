"""Receiving feedback on accessibility and answering it in time (306/2019 10 §)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import clock, mail
from core.mail import Recipient
from core.models import Letter
from core.policies import Stale, require
from organization.models import Person
from organization.selectors import person_of, recipient_of
from privacy.feedback.models import Feedback
from privacy.feedback.policies import can_answer, can_extend

ANSWER_IN = timedelta(days=14)
RECEIPT, EXTENDED, ANSWER = "feedback_receipt", "feedback_extended", "feedback_answer"
mail.name_kind(RECEIPT, _("Receipt for feedback on accessibility"))
mail.name_kind(EXTENDED, _("Feedback on accessibility takes longer"))
mail.name_kind(ANSWER, _("Answer to feedback on accessibility"))


@transaction.atomic
def receive(*, person: Person | None, email: str, language: str, where: str, text: str) -> Feedback:
    """Keep the feedback and send the receipt with its time (306/2019 10 § 2)."""
    feedback = Feedback.objects.create(
        person=person,
        email="" if person else email,
        language=language,
        where=where,
        text=text,
        due_on=clock.today() + ANSWER_IN,
    )
    _write(RECEIPT, feedback)
    return feedback


@transaction.atomic
def extend(*, user: Any, feedback: Feedback) -> None:
    """Two more weeks, once, and the sender is told (306/2019 10 § 2). Raises `Refused`, `Stale`."""
    require(can_extend(user, feedback))
    changed = Feedback.objects.filter(
        pk=feedback.pk, state=Feedback.State.OPEN, extended_at=None
    ).update(extended_at=clock.now(), due_on=feedback.due_on + ANSWER_IN)
    if not changed:
        raise Stale
    feedback.refresh_from_db()
    record(user, "privacy.feedback_extended", feedback, data_subject=_subject(feedback))
    _write(EXTENDED, feedback)


@transaction.atomic
def answer(*, user: Any, feedback: Feedback, text: str) -> None:
    """Answer by letter; a sender without an address reads it on the page of feedback. Raises
    `Refused`, or `Stale` when somebody else has just answered."""
    require(can_answer(user, feedback))
    changed = Feedback.objects.filter(pk=feedback.pk, state=Feedback.State.OPEN).update(
        state=Feedback.State.ANSWERED,
        answer=text,
        answered_by=person_of(user),
        answered_at=clock.now(),
    )
    if not changed:
        raise Stale
    feedback.refresh_from_db()
    record(user, "privacy.feedback_answered", feedback, data_subject=_subject(feedback))
    _write(ANSWER, feedback)


def _subject(feedback: Feedback) -> Any:
    return feedback.person.uuid if feedback.person else None


def _write(kind: str, feedback: Feedback) -> Letter | None:
    recipient = (
        recipient_of(feedback.person)
        if feedback.person
        else Recipient(feedback.uuid, feedback.email, feedback.language, "")
    )
    return mail.write_letter(
        recipient,
        kind=kind,
        subject_id=feedback.uuid,
        occasion=kind,
        context={"feedback": feedback},
    )
