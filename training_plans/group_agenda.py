"""The area's training plan on its leadership group's agenda (requirement 36). The plan is compiled
by the end of September and treated in the conversation of October to December (A3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conversations.groups.agenda import AgendaItem, provide
from conversations.groups.models import GroupConversation
from training_plans.models import Plan

ABOVE = GroupConversation.Kind.LEADERSHIP


@provide
def area_plan(user: Any, conversation: GroupConversation, day: date) -> Iterable[AgendaItem]:
    """The newest plan of the area for the year after the conversation's, or before it, as far as
    the reader may see it. Two queries."""
    if conversation.kind != ABOVE:
        return
    plan = (
        Plan.objects.visible_to(user)
        .filter(
            unit=conversation.unit,
            level=Plan.Level.SERVICE_AREA,
            package__year__lte=conversation.year + 1,
        )
        .select_related("package")
        .order_by("-package__year")
        .first()
    )
    if plan is None:
        yield AgendaItem(
            _("On the agenda: the area's training plan"),
            _("You see the plan here when the area has submitted it."),
            reverse("training_plans:index"),
            _("Plans"),
        )
        return
    yield AgendaItem(
        _("On the agenda: the area's training plan {year}").format(year=plan.package.year),
        plan.get_state_display(),
        reverse("training_plans:plan", args=[plan.uuid]),
        _("Read the plan"),
    )
