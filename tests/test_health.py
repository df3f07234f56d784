"""Alive and ready, told to machines: what is wrong, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from core import clock
from core.models import Heartbeat
from heinola_osaaminen import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def beating() -> None:
    Heartbeat.objects.create(name="beat", at=clock.real_now())


@pytest.fixture
def broker_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.CHECKS, "broker", lambda: "ok")


def test_alive_asks_nothing_of_the_database(
    client: Client, django_assert_num_queries: Any, settings: Any
) -> None:
    settings.DEMO = False  # the demo reads its moved day on each request
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_every_part_answers(client: Client, beating: None, broker_answers: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "broker": "ok", "beat": "ok"},
    }


def test_says_that_beat_never_came(client: Client, broker_answers: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["beat"] == "never came"


def test_says_how_long_ago_beat_came(client: Client, broker_answers: None) -> None:
    Heartbeat.objects.create(name="beat", at=clock.real_now() - timedelta(minutes=10))
    assert client.get("/readyz").json()["checks"]["beat"] == "last came 600 seconds ago"


def test_a_moved_day_does_not_make_it_ill(
    client: Client, beating: None, broker_answers: None
) -> None:
    clock.move_to(clock.today() + timedelta(days=200))
    assert client.get("/readyz").status_code == 200


def test_says_that_a_migration_is_missing(
    client: Client, beating: None, broker_answers: None
) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.filter(app="core").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"].endswith("not applied")


def test_an_unreachable_part_is_named_without_its_address(
    client: Client, beating: None, broker_answers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise OperationalError("could not connect to db.example.fi as app")

    monkeypatch.setitem(health.CHECKS, "database", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "unreachable"
    assert "example.fi" not in answer.content.decode()


def test_the_broker_that_does_not_answer_is_unreachable(
    client: Client, beating: None, settings: Any
) -> None:
    from heinola_osaaminen.celery import app

    before = app.conf.broker_write_url, app.conf.broker_transport_options
    app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    app.conf.broker_transport_options = {}
    try:
        assert client.get("/readyz").json()["checks"]["broker"] == "unreachable"
    finally:
        app.conf.broker_write_url, app.conf.broker_transport_options = before


def test_the_real_broker_is_asked() -> None:
    assert health.broker() == "ok"


def test_strangers_may_ask_but_not_send(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405
