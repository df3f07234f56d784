"""What a group and its conversation are called."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from conversations.groups.models import GroupConversation
from organization.models import UnitPeriod
from organization.selectors import unit_name

Kind = GroupConversation.Kind


def group_name(conversation: GroupConversation, day: date, unit: object = None) -> str:
    """The group in words. `unit`: the unit's name when the caller knows it."""
    if conversation.body is not None:
        return str(conversation.body.name)
    name = unit if unit is not None else unit_name(conversation.unit, day)
    if conversation.kind == Kind.HEADS:
        return _("{unit}: team of heads").format(unit=name)
    return str(name)


def title(conversation: GroupConversation) -> str:
    """What the conversation is, with its year."""
    words = {
        Kind.STRATEGIC: _("Strategic competence conversation {year}"),
        Kind.LEADERSHIP: _("Leadership group's competence conversation {year}"),
    }.get(Kind(conversation.kind), _("Group competence conversation {year}"))
    return words.format(year=conversation.year)


def names_of(conversations: Iterable[GroupConversation], day: date) -> dict[int, str]:
    """The groups' names by the conversations' pk. One query; a unit that has ended keeps the last
    name it had."""
    rows = list(conversations)
    units = {c.unit_id for c in rows}
    names: dict[int, object] = {}
    periods = UnitPeriod.objects.filter(unit__in=units, valid_from__lte=day)
    for period in periods.order_by("valid_from"):
        names[period.unit_id] = period.name
    return {c.pk: group_name(c, day, names.get(c.unit_id, "")) for c in rows}
