"""Everything leaves a trace. The rows of the permission matrix are walked in
tests/test_permissions.py by the rules of tests/event_rules.py; here is what stands outside them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from audit.models import Event, Outcome
from audit.services import record_read
from tests import conversation_factories as f
from tests.event_rules import HRS_OWN, NO_CONTENT, NOTHING_TO_SHOW, NOTHING_WRITTEN
from tests.matrix import rows

pytestmark = pytest.mark.django_db


def test_the_lists_of_addresses_name_only_addresses_that_exist() -> None:
    urls = {row.url for row in rows()}
    named = NO_CONTENT.keys() | NOTHING_WRITTEN | {url for url, _who in NOTHING_TO_SHOW}
    assert named <= urls
    assert all(any(url.startswith(begin) for url in urls) for begin in HRS_OWN)


def test_a_refusal_is_written_outside_the_transaction_that_was_rolled_back(world: Any) -> None:
    """Marking as held writes first and asks inside the same transaction; all of it rolls back but
    the refusal."""
    talk = f.talk_of(world, "tiina")
    f.hold(world, "mervi", talk)
    client = world.client("mervi")
    before = Event.objects.count()
    answer = client.post(reverse("conversations:hold", args=[talk.uuid]))
    assert answer.status_code == 409
    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.outcome, event.object_id) == (Outcome.WRONG_STATE, talk.uuid)
    assert event.data_subject == world.tiina.uuid


def test_an_address_of_nothing_is_no_event(world: Any) -> None:
    from uuid import uuid4

    client = world.client("aino")
    before = Event.objects.count()
    assert client.get(reverse("conversations:detail", args=[uuid4()])).status_code == 404
    assert client.get("/olematon/").status_code == 404
    assert Event.objects.count() == before


def test_the_log_has_the_requests_id_and_no_content(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    secret = "Tämä on vain meille kahdelle"
    f.write(world, "mervi", talk, secret, agreed=True)
    world.client("mervi").get(reverse("conversations:detail", args=[talk.uuid]))
    event = Event.objects.get(action="conversations.read")
    assert len(event.request_id) == 36
    assert secret not in str(list(Event.objects.values()))


def test_a_deputys_writes_say_for_whom(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    world.deputise("heidi", "mervi", "hold", "sign")
    f.hold(world, "heidi", talk)
    event = Event.objects.get(action="conversations.conversation.hold")
    assert (event.role, event.deputy_for) == ("deputy", world.mervi.uuid)
    assert event.data_subject == world.tiina.uuid


def test_a_leaders_role_is_said_of_plans_too(world: Any) -> None:
    from audit.acting import Acting, acting
    from training_plans.models import Plan

    scene = world.scene("training_plans")
    assert scene
    plan = Plan.objects.filter(unit=world.cleaning).first()
    assert acting(world.user("mervi"), plan) == Acting("supervisor")
    assert acting(world.user("jari"), plan) == Acting("hr_main")
    world.deputise("leena", "mervi", "plan")
    assert acting(world.user("leena"), plan) == Acting("deputy", world.mervi.uuid)
    assert acting(None, plan) == Acting("system")


def test_polling_is_one_read(
    world: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    talk = f.talk_of(world, "tiina")
    client = world.client("mervi")
    for _again in range(20):
        with django_capture_on_commit_callbacks(execute=True):
            client.get(reverse("conversations:team"))
            client.get(reverse("conversations:detail", args=[talk.uuid]))
    assert Event.objects.filter(action="conversations.read").count() == 1


def test_a_look_that_was_rolled_back_counts_at_the_next(
    world: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    talk = f.talk_of(world, "tiina")
    with transaction.atomic():
        record_read(world.user("mervi"), "conversations.read", talk)
        transaction.set_rollback(True)
    assert not Event.objects.filter(action="conversations.read").exists()
    with django_capture_on_commit_callbacks(execute=True):
        record_read(world.user("mervi"), "conversations.read", talk)
        record_read(world.user("kari"), "conversations.read", talk)
    record_read(world.user("mervi"), "conversations.read", talk)
    assert Event.objects.filter(action="conversations.read").count() == 2
