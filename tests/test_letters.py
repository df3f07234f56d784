"""Letters: one per occasion, sent once, and what happens when the mail server misbehaves."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outbox

from core import clock, mail, work
from core.mail import Recipient
from core.models import Letter, TransitionLog, Work
from core.policies import Stale
from tests.kill.sink import Sink, running

SUBJECT = UUID("00000000-0000-0000-0000-000000000001")
TIINA = Recipient(uuid4(), "tiina@heinola.example", "fi", "Tiina Rautio")


@pytest.fixture(autouse=True)
def _templates(settings: Any, tmp_path: Any) -> None:
    """A letter of the tests' own: its words, one link."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "test.subject.txt").write_text("{{ title }}\n")
    (folder / "test.txt").write_text("{{ recipient.name }} {{ base_url }}/x")
    (folder / "test.html").write_text("<html><title>{{ subject }}</title>{{ title }}</html>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A real mail server on this machine."""
    with running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 2
        yield server


def write(occasion: str = "now", **more: Any) -> Letter:
    options = {"context": {"title": "Otsikko"}, "subject_id": SUBJECT, "kind": "test"} | more
    letter = mail.write_letter(TIINA, occasion=occasion, **options)
    assert letter
    return letter


def state(letter: Letter) -> str:
    return Letter.objects.get(pk=letter.pk).state


def again_at_once() -> None:
    Work.objects.update(not_before=None, lease_until=None)


@pytest.mark.django_db
def test_one_letter_per_occasion() -> None:
    assert write().pk == write(context={"title": "Toinen"}).pk
    work.drain()
    write()
    work.drain()
    assert [m.subject for m in outbox.outbox] == ["Otsikko"]
    assert write("later").pk != write().pk


@pytest.mark.django_db
def test_nobody_without_an_address_is_written_to() -> None:
    nobody = Recipient(uuid4(), None, "fi", "Sirpa Kallio")
    assert mail.write_letter(nobody, kind="test", subject_id=SUBJECT, occasion="now") is None


@pytest.mark.django_db
def test_a_letter_has_text_html_language_and_a_stable_message_id(sink: Sink) -> None:
    letter = write(calendar=mail.Calendar("BEGIN:VCALENDAR\r\nEND:VCALENDAR", "REQUEST"))
    work.drain()
    (message,) = sink.messages
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "text/calendar"]
    assert message["Message-ID"] == f"<{letter.uuid}@localhost>" == mail.message_id(letter)
    assert message["Content-Language"] == "fi"
    assert message["Auto-Submitted"] == "auto-generated"
    assert sink.recipients == ["tiina@heinola.example"]
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert letter.sent_at


@pytest.mark.django_db
def test_a_server_that_is_not_there_is_tried_again_and_at_last_given_up(
    sink: Sink, settings: Any
) -> None:
    settings.EMAIL_PORT = 1
    letter = write()
    work.drain()
    assert state(letter) == Letter.State.OWED
    owed = Work.objects.get(key=str(letter.uuid))
    assert owed.error == "ConnectionRefusedError"
    Work.objects.update(attempts=19, not_before=None)
    work.drain()
    assert state(letter) == Letter.State.FAILED
    assert Work.objects.get(pk=owed.pk).state == Work.State.FAILED
    settings.EMAIL_PORT = sink.port
    mail.send_again(Letter.objects.get(pk=letter.pk), actor=TIINA.uuid)
    work.drain()
    assert state(letter) == Letter.State.SENT
    assert len(sink.messages) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "becomes", "comes"),
    [
        ("refuse 451", Letter.State.OWED, 0),  # greylisted: try later
        ("refuse 550", Letter.State.FAILED, 0),  # no such address
        ("data 452", Letter.State.OWED, 0),  # full: try later
        ("data 554", Letter.State.FAILED, 0),  # will not have this content
        ("drop at mail", Letter.State.OWED, 0),  # nothing had left yet
        ("drop at data", Letter.State.UNKNOWN, 1),  # taken or not? nobody knows
        ("hold", Letter.State.UNKNOWN, 1),  # no answer in time
    ],
)
def test_what_the_server_says_decides(sink: Sink, mode: str, becomes: str, comes: int) -> None:
    sink.mode = mode
    letter = write()
    work.drain()
    assert state(letter) == becomes
    sink.mode = "accept"
    again_at_once()
    work.drain()
    retried = becomes == Letter.State.OWED
    assert state(letter) == (Letter.State.SENT if retried else becomes)
    assert len(sink.messages) == comes + retried, "an unknown letter is never resent by itself"


