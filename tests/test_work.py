"""Durable work: owed once, claimed by one, tried again, given up in sight."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from core import clock, work
from core.models import Work
from core.work import Progress

KIND = "tests.job"


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`job(function, **options)` registers the handler of tests.job for this test."""
    monkeypatch.setattr(work, "_kinds", dict(work._kinds))

    def register(function: work.Handler, **options: Any) -> None:
        work.handler(KIND, **options)(function)

    return register


@pytest.fixture
def nudges(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[dict[str, Any]]:
    """The messages that would have gone to the broker."""
    from core.tasks import perform_work

    sent: list[dict[str, Any]] = []
    settings.WORK_NUDGE = True
    monkeypatch.setattr(work, "_broker_rests_until", None)
    monkeypatch.setattr(
        perform_work, "apply_async", lambda args, **kw: sent.append({"id": args[0], **kw})
    )
    return sent


def let_lease_expire(owed: Work) -> None:
    Work.objects.filter(pk=owed.pk).update(lease_until=clock.real_now() - timedelta(seconds=1))


def skip_pause(owed: Work) -> None:
    Work.objects.filter(pk=owed.pk).update(not_before=None)


@pytest.mark.django_db
def test_the_same_work_is_owed_once_and_done_once(job: Callable[..., None]) -> None:
    done: list[str] = []
    job(lambda owed: done.append(owed.key))
    first = work.owe(KIND, "a", {"n": 1})
    assert work.owe(KIND, "a", {"n": 2}).pk == first.pk
    assert work.drain() == 1
    assert work.owe(KIND, "a").state == Work.State.DONE
    assert work.drain() == 0
    assert done == ["a"]
    assert Work.objects.get(pk=first.pk).payload == {"n": 1}


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_owed_and_nobody_is_nudged(
    job: Callable[..., None],
    nudges: list[dict[str, Any]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    job(lambda owed: None)

    def cause() -> None:
        with transaction.atomic():
            work.owe(KIND, "a")
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        cause()
    assert not Work.objects.filter(kind=KIND).exists()
    assert nudges == []


@pytest.mark.django_db
def test_the_nudge_goes_after_commit_and_bulk_goes_in_its_own_queue(
    job: Callable[..., None],
    nudges: list[dict[str, Any]],
    django_capture_on_commit_callbacks: Any,
    settings: Any,
) -> None:
    job(lambda owed: None)
    with django_capture_on_commit_callbacks(execute=True):
        work.owe(KIND, "a")
        work.owe(KIND, "b", bulk=True)
        assert nudges == []
    queue = settings.CELERY_TASK_DEFAULT_QUEUE
    assert [n["queue"] for n in nudges] == [queue, f"{queue}-bulk"]
    assert {q.name for q in settings.CELERY_TASK_QUEUES} == {queue, f"{queue}-bulk"}


@pytest.mark.django_db
def test_without_a_broker_the_sweep_takes_over(
    job: Callable[..., None],
    nudges: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    from core.tasks import perform_work

    working, tries = perform_work.apply_async, []

    def broken(args: Any, **kw: Any) -> None:
        tries.append(args)
        raise ConnectionError

    job(lambda owed: None)
    monkeypatch.setattr(perform_work, "apply_async", broken)
    with django_capture_on_commit_callbacks(execute=True):
        for key in "abc":
            work.owe(KIND, key)
    assert len(tries) == 1, "a broker that is down is not knocked at for every piece of work"
    monkeypatch.setattr(perform_work, "apply_async", working)
    monkeypatch.setattr(work, "_broker_rests_until", None)
    assert work.sweep() == 3
    assert work.sweep() == 0, "what was just nudged is not nudged again"
    Work.objects.update(nudged_at=clock.real_now() - work.NUDGE_LIVES - timedelta(seconds=1))
    assert work.sweep() == 3, "a lost nudge is repeated"


@pytest.mark.django_db
def test_the_sweep_takes_first_what_people_wait_for(
    job: Callable[..., None], nudges: list[dict[str, Any]]
) -> None:
    job(lambda owed: None)
    bulk = [work.owe(KIND, f"b{n}", bulk=True).pk for n in range(3)]
    document = work.owe(KIND, "document").pk
    work.sweep(limit=2)
    assert [n["id"] for n in nudges] == [document, bulk[0]]


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_with_growing_pauses_and_then_given_up(
    job: Callable[..., None],
) -> None:
    def broken(owed: Work) -> None:
        raise ValueError("text that somebody wrote")

    job(broken, max_attempts=3)
    owed = work.owe(KIND, "a")
    pauses = []
    for _ in range(2):
        started = clock.real_now()
        assert not work.perform(owed.pk)
        owed.refresh_from_db()
        assert owed.state == Work.State.OWED
        assert owed.not_before
        pauses.append((owed.not_before - started).total_seconds())
        assert not work.perform(owed.pk), "not before its time"
        skip_pause(owed)
    assert 9 < pauses[0] < 12
    assert 19 < pauses[1] < 23
    assert not work.perform(owed.pk)
    owed.refresh_from_db()
    assert (owed.state, owed.error) == (Work.State.FAILED, "ValueError")
    assert work.drain() == 0
    assert work.retry(owed)
    assert not work.retry(owed)
    assert work.due().filter(pk=owed.pk).exists()


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_is_given_up_too(job: Callable[..., None]) -> None:
    class Killed(BaseException):
        pass

    def poison(owed: Work) -> None:
        raise Killed

    job(poison, max_attempts=2)
    owed = work.owe(KIND, "a")
    for _ in range(2):
        with pytest.raises(Killed):
            work.perform(owed.pk)
        let_lease_expire(owed)
    assert not work.perform(owed.pk)
    owed.refresh_from_db()
    assert (owed.state, owed.error) == (Work.State.FAILED, "attempts")


@pytest.mark.django_db
def test_long_work_that_gets_on_may_be_restarted_any_number_of_times(
    job: Callable[..., None],
) -> None:
    class Killed(BaseException):
        pass

    chunks: list[int] = []

    def long(owed: Work) -> Iterator[Progress]:
        for n in range(len(chunks), 8):
            chunks.append(n)
            yield Progress(n + 1, 8)
            if n < 6:
                raise Killed

    job(long, max_attempts=2)
    owed = work.owe(KIND, "a")
    for _ in range(6):
        with pytest.raises(Killed):
            work.perform(owed.pk)
        let_lease_expire(owed)
    assert work.perform(owed.pk)
    assert chunks == list(range(8))
    owed.refresh_from_db()
    assert (owed.done_units, owed.total_units, owed.percent) == (8, 8, 100)


@pytest.mark.django_db
def test_who_has_lost_the_lease_stops_at_the_next_chunk(job: Callable[..., None]) -> None:
    written: list[str] = []

    def long(owed: Work) -> Iterator[Progress]:
        mine = len(written)
        for n in range(3):
            written.append(f"{mine}:{n}")
            if mine == 0:
                let_lease_expire(owed)
                assert work.perform(owed.pk), "another worker takes it over"
            yield Progress(n + 1, 3)

    job(long)
    owed = work.owe(KIND, "a")
    assert not work.perform(owed.pk)
    assert written == ["0:0", "1:0", "1:1", "1:2"]
    owed.refresh_from_db()
    assert owed.state == Work.State.DONE


@pytest.mark.django_db
def test_work_with_a_time_waits_for_it(
    job: Callable[..., None],
    nudges: list[dict[str, Any]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    job(lambda owed: None)
    with django_capture_on_commit_callbacks(execute=True):
        owed = work.owe(KIND, "a", not_before=clock.real_now() + timedelta(hours=1))
    assert nudges == []
    assert work.drain() == 0
    skip_pause(owed)
    assert work.drain() == 1


@pytest.mark.django_db
def test_work_of_an_unknown_kind_blocks_nobody(job: Callable[..., None]) -> None:
    Work.objects.create(kind="gone.app", key="a")
    job(lambda owed: None)
    work.owe(KIND, "a")
    assert work.drain() == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_do_each_piece_once(job: Callable[..., None]) -> None:
    done: list[str] = []
    job(lambda owed: done.append(owed.key))
    keys = [str(n) for n in range(12)]
    ids = [work.owe(KIND, key).pk for key in keys]
    start = threading.Barrier(4)

    def worker() -> None:
        start.wait()
        for work_id in ids:
            work.perform(work_id)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(keys)


@pytest.mark.django_db(transaction=True)
def test_owing_the_same_from_many_sides_at_once_makes_one_row(job: Callable[..., None]) -> None:
    job(lambda owed: None)
    start = threading.Barrier(4)
    ids: list[int] = []

    def ask() -> None:
        start.wait()
        with transaction.atomic():
            ids.append(work.owe(KIND, "same").pk)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 4
    assert len(set(ids)) == 1


@pytest.mark.django_db
def test_beat_leaves_its_mark() -> None:
    from core.models import Heartbeat
    from core.tasks import beat

    beat()
    beat()
    assert clock.real_now() - Heartbeat.objects.get(name="beat").at < timedelta(seconds=10)
