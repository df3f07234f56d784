"""Reads of conversations for other apps and for lists."""

from datetime import date

from django.db.models import QuerySet

from conversations.models import Conversation, DevelopmentNeed
from core import clock
from organization.models import Person, ReportingLine

State = Conversation.State


def team_needs(person: Person, year: int, *, day: date | None = None) -> QuerySet[DevelopmentNeed]:
    """The agreed needs of the round `year` of those whom `person` leads on `day` (today).

    For the supervisor only: above the team nobody reads needs of persons. Needs of a talk still
    being prepared are not yet agreed. Reading them is reading another's content: record it.
    """
    led = ReportingLine.objects.on(day or clock.today()).filter(supervisor=person)
    return (
        DevelopmentNeed.objects.filter(
            agreed=True,
            conversation__round__year=year,
            conversation__employment__in=led.values("employment"),
            conversation__state__in=(State.HELD, State.LOCKED),
            conversation__restricted_at=None,
        )
        .select_related("conversation__employment__person", "competence", "way")
        .order_by("competence__order", "topic", "pk")
    )
