"""Real processes, SIGKILL at named points, two workers, a double beat, a real mail server.

Whatever dies: no letter a second time, none lost, and what nobody can know is shown as unknown.
"""

import signal

import pytest

from core.models import Letter, Work
from organization.models import Person
from tests.cast import World
from tests.kill.hands import Start, finish, kill, let_leases_expire, wait_for
from tests.kill.sink import Sink

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def addressees() -> set[str]:
    """Whom today's reminder is for: everybody with an address (nobody of the cast has left)."""
    return set(Person.objects.filter(email__isnull=False).values_list("email", flat=True))


def states() -> dict[str, int]:
    found = list(Letter.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in found}


def ids(state: str) -> set[str]:
    return {
        f"<{u}@localhost>"
        for u in Letter.objects.filter(state=state).values_list("uuid", flat=True)
    }


def test_killed_at_every_named_point_no_letter_is_lost_or_doubled(
    world: World, start: Start, sink: Sink
) -> None:
    points = [
        "work.claimed",  # nothing done yet
        "letter.written:3",  # a letter's row without its cause: rolled back
        "reminders.written:2",  # a chunk written, its progress not
        "work.chunk:3",  # progress written
        "work.performed",  # all reminders written, not marked as done
        "letter.handing:3",  # about to hand over: nobody will know
        "letter.handed:4",  # handed over: nobody will know
    ]
    for point in points:
        assert finish(start("beat", kill_at=point)) == -signal.SIGKILL, point
        let_leases_expire()
    assert finish(start("beat")) == 0
    assert set(Letter.objects.values_list("to", flat=True)) == addressees()
    assert Letter.objects.count() == len(addressees())
    assert states() == {"sent": len(addressees()) - 2, "unknown": 2}
    assert set(sink.counts.values()) == {1}
    unknown = ids("unknown")
    assert len(unknown & set(sink.counts)) == 1, "one had arrived, one had not: both are shown"
    assert ids("sent") == set(sink.counts) - unknown
    assert not Work.objects.exclude(state=Work.State.DONE).exists()


def test_three_workers_and_three_beats_at_once_send_each_letter_once(
    world: World, start: Start, sink: Sink
) -> None:
    workers = [start("beat") for _ in range(3)]
    assert [finish(worker) for worker in workers] == [0, 0, 0]
    # Who found everything held by the others has gone home; the rest is swept up.
    assert finish(start("drain")) == 0
    assert sorted(sink.recipients) == sorted(addressees())
    assert set(sink.counts.values()) == {1}
    assert states() == {"sent": len(addressees())}
    assert Work.objects.filter(kind="annual_clock.reminders").count() == 1


def test_killed_while_the_server_has_the_letter_it_is_unknown_and_hr_sees_it(
    world: World, start: Start, sink: Sink
) -> None:
    sink.mode = "hold"
    worker = start("beat")
    assert sink.came.wait(90)
    kill(worker)
    sink.mode = "accept"
    sink.let_go.set()
    let_leases_expire()
    assert finish(start("drain")) == 0
    assert set(sink.counts.values()) == {1}
    letter = Letter.objects.get(state=Letter.State.UNKNOWN)
    page = world.client("jari").get("/vuosikello/kirjeet/").content.decode()
    assert str(Person.objects.get(uuid=letter.recipient)) in page
    assert letter.text not in page


def test_a_real_worker_killed_in_the_middle_is_followed_by_another(
    world: World, start: Start, sink: Sink
) -> None:
    sink.mode = "slow"
    options = ("-q", "-A", "tests.kill.celery_app", "worker", "-c", "2", "-l", "ERROR")
    options = (*options, "--without-gossip", "--without-mingle")
    worker = start(*options, module="celery")
    assert finish(start("owe")) == 0
    wait_for(lambda: len(sink.messages) >= 4)
    kill(worker)
    let_leases_expire()
    sink.mode = "accept"
    start(*options, module="celery")
    assert finish(start("sweep")) == 0
    wait_for(lambda: not Work.objects.filter(state=Work.State.OWED).exists())
    assert set(Letter.objects.values_list("to", flat=True)) == addressees()
    assert set(sink.counts.values()) == {1}
    unknown = ids("unknown")
    assert len(unknown) <= 2, "at most what the two processes held"
    assert set(sink.counts) | unknown == ids("sent") | unknown
    assert states().keys() <= {"sent", "unknown"}
