"""The one clock: today in Finland, moved in the demo, one shift for a whole request."""

from datetime import date
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from core import clock

pytestmark = pytest.mark.django_db


def test_midnight_is_finlands(time_machine: Any) -> None:
    time_machine.move_to("2026-02-08T22:30:00Z", tick=False)
    assert clock.today() == date(2026, 2, 9)


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2027, 1, 1), date(2025, 3, 30)])
def test_a_moved_day_is_that_day_at_any_hour_summer_or_winter(time_machine: Any, day: date) -> None:
    for hour in ("00:10", "02:30", "12:00", "21:30", "23:50"):
        time_machine.move_to(f"2026-01-15T{hour}:00Z", tick=False)
        clock.move_to(day)
        assert clock.today() == day


def test_outside_the_demo_nothing_moves(settings: Any, time_machine: Any) -> None:
    time_machine.move_to("2026-01-15T12:00:00Z", tick=False)
    clock.move_to(date(2026, 7, 1))
    settings.DEMO = False
    assert clock.today() == date(2026, 1, 15)
    with pytest.raises(RuntimeError):
        clock.move_to(date(2026, 7, 1))


def test_leases_and_beats_go_by_the_machines_time(time_machine: Any) -> None:
    time_machine.move_to("2026-01-15T12:00:00Z", tick=False)
    clock.move_to(date(2026, 7, 1))
    assert clock.real_now().date() == date(2026, 1, 15)


def test_one_request_has_one_day_and_asks_for_it_once() -> None:
    from django.db import connection

    clock.move_to(date(2026, 7, 1))
    with clock.pinned():
        with CaptureQueriesContext(connection) as caught:
            first = clock.today()
        clock.move_to(date(2026, 8, 1))
        assert clock.today() == first == date(2026, 7, 1)
        assert len(caught) == 0
    assert clock.today() == date(2026, 8, 1)
