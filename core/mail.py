"""Letters: written as rows in the transaction of their cause, sent by a worker, never twice.

The way of a letter: owed, handing (the mail server has it or is just getting it), sent. A kill
between handing a letter to the server and committing that fact leaves its outcome unknown: such
a row is shown to people, who decide, and never resent by itself. The Message-ID is stable, so that
most mail programs show a letter sent again only once.

What the server says decides the rest: not reached or "try later" (4xx) is tried again for about
half a day, "no such address" (5xx) is not sent, silence after the content has left is unknown.
"""

import logging
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import clock, faults, work
from core.models import Letter, TransitionLog, Work
from core.policies import Stale, Words

log = logging.getLogger(__name__)


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


_names: dict[str, Words] = {}


def name_kind(kind: str, name: Words) -> None:
    """Say in words what letters of this kind are, for those who look after the post."""
    _names[kind] = name


def kind_name(kind: str) -> Words:
    return _names.get(kind, kind)


def write_letter(
    recipient: Recipient,
    *,
    kind: str,
    subject_id: UUID,
    occasion: str,
    context: dict[str, Any] | None = None,
    calendar: Calendar | None = None,
    secret: bool = False,
    bulk: bool = False,
) -> Letter | None:
    """Write one letter per (recipient, kind, subject, occasion) from `letters/<kind>.*`.

    Templates: `.subject.txt`, `.txt`, `.html`. Letters carry no content of conversations. `secret`:
    the text opens a door (an invitation) and is erased once sent. `bulk`: one of thousands.
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
            faults.point("letter.written")
            work.owe(SEND, str(letter.uuid), bulk=bulk)
    return letter


def message_id(letter: Letter) -> str:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{letter.uuid}@{host}>"


def as_message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        headers={
            "Message-ID": message_id(letter),
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach_alternative(
            letter.calendar, f'text/calendar; method={letter.calendar_method}; charset="utf-8"'
        )
        message.attach("kutsu.ics", letter.calendar, "text/calendar")
    return message


# ---------------------------------------------------------------------------- sending

SEND = "core.send_letter"


class NotTaken(Exception):
    """The mail server was not reached, or asked to try later: nothing has left."""


# Seven exchanges with a slow server fit in the lease (EMAIL_TIMEOUT is 20 s each).
@work.handler(SEND, lease=timedelta(minutes=5), max_attempts=20, name=_("Sending a letter"))
def _send(owed: Work) -> None:
    mine = Letter.objects.filter(uuid=owed.key)
    letter = mine.first()
    if letter is None:
        return
    if letter.state == Letter.State.HANDING:
        # Found half-way: the one who held it died between hand-over and commit.
        mine.filter(state=Letter.State.HANDING).update(state=Letter.State.UNKNOWN)
    if letter.state != Letter.State.OWED:
        return
    message = as_message(letter)
    connection = get_connection()
    try:
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken from error
        # Everything that could be done beforehand is done: from here on, death is "unknown".
        if not mine.filter(state=Letter.State.OWED).update(state=Letter.State.HANDING):
            return
        faults.point("letter.handing")
        outcome = _hand_over(connection, message)
    except NotTaken as error:
        state = Letter.State.FAILED if work.is_last_attempt(owed) else Letter.State.OWED
        mine.filter(state__in=[Letter.State.OWED, Letter.State.HANDING]).update(state=state)
        raise (error.__cause__ or error) from None
    finally:
        # A quarrel at goodbye changes nothing of what was taken.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    faults.point("letter.handed")
    sent = outcome == Letter.State.SENT
    mine.filter(state__in=[Letter.State.HANDING, Letter.State.UNKNOWN]).update(
        state=outcome, sent_at=clock.now() if sent else None
    )
    if sent:
        _forget_secret(letter)


def _hand_over(connection: Any, message: EmailMultiAlternatives) -> str:
    """SENT, FAILED (refused for good) or UNKNOWN. Raises `NotTaken` when it may be tried again."""
    content_left = _watch_content(connection)
    try:
        taken = connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if all(500 <= code < 600 for code in codes):
            return Letter.State.FAILED
        raise NotTaken from error
    except smtplib.SMTPDataError as error:
        if 500 <= error.smtp_code < 600:
            return Letter.State.FAILED
        if 400 <= error.smtp_code < 500:
            raise NotTaken from error
        return Letter.State.UNKNOWN
    except (smtplib.SMTPNotSupportedError, ValueError):
        # An address or a header that cannot be written: no server will ever see it.
        return Letter.State.FAILED
    except (OSError, smtplib.SMTPException) as error:
        if content_left():
            log.warning("letter: no answer after the content (%s)", type(error).__name__)
            return Letter.State.UNKNOWN
        raise NotTaken from error
    return Letter.State.SENT if taken else Letter.State.FAILED


def _watch_content(connection: Any) -> Any:
    """A function that says whether the content may have begun to leave. Anything but SMTP: yes."""
    server = getattr(connection, "connection", None)
    if not isinstance(server, smtplib.SMTP):
        return lambda: True
    begun: list[bool] = []
    send_content = server.data

    def watched(content: Any) -> Any:
        begun.append(True)
        return send_content(content)

    setattr(server, "data", watched)  # noqa: B010 - a method of this one connection
    return lambda: bool(begun)


def _forget_secret(letter: Letter) -> None:
    if letter.secret and not settings.DEMO:
        Letter.objects.filter(pk=letter.pk).update(text="", html="")


# ---------------------------------------------------------------------------- decisions of people

UNDECIDED = (Letter.State.UNKNOWN, Letter.State.FAILED)


@transaction.atomic
def send_again(letter: Letter, *, actor: UUID) -> None:
    """Send a letter whose outcome is unknown, or that was not sent. Raises `Stale` otherwise."""
    _decide(letter, "send_again", Letter.State.OWED, actor)
    work.owe_again(SEND, str(letter.uuid))


@transaction.atomic
def mark_delivered(letter: Letter, *, actor: UUID) -> None:
    """The letter is known to have arrived, or its message otherwise. Raises `Stale`."""
    _decide(letter, "mark_delivered", Letter.State.SENT, actor)
    _forget_secret(letter)


def _decide(letter: Letter, name: str, target: str, actor: UUID) -> None:
    waiting = Letter.objects.filter(pk=letter.pk, state__in=UNDECIDED)
    if letter.state not in UNDECIDED or not waiting.update(state=target):
        raise Stale
    TransitionLog.objects.create(
        object_type="core.letter",
        object_id=letter.uuid,
        transition=name,
        source=letter.state,
        target=target,
        actor=actor,
    )