@pytest.mark.django_db
def test_an_address_that_cannot_be_written_fails_at_once(sink: Sink) -> None:
    letter = write()
    Letter.objects.update(to="tiina\n@heinola.example")
    work.drain()
    assert state(letter) == Letter.State.FAILED
    assert Work.objects.get(key=str(letter.uuid)).state == Work.State.DONE


@pytest.mark.django_db
def test_a_letter_found_half_way_is_unknown_until_somebody_decides() -> None:
    letter = write()
    Letter.objects.update(state=Letter.State.HANDING)
    work.drain()
    assert state(letter) == Letter.State.UNKNOWN
    assert outbox.outbox == []
    letter.refresh_from_db()
    mail.send_again(letter, actor=TIINA.uuid)
    work.drain()
    assert state(letter) == Letter.State.SENT
    assert [m.extra_headers["Message-ID"] for m in outbox.outbox] == [mail.message_id(letter)]
    log = TransitionLog.objects.get(object_id=letter.uuid)
    assert (log.transition, log.source, log.target) == ("send_again", "unknown", "owed")
    assert log.actor == TIINA.uuid


@pytest.mark.django_db
def test_a_letter_known_to_have_arrived_is_marked_and_not_sent() -> None:
    letter = write()
    work.drain()
    outbox.outbox.clear()
    Letter.objects.update(state=Letter.State.UNKNOWN)
    letter.refresh_from_db()
    mail.mark_delivered(letter, actor=TIINA.uuid)
    work.drain()
    assert (state(letter), outbox.outbox) == (Letter.State.SENT, [])


@pytest.mark.django_db
def test_two_people_cannot_both_decide() -> None:
    letter = write()
    Letter.objects.update(state=Letter.State.UNKNOWN)
    mine, theirs = Letter.objects.get(), Letter.objects.get()
    mail.mark_delivered(mine, actor=TIINA.uuid)
    with pytest.raises(Stale):
        mail.send_again(theirs, actor=TIINA.uuid)
    assert TransitionLog.objects.count() == 1
    assert state(letter) == Letter.State.SENT


@pytest.mark.django_db
def test_a_letter_that_opens_a_door_is_erased_when_sent(settings: Any) -> None:
    settings.DEMO = False
    letter = write(secret=True)
    work.drain()
    letter.refresh_from_db()
    assert (letter.text, letter.html) == ("", "")
    assert len(outbox.outbox) == 1


@pytest.mark.django_db
def test_two_workers_with_one_letter_send_it_once(sink: Sink) -> None:
    """The second comes when the first has outlived its lease and still talks with the server."""
    letter = write()
    owed = Work.objects.get(key=str(letter.uuid))
    seen: list[str] = []
    hand_over = mail._hand_over

    def slow(connection: Any, message: Any) -> str:
        Work.objects.update(lease_until=clock.real_now() - timedelta(seconds=1))
        work.perform(owed.pk)
        seen.append(state(letter))
        return hand_over(connection, message)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail, "_hand_over", slow)
        work.perform(owed.pk)
    assert seen == [Letter.State.UNKNOWN]
    assert state(letter) == Letter.State.SENT, "who knows the outcome says it"
    assert len(sink.messages) == 1
