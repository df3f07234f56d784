"""Asking, deciding, ending; what is in force goes to conversations as grants."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.models import Conversation
from conversations.policies.grants import Grant, provide
from core import clock, mail
from core.mail import name_kind
from core.policies import Stale, require
from organization.models import Person, RoleGrant
from organization.selectors import person_of, recipient_of
from privacy.disclosure.models import Disclosure
from privacy.disclosure.policies import can_ask_about, can_decide, can_end

NOTICE = "disclosure_notice"
State = Disclosure.State
name_kind(NOTICE, _("Notice of a lawful disclosure"))


def ask(
    *, user: Any, person: Person, conversations: Iterable[Conversation], **terms: Any
) -> Disclosure:
    """Ask for a disclosure. `terms`: sensitive, preparations, days, basis, statute, reason.

    Raises `Refused`, and ValueError for a conversation of somebody else.
    """
    require(can_ask_about(user, person))
    chosen = list(conversations)
    if not chosen or any(c.employment.person_id != person.pk for c in chosen):
        raise ValueError("conversations of this person only")
    with transaction.atomic():
        made = Disclosure.objects.create(person=person, asked_by=person_of(user), **terms)
        made.conversations.set(chosen)
        record(user, "privacy.disclosure.ask", made, data_subject=person.uuid)
    return made


def decide(*, user: Any, disclosure: Disclosure, approve: bool, decision: str) -> None:
    """Approve (the employee is told at once and the reading opens) or refuse. Raises `Refused`,
    and `Stale` when somebody else was quicker."""
    require(can_decide(user, disclosure))
    now = clock.now()
    with transaction.atomic():
        changed = Disclosure.objects.filter(pk=disclosure.pk, state=State.ASKED).update(
            state=State.APPROVED if approve else State.REFUSED,
            decided_by=person_of(user),
            decided_at=now,
            decision=decision,
            open_until=now + timedelta(days=disclosure.days) if approve else None,
        )
        if not changed:
            raise Stale
        verb = "approve" if approve else "refuse"
        record(user, f"privacy.disclosure.{verb}", disclosure, data_subject=disclosure.person.uuid)
        if approve:
            _tell(disclosure)


def _tell(disclosure: Disclosure) -> None:
    mail.write_letter(
        recipient_of(disclosure.person),
        kind=NOTICE,
        subject_id=disclosure.uuid,
        occasion="approved",
        context={"url": settings.BASE_URL + reverse("privacy:disclosures_of_me")},
    )


def end(*, user: Any, disclosure: Disclosure) -> None:
    require(can_end(user, disclosure))
    with transaction.atomic():
        same = Disclosure.objects.filter(pk=disclosure.pk, state=disclosure.state)
        if not same.update(state=State.ENDED, ended_at=clock.now()):
            raise Stale
        record(user, "privacy.disclosure.end", disclosure, data_subject=disclosure.person.uuid)


def end_due() -> int:
    """Mark as ended what may no longer be read. The reading itself ends on time without this."""
    now = clock.now()
    over = Disclosure.objects.filter(state=State.APPROVED, open_until__lte=now)
    return over.update(state=State.ENDED, ended_at=now)


@provide
def grants(person: Person) -> dict[int, Grant]:
    """What `person` may read now beside the table of who sees what. Two queries."""
    if not RoleGrant.objects.on(clock.today()).filter(person=person, role=RoleGrant.Role.HR_MAIN):
        return {}
    found: dict[int, Grant] = {}
    rows = Disclosure.objects.filter(
        asked_by=person, state=State.APPROVED, open_until__gt=clock.now()
    ).exclude(person=person)
    for pk, sensitive, preparations in rows.values_list(
        "conversations", "sensitive", "preparations"
    ):
        earlier = found.get(pk, Grant())
        found[pk] = Grant(earlier.sensitive or sensitive, earlier.preparations or preparations)
    return found
