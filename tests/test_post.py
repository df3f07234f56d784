"""Letters and jobs that wait for a person's decision: HR sees to whom and which, never what."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import work
from core.models import Letter, TransitionLog, Work
from tests.cast import World

pytestmark = pytest.mark.django_db


def letter(world: World, who: str = "tiina", state: str = "unknown", **more: Any) -> Letter:
    person = getattr(world, who)
    fields = {
        "recipient": person.uuid,
        "to": person.email,
        "kind": "reminder",
        "subject_id": uuid4(),
        "occasion": "x",
        "language": "fi",
        "subject": "A subject to keep",
        "text": "A text to keep",
        "html": "<p>A text to keep</p>",
        "state": state,
    }
    return Letter.objects.create(**fields | more)


def page(world: World, who: str = "jari") -> str:
    return world.client(who).get("/vuosikello/kirjeet/").content.decode()


def test_hr_sees_whom_and_which_kind_but_not_what(world: World) -> None:
    letter(world, "tiina")
    letter(world, "marko", state="failed")
    letter(world, "outi", state="sent")
    shown = page(world)
    assert "Tiina Rautio: Muistutus" in shown
    assert "Marko Seppä: Muistutus" in shown
    assert "Outi Lehtovaara" not in shown
    assert "Lopputulos ei tiedossa" in shown
    assert "to keep" not in shown


def test_the_system_administrator_sees_jobs_and_no_letters(world: World) -> None:
    letter(world)
    Work.objects.create(kind="core.render_document", key="x", state="failed", error="MemoryError")
    shown = page(world, "veera")
    assert "core.render_document" in shown
    assert "MemoryError" in shown
    assert "Rautio" not in shown


def test_an_empty_page_says_so(world: World) -> None:
    shown = page(world)
    assert "Mikään kirje ei odota päätöstäsi" in shown
    assert "Mikään taustatyö ei ole keskeytynyt" in shown


def test_send_again_sends_the_same_letter_and_the_decision_is_logged(
    world: World, mailoutbox: list[Any]
) -> None:
    one = letter(world)
    response = world.client("jari").post(f"/vuosikello/kirjeet/{one.uuid}/uudelleen/", follow=True)
    assert "Kirje lähetetään uudelleen." in response.content.decode()
    work.drain()
    assert [m.subject for m in mailoutbox] == ["A subject to keep"]
    one.refresh_from_db()
    assert one.state == Letter.State.SENT
    log = TransitionLog.objects.get(object_id=one.uuid)
    assert (log.transition, log.actor) == ("send_again", world.user("jari").uuid)


def test_mark_as_delivered_sends_nothing(world: World, mailoutbox: list[Any]) -> None:
    one = letter(world)
    world.client("sanna").post(f"/vuosikello/kirjeet/{one.uuid}/toimitettu/")
    work.drain()
    one.refresh_from_db()
    assert (one.state, mailoutbox) == (Letter.State.SENT, [])


def test_a_given_up_job_is_tried_again(world: World) -> None:
    job = Work.objects.create(
        kind="annual_clock.reminders", key="2026-02-09", state="failed", error="OSError", attempts=6
    )
    world.client("veera").post(f"/vuosikello/kirjeet/tyo/{job.uuid}/uudelleen/")
    work.drain()
    job.refresh_from_db()
    assert job.state == Work.State.DONE


def test_the_page_asks_as_often_for_few_as_for_many(world: World) -> None:
    def queries() -> int:
        client = world.client("jari")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/vuosikello/kirjeet/").status_code == 200
        return len(caught)

    letter(world)
    Work.objects.create(kind="x", key="0", state="failed", error="E", finished_at=None)
    queries()
    few = queries()
    for number, who in enumerate(("marko", "outi", "aino", "timo", "mervi")):
        letter(world, who, state="failed")
        Work.objects.create(kind="x", key=f"{number + 1}", state="failed", error="E")
    assert queries() == few
