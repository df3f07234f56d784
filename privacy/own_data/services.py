"""Ordering, making and handing over one's own data; the way of a leaver's data.

A leaver's link goes to an address that HR wrote, its code past that address from the
data-protection officer, who first makes sure with the leaver who asks and that the address is
theirs. So HR has no code, the officer no link, and neither can open the file without the other;
both steps are in the log, and five wrong codes close it.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import clock, mail, work
from core.mail import Recipient, name_kind
from core.models import Work
from core.policies import Stale, require
from core.work import Progress
from organization.models import Person
from organization.selectors import person_of, recipient_of
from privacy.own_data.models import OFFERED, DataFile, Delivery
from privacy.own_data.package import Package
from privacy.own_data.policies import (
    can_cancel,
    can_download,
    can_order,
    can_order_for,
    can_release,
)

MAKE = "privacy.own_data"
READY, LINK = "own_data_ready", "own_data_link"
DELIVERY_OPEN = timedelta(days=14)
# A download that broke off may be taken again for so long.
AGAIN = timedelta(hours=1)
WRONG_CODES = 5
# No letters or digits that are mistaken for one another when read aloud.
ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
State = Delivery.State

name_kind(READY, _("One's own data are ready"))
name_kind(LINK, _("A link to one's own data, for somebody who has left"))


def order(*, user: Any, language: str) -> DataFile:
    """Order one's own data as a ZIP. Raises `Refused`."""
    person: Any = person_of(user)
    with transaction.atomic():
        # One at a time: whoever clicks twice waits here and is then told that it is being made.
        Person.objects.select_for_update().filter(user=user).values_list("pk").first()
        require(can_order(user))
        file = DataFile.objects.create(person=person, language=language)
        record(user, "privacy.own_data.order", file, data_subject=person.uuid)
        work.owe(MAKE, str(file.uuid), requested_by=user.uuid)
    return file


@work.handler(MAKE, lease=timedelta(minutes=10), name=_("Gathering a person's own data"))
def _make(owed: Work) -> Iterator[Progress]:
    file = DataFile.objects.defer("content").select_related("person__user").get(uuid=owed.key)
    if file.made_at is not None:
        return
    package = Package(file.person, file.language)
    for step in package.steps():
        yield Progress(step, package.total)
    now = clock.now()
    with transaction.atomic():
        DataFile.objects.filter(pk=file.pk, made_at=None).update(
            content=package.content,
            sha256=package.sha256,
            size=len(package.content),
            made_at=now,
            expires_at=now + (DELIVERY_OPEN if file.for_delivery else OFFERED),
        )
        if not file.for_delivery:
            _tell_ready(file)


def _tell_ready(file: DataFile) -> None:
    mail.write_letter(
        recipient_of(file.person),
        kind=READY,
        subject_id=file.uuid,
        occasion="ready",
        context={"url": settings.BASE_URL + reverse("privacy:own_data"), "days": OFFERED.days},
    )


def download(*, user: Any, file: DataFile) -> bytes:
    """The ZIP's bytes. Raises `Refused`; each download is in the log."""
    require(can_download(user, file))
    with transaction.atomic():
        DataFile.objects.filter(pk=file.pk).update(fetched_at=clock.now())
        record(user, "privacy.own_data.download", file, data_subject=file.person.uuid)
    return bytes(file.content or b"")


def discard(*, user: Any, file: DataFile) -> None:
    """Delete the ZIP before its time. Raises `Refused`."""
    require(can_download(user, file))
    with transaction.atomic():
        _empty(DataFile.objects.filter(pk=file.pk))
        record(user, "privacy.own_data.discard", file, data_subject=file.person.uuid)


def _empty(files: Any) -> int:
    emptied: int = files.filter(content__isnull=False).update(content=None, size=0)
    return emptied


# ---------------------------------------------------------------------------- leavers


def order_for(*, user: Any, person: Person, address: str, language: str) -> Delivery:
    """HR orders a leaver's data. Nothing is made and nothing goes out before the data-protection
    officer has made sure of the leaver. Raises `Refused`."""
    with transaction.atomic():
        Person.objects.select_for_update().filter(pk=person.pk).values_list("pk").first()
        require(can_order_for(user, person))
        delivery = Delivery.objects.create(
            person=person, address=address, language=language, ordered_by=person_of(user)
        )
        record(user, "privacy.delivery.order", delivery, data_subject=person.uuid)
    return delivery


