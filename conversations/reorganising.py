"""What a reorganisation does to open conversations (organization.reorganisation.effects). They are
handed over by the change of line itself; here it is told beforehand."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conversations.models import Conversation
from organization.reorganisation.effects import Change, Effect, provide


@provide
def effects(change: Change) -> Iterator[Effect]:
    """Open conversations whose supervisor changes: dates and names, never content. One query."""
    lines = {line.employment: line for line in change.lines}
    rows = (
        Conversation.objects.exclude(state=Conversation.State.LOCKED)
        .filter(employment__in=lines)
        .order_by("employment__person__last_name", "employment__person__first_name", "pk")
        .values_list("uuid", "employment_id", "round__year")
    )
    names = []
    for uuid, employment, year in rows:
        line = lines[employment]
        change.handed[uuid] = (line.before, line.after)
        names.append(
            f"{change.name(line.person)} {year}: {change.name(line.before)} → "
            f"{change.name(line.after) or _('nobody')}"
        )
    if names:
        title = ngettext(
            "%(n)s open conversation goes to a new supervisor",
            "%(n)s open conversations go to a new supervisor",
            len(names),
        ) % {"n": len(names)}
        yield Effect(title, names, warning=any(to is None for _from, to in change.handed.values()))
