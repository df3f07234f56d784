"""Letters: written as rows in the transaction of their cause, sent by a worker, never twice.

A kill between handing a letter to the mail server and committing that fact leaves its outcome
unknown: such a row is shown to HR and never resent by itself. The Message-ID is stable.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from core import clock, work
from core.models import Letter, Work


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to. Without an e-mail address no letter is written."""

    uuid: UUID
    email: str | None
    language: str
    name: str


@dataclass(frozen=True)
class Calendar:
    """An iCalendar body and its METHOD (REQUEST or CANCEL)."""

    body: str
    method: str


def write_letter(
    recipient: Recipient,
    *,
    kind: str,
    subject_id: UUID,
    occasion: str,
    context: dict[str, Any] | None = None,
    calendar: Calendar | None = None,
    secret: bool = False,
) -> Letter | None:
    """Write one letter per (recipient, kind, subject, occasion) from `letters/<kind>.*`.

    Templates: `.subject.txt`, `.txt`, `.html`. Letters carry no content of conversations.
    """
    if not recipient.email:
        return None
    with translation.override(recipient.language):
        data = {"recipient": recipient, "base_url": settings.BASE_URL, **(context or {})}
        subject = " ".join(render_to_string(f"letters/{kind}.subject.txt", data).split())
        defaults = {
            "to": recipient.email,
            "language": recipient.language,
            "subject": subject[:200],
            "text": render_to_string(f"letters/{kind}.txt", data),
            "html": render_to_string(f"letters/{kind}.html", {**data, "subject": subject}),
            "calendar": calendar.body if calendar else "",
            "calendar_method": calendar.method if calendar else "",
            "secret": secret,
        }
    with transaction.atomic():
        letter, created = Letter.objects.get_or_create(
            recipient=recipient.uuid,
            kind=kind,
            subject_id=subject_id,
            occasion=occasion,
            defaults=defaults,
        )
        if created:
            work.owe("core.send_letter", str(letter.uuid))
    return letter


def message_id(letter: Letter) -> str:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{letter.uuid}@{host}>"


def as_message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        headers={"Message-ID": message_id(letter), "Content-Language": letter.language},
    )
    message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach_alternative(
            letter.calendar, f'text/calendar; method={letter.calendar_method}; charset="utf-8"'
        )
        message.attach("kutsu.ics", letter.calendar, "text/calendar")
    return message


@work.handler("core.send_letter")
def _send(owed: Work) -> None:
    mine = Letter.objects.filter(uuid=owed.key)
    if not mine.filter(state=Letter.State.OWED).update(state=Letter.State.HANDING):
        # Found half-way: the one who held it died between hand-over and commit.
        mine.filter(state=Letter.State.HANDING).update(state=Letter.State.UNKNOWN)
        return
    letter = mine.get()
    try:
        as_message(letter).send()
    except OSError:
        # SMTP errors are OSErrors: the server refused or was not reached, so nothing has left.
        mine.update(state=Letter.State.OWED)
        raise
    mine.update(state=Letter.State.SENT, sent_at=clock.now())
    if letter.secret and not settings.DEMO:
        mine.update(text="", html="")
