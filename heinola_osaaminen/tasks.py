"""Upkeep that belongs to no app."""

from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from kombu.transport.sqlalchemy import Channel
from sqlalchemy import delete

from core import clock
from core.models import Draft
from heinola_osaaminen.celery import app

MESSAGES_KEPT = timedelta(hours=1)
DRAFTS_KEPT = timedelta(days=7)


@shared_task(name="heinola_osaaminen.purge_delivered_messages")
def purge_delivered_messages() -> int:
    """Delete the embedded broker's delivered messages; its transport only hides them.

    Returns how many. With any other broker there is nothing to do.
    """
    if not settings.CELERY_BROKER_URL.startswith("sqla+"):
        return 0
    with app.connection_for_write() as connection:
        channel: Channel = connection.default_channel
        message, session = channel.message_cls, channel.session
        # The transport stamps the machine's own naive time on delivery.
        before = datetime.fromtimestamp((clock.real_now() - MESSAGES_KEPT).timestamp())
        gone = session.execute(
            delete(message).where(message.visible.is_(False), message.sent_at < before)
        ).rowcount
        session.commit()
    return int(gone)


@shared_task(name="heinola_osaaminen.clear_old_drafts")
def clear_old_drafts() -> int:
    """Delete what was typed into a form and neither sent nor touched for seven days. How many."""
    return Draft.objects.filter(updated_at__lt=clock.now() - DRAFTS_KEPT).delete()[0]


@shared_task(name="heinola_osaaminen.clear_expired_sessions")
def clear_expired_sessions() -> None:
    call_command("clearsessions")
