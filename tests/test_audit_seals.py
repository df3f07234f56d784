"""Sealing, finding gaps and changes, and the one door of erasure."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit import guards, sealing, verification
from audit.erasure import Month, NotErasable, erasable, erase_month
from audit.models import Door, Event, Pending, Seal, Tombstone
from audit.services import record
from core import clock, work

pytestmark = pytest.mark.django_db


def write(count: int = 1, at: datetime | None = None) -> list[Event]:
    return Event.objects.bulk_create(
        Event(action="tests.read", at=at or clock.now()) for _ in range(count)
    )


def faults(**known: Any) -> list[str]:
    return list(verification.faults(**known))


@contextmanager
def owner_of_the_database() -> Iterator[Any]:
    """One who can take the guards off and put them back: only the seals tell of it."""
    guards.take_off(connection)
    with connection.cursor() as cursor:
        yield cursor
    guards.put(connection)


def test_a_job_seals_what_requests_wrote() -> None:
    write(3)
    sealing.owe_sealing()
    work.drain()
    write(2)
    sealing.owe_sealing()
    work.drain()
    assert list(Seal.objects.order_by("number").values_list("number", "count")) == [(1, 3), (2, 2)]
    assert not Pending.objects.exists()
    assert faults() == []


def test_nothing_waits_no_job() -> None:
    sealing.owe_sealing()
    assert work.drain() == 0


def test_large_queues_go_in_batches() -> None:
    write(25)
    with mock.patch.object(sealing, "BATCH", 10):
        assert [sealing.seal_batch(10) for _ in range(4)] == [10, 10, 5, 0]
    assert Seal.objects.count() == 3
    assert faults() == []


def test_a_row_that_commits_late_with_a_smaller_id_is_sealed_too() -> None:
    first, second, third = write(3)
    Pending.objects.filter(pk=second.pk).delete()  # not committed yet
    sealing.seal_batch()
    assert Seal.objects.get().ids == f"{first.pk},{third.pk}"
    Pending.objects.create(event=second.pk)  # now it is
    sealing.seal_batch()
    assert Seal.objects.get(number=2).ids == str(second.pk)
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_after_the_sealer_ran() -> None:
    """The same with two real connections (PostgreSQL; SQLite has one writer at a time)."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    wrote, sealed = threading.Event(), threading.Event()

    def slow_request() -> None:
        try:
            with transaction.atomic():
                write()
                wrote.set()
                sealed.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=slow_request)
    thread.start()
    wrote.wait(20)
    write()
    assert sealing.seal_batch() == 1
    sealed.set()
    thread.join()
    assert sealing.seal_batch() == 1
    late, early = Seal.objects.order_by("-number")
    assert int(late.ids) < int(early.ids)
    assert faults() == []


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE audit_event SET data_subject = NULL, action = 'x' WHERE id = {second}", "changed"),
        ("UPDATE audit_event SET at = '2020-01-01 00:00:00+00:00' WHERE id = {second}", "changed"),
        ("DELETE FROM audit_event WHERE id = {second}", "events missing"),
        ("UPDATE audit_seal SET digest = 'f' WHERE number = 1", "does not follow"),
        ("UPDATE audit_seal SET ids = '{first}' WHERE number = 1", "changed"),
        ("DELETE FROM audit_seal WHERE number = 1", "missing"),
        ("DELETE FROM audit_seal WHERE number = 2", "neither sealed nor waiting"),
        ("DELETE FROM audit_event WHERE id = {waiting}", "removed before they were sealed"),
        ("DELETE FROM audit_pending", "neither sealed nor waiting"),
    ],
)
def test_tampering_is_found(tamper: str, found: str) -> None:
    first, second = write(2)
    sealing.seal_batch()
    write(2)
    sealing.seal_batch()
    (waiting,) = write()
    assert faults() == []
    with owner_of_the_database() as cursor:
        cursor.execute(tamper.format(first=first.pk, second=second.pk, waiting=waiting.pk))
    assert any(found in fault for fault in faults()), faults()


