"""What beat does without being asked: every task exists, and cleaning takes no more than it may."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings

from core import clock
from core.models import Draft
from heinola_osaaminen import tasks
from heinola_osaaminen.celery import app

pytestmark = pytest.mark.django_db


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= app.tasks.keys()


def test_a_scheduled_message_that_nobody_took_does_not_pile_up() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["options"]["expires"] <= entry["schedule"]


def test_drafts_go_after_seven_days() -> None:
    old, new = (
        Draft.objects.create(owner=uuid4(), key="x", updated_at=clock.now() - timedelta(days=days))
        for days in (8, 6)
    )
    assert tasks.clear_old_drafts() == 1
    assert list(Draft.objects.all()) == [new]
    assert old.pk not in Draft.objects.values_list("pk", flat=True)


def test_the_embedded_broker_forgets_only_what_it_delivered_long_ago() -> None:
    if not settings.CELERY_BROKER_URL.startswith("sqla+"):
        assert tasks.purge_delivered_messages() == 0
        return
    with app.connection_for_write() as connection:
        channel = connection.default_channel
        queue = f"upkeep-{uuid4()}"
        channel.queue_declare(queue)
        for number in range(3):
            channel._put(queue, {"number": number})
        first, second = channel._get(queue), channel._get(queue)
        session, message = channel.session, channel.message_cls
        mine = session.query(message).filter(
            message.queue_id == channel._get_or_create(queue).id, message.visible.is_(False)
        )
        oldest = mine.order_by(message.id).first()
        oldest.sent_at = datetime(2020, 1, 1)
        session.commit()
        tasks.purge_delivered_messages()
        session.expire_all()
        assert (first, second) == ({"number": 0}, {"number": 1})
        assert mine.count() == 1
        assert channel._get(queue) == {"number": 2}
        channel._purge(queue)
