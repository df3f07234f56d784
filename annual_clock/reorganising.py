"""What a reorganisation does to people's tasks (organization.reorganisation.effects)."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annual_clock.obligations import all_obligations
from core import clock
from organization.models import Person
from organization.reorganisation.effects import Change, Effect


def effects(change: Change) -> Iterator[Effect]:
    """How many of today's tasks go from whom to whom: those about matters that the providers before
    this one handed over. Who owes follows from the organisation, so nothing is moved."""
    givers = {before for before, _after in change.handed.values() if before}
    if not givers:
        return
    people = list(Person.objects.filter(pk__in=givers).select_related("user"))
    moves: Counter[tuple[int, int | None]] = Counter()
    for obligation in all_obligations(clock.today(), people):
        before, after = change.handed.get(obligation.subject, (None, None))
        if before == obligation.person.pk and not obligation.waiting_for:
            moves[before, after] += 1
    if not moves:
        return
    number = sum(moves.values())
    title = ngettext(
        "%(n)s open task goes to another person", "%(n)s open tasks go to another person", number
    ) % {"n": number}
    names = sorted(
        f"{change.name(before)} → {change.name(after) or _('nobody')}: {count}"
        for (before, after), count in moves.items()
    )
    yield Effect(title, names, warning=any(after is None for _before, after in moves))