def release(*, user: Any, delivery: Delivery) -> str:
    """Make the data, send the link, and return the code, which is kept nowhere. Doing it again
    gives a new link and a new code, and the old ones no longer work. Raises `Refused`, `Stale`."""
    require(can_release(user, delivery))
    token, code = secrets.token_urlsafe(32), _code()
    with transaction.atomic():
        now = clock.now()
        same = Delivery.objects.filter(pk=delivery.pk, state=delivery.state)
        if not same.select_for_update().values_list("pk").first():
            raise Stale
        if delivery.file is not None:
            _empty(DataFile.objects.filter(pk=delivery.file.pk))
        file = DataFile.objects.create(
            person=delivery.person, language=delivery.language, for_delivery=True
        )
        same.update(
            state=State.RELEASED,
            released_by=person_of(user),
            released_at=now,
            link_hash=_digest(token),
            code_hash=make_password(code),
            wrong_codes=0,
            expires_at=now + DELIVERY_OPEN,
            file=file,
        )
        work.owe(MAKE, str(file.uuid), requested_by=user.uuid)
        _send_link(delivery, token)
        record(user, "privacy.delivery.release", delivery, data_subject=delivery.person.uuid)
    return f"{code[:4]}-{code[4:]}"


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _n in range(8))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send_link(delivery: Delivery, token: str) -> None:
    path = reverse("privacy:delivery_open", args=[delivery.uuid, token])
    mail.write_letter(
        Recipient(delivery.person.uuid, delivery.address, delivery.language, ""),
        kind=LINK,
        subject_id=delivery.uuid,
        occasion=_digest(token)[:40],
        context={"url": settings.BASE_URL + path, "days": DELIVERY_OPEN.days},
        secret=True,
    )


def cancel(*, user: Any, delivery: Delivery) -> None:
    """Raises `Refused`, and `Stale` when it has just ended otherwise."""
    require(can_cancel(user, delivery))
    with transaction.atomic():
        if not _end(Delivery.objects.filter(pk=delivery.pk, state=delivery.state), State.CANCELLED):
            raise Stale
        record(user, "privacy.delivery.cancel", delivery, data_subject=delivery.person.uuid)


def _end(deliveries: Any, state: str) -> int:
    """The address and the file go with the end of a delivery."""
    _empty(DataFile.objects.filter(delivery__in=deliveries.values("pk")))
    ended: int = deliveries.update(state=state, address="", link_hash="", code_hash="")
    return ended


@dataclass(frozen=True)
class Opened:
    """What became of a code: the file's bytes, or why not."""

    content: bytes = b""
    wrong: bool = False
    closed: bool = False
    waiting: bool = False


def delivery_of(uuid: UUID, token: str) -> Delivery | None:
    """The delivery behind a link that still works: released and in time, or fetched just now."""
    now = clock.now()
    found = (
        Delivery.objects.filter(
            Q(state=State.RELEASED, expires_at__gt=now)
            | Q(state=State.FETCHED, fetched_at__gt=now - AGAIN),
            uuid=uuid,
        )
        .exclude(link_hash="")
        .select_related("person", "file")
        .first()
    )
    if found is None or not secrets.compare_digest(found.link_hash, _digest(token)):
        return None
    return found


def open_delivery(*, delivery: Delivery, code: str) -> Opened:
    """Hand the file over to whoever has both the link and the code; each try is in the log."""
    typed = "".join(code.upper().split()).replace("-", "")
    subject = delivery.person.uuid
    with transaction.atomic():
        row = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if row.state not in (State.RELEASED, State.FETCHED) or not row.code_hash:
            return Opened(closed=True)
        if not check_password(typed, row.code_hash):
            Delivery.objects.filter(pk=row.pk).update(wrong_codes=F("wrong_codes") + 1)
            closed = row.wrong_codes + 1 >= WRONG_CODES
            if closed:
                _end(Delivery.objects.filter(pk=row.pk), State.VOID)
            record(None, "privacy.delivery.fetch", row, data_subject=subject, outcome="refused")
            return Opened(wrong=True, closed=closed)
        file = row.file
        if file is None or file.made_at is None:
            return Opened(waiting=True)
        if file.content is None:
            return Opened(closed=True)
        content = bytes(file.content)
        if row.state == State.RELEASED:
            Delivery.objects.filter(pk=row.pk).update(state=State.FETCHED, fetched_at=clock.now())
        record(None, "privacy.delivery.fetch", row, data_subject=subject, role="leaver")
    return Opened(content=content)


def clean_up() -> int:
    """Empty what is no longer offered; end deliveries whose time ran out or that were fetched."""
    now = clock.now()
    with transaction.atomic():
        emptied = _empty(DataFile.objects.filter(expires_at__lte=now))
        _end(Delivery.objects.filter(state=State.RELEASED, expires_at__lte=now), State.EXPIRED)
        fetched = Delivery.objects.filter(state=State.FETCHED, fetched_at__lte=now - AGAIN).exclude(
            address="", link_hash=""
        )
        _end(fetched, State.FETCHED)
    return emptied
