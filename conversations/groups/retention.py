"""A group's conversation goes five calendar years after its year (domain.md 3.4: summaries of
groups); the thoughts sent beforehand six months after it was closed."""

from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from conversations.groups.models import GatheredThought, GroupConversation, GroupSummary
from core.retention import Rows, Unit, eraser, moment, rule

rule(
    "thoughts",
    name=_("Thoughts sent before group conversations"),
    unit=Unit.MONTHS,
    default=6,
    least=1,
    most=12,
    counted_from=_("the closing of the group conversation"),
    erased=_("Deleted by itself; the agreed text and the summary stay."),
    nightly=True,
)
rule(
    "group",
    name=_("Group conversations and their summaries"),
    unit=Unit.CALENDAR_YEARS,
    default=5,
    least=1,
    most=10,
    counted_from=_("the year of the conversation"),
    erased=_("Deleted in the yearly run: texts, attendance, practices, summaries and their PDF."),
)


def _old_thoughts(cutoff: date) -> QuerySet[GatheredThought]:
    return GatheredThought.objects.filter(
        conversation__state=GroupConversation.State.CLOSED,
        conversation__closed_at__lt=moment(cutoff),
    )


def _old_conversations(cutoff: date) -> QuerySet[GroupConversation]:
    return GroupConversation.objects.filter(year__lt=cutoff.year)


eraser(
    Rows(
        key="conversations.thoughts",
        rule="thoughts",
        name=_("Thoughts sent before group conversations"),
        due=_old_thoughts,
        year=F("conversation__year"),
        people=("author__uuid",),
        related=("conversation",),
        # Never whose, nor what.
        label=lambda thought: str(thought.conversation),
    )
)
eraser(
    Rows(
        key="conversations.group",
        rule="group",
        name=_("Group conversations"),
        due=_old_conversations,
        year=F("year"),
        ids=lambda rows: GroupSummary.objects.filter(conversation__in=rows).values_list(
            "uuid", flat=True
        ),
    )
)