def test_cutting_off_the_end_is_found_by_a_head_kept_elsewhere(
    capsys: pytest.CaptureFixture,
    tmp_path: Any,
    caplog: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    write(2)
    with caplog.at_level("INFO"), django_capture_on_commit_callbacks(execute=True):
        sealing.seal_batch()
        write(2)
        sealing.seal_batch()
    head = verification.head()
    last = Seal.objects.get(number=2)
    with owner_of_the_database() as cursor:
        cursor.execute("DELETE FROM audit_seal WHERE number = 2")
        cursor.execute("DELETE FROM audit_event WHERE id IN (%s, %s)", sealing.ids_of(last))
    assert faults() == []  # nothing inside can tell
    assert "the end is missing" in faults(known={head.number: head.digest})[0]
    kept = tmp_path / "worker.log"
    kept.write_text("\n".join(record.getMessage() for record in caplog.records))
    with pytest.raises(SystemExit):
        call_command("verify_audit", known=[str(kept)])
    assert "the end is missing" in capsys.readouterr().err


def test_a_rewritten_chain_is_found_by_a_head_kept_elsewhere() -> None:
    (event,) = write()
    sealing.seal_batch()
    head = verification.head()
    with owner_of_the_database() as cursor:
        cursor.execute("DELETE FROM audit_seal")
        cursor.execute("UPDATE audit_event SET action = 'tests.innocent'")
        cursor.execute("INSERT INTO audit_pending (event) VALUES (%s)", [event.pk])
    sealing.seal_batch()
    assert faults() == []
    assert faults(known={head.number: head.digest}) == ["seal 1 is not the one that was known"]


def test_the_command_tells_the_head(capsys: pytest.CaptureFixture) -> None:
    write(2)
    sealing.seal_batch()
    call_command("verify_audit", known=[str(verification.head())])
    assert str(verification.head()) in capsys.readouterr().out


# Erasure

JANUARY = datetime(2024, 1, 15, 12, tzinfo=UTC)
FEBRUARY = datetime(2024, 2, 15, 12, tzinfo=UTC)


def test_whole_sealed_months_leave_and_a_tombstone_stays() -> None:
    write(3, JANUARY)
    write(2, FEBRUARY)
    sealing.seal_batch()
    assert erasable(before=date(2024, 3, 1)) == [
        Month(date(2024, 1, 1), 3),
        Month(date(2024, 2, 1), 2),
    ]
    stone = erase_month(user=None, month=date(2024, 1, 20))
    assert (stone.month, stone.count) == (date(2024, 1, 1), 3)
    assert not Event.objects.filter(at__lt=FEBRUARY).exists()
    assert Event.objects.filter(action="audit.erased", object_id=stone.uuid).exists()
    assert not Door.objects.exists()
    assert erasable(before=date(2024, 3, 1)) == [Month(date(2024, 2, 1), 2)]
    sealing.seal_batch()
    write()
    sealing.seal_batch()
    assert faults() == []


def test_what_is_not_sealed_or_not_over_does_not_leave() -> None:
    write(1, JANUARY)
    assert erasable(before=date(2024, 3, 1)) == []
    with pytest.raises(NotErasable):
        erase_month(user=None, month=date(2024, 1, 1))
    sealing.seal_batch()
    write(1)
    sealing.seal_batch()
    with pytest.raises(NotErasable):
        erase_month(user=None, month=clock.today())
    erase_month(user=None, month=date(2024, 1, 1))
    with pytest.raises(NotErasable):
        erase_month(user=None, month=date(2024, 1, 1))
    assert Event.objects.count() == 2


def test_the_door_is_open_only_for_the_month_and_the_moment() -> None:
    write(1, JANUARY)
    (february,) = write(1, FEBRUARY)
    sealing.seal_batch()
    erase_month(user=None, month=date(2024, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        february.delete()
    # A door that names an older tombstone opens nothing that still stands.
    Door.objects.create(tombstone=Tombstone.objects.get().uuid)
    with pytest.raises(DatabaseError), transaction.atomic():
        february.delete()
    assert "the door of erasure stands open" in faults()


def test_a_month_that_gets_events_after_its_erasure_can_be_erased_again() -> None:
    """In the demo the day moves back."""
    write(2, JANUARY)
    sealing.seal_batch()
    erase_month(user=None, month=date(2024, 1, 1))
    write(1, JANUARY)
    sealing.seal_batch()
    assert erasable(before=date(2024, 2, 1)) == [Month(date(2024, 1, 1), 1)]
    assert erase_month(user=None, month=date(2024, 1, 1)).count == 1
    sealing.seal_batch()
    assert faults() == []


def test_a_forged_erasure_is_found() -> None:
    write(2, JANUARY)
    sealing.seal_batch()
    stone = erase_month(user=None, month=date(2024, 1, 1))
    write(2, FEBRUARY)
    sealing.seal_batch()
    with owner_of_the_database() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE at < '2024-03-01'")
        cursor.execute("UPDATE audit_tombstone SET last_seal = 9")
    assert any("events missing" in fault for fault in faults())
    with owner_of_the_database() as cursor:
        cursor.execute("DELETE FROM audit_tombstone")
        assert stone.pk
    assert any("seal 1: events missing" in fault for fault in faults())


def test_a_tombstone_without_its_event_is_found() -> None:
    write(1, JANUARY)
    sealing.seal_batch()
    erase_month(user=None, month=date(2024, 1, 1))
    with owner_of_the_database() as cursor:
        cursor.execute("DELETE FROM audit_event")
        cursor.execute("DELETE FROM audit_pending")
    assert faults() == ["the tombstone of 2024-01 has no event of its own"]


def test_an_event_written_by_hand_into_an_erased_month_is_found() -> None:
    (event,) = write(1, JANUARY)
    sealing.seal_batch()
    erase_month(user=None, month=date(2024, 1, 1))
    Event(pk=event.pk, action="tests.read", at=JANUARY).save(force_insert=True)
    assert any("stand again" in fault for fault in faults())


def test_who_recorded_is_kept(world: Any) -> None:
    record(world.user("mervi"), "tests.read", world.tiina)
    event = Event.objects.get(action="tests.read")
    assert event.actor == world.user("mervi").uuid
