"""The letter about times that are offered."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conversations.letters import about
from conversations.models import Conversation
from conversations.scheduling.models import OfferedTime
from core.mail import name_kind, write_letter
from organization.selectors import recipient_of

OFFERED = "conversation_times_offered"
name_kind(OFFERED, _("Times are offered for a development conversation"))


def tell_offered(conversation: Conversation, times: Sequence[OfferedTime]) -> None:
    """One letter about all the times that were offered together."""
    employee = conversation.employment.person
    url = reverse("conversations:choose_time", args=[conversation.uuid])
    write_letter(
        recipient_of(employee),
        kind=OFFERED,
        subject_id=conversation.uuid,
        occasion=str(times[0].uuid),
        context={
            **about(conversation, employee),
            "times": sorted(times, key=lambda time: time.starts_at),
            "url": settings.BASE_URL + url,
        },
    )
