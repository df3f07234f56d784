"""Whose plan it is when its unit has ended or has no leader of its own.

A plan that is not ready is never without a writer: an ended unit's plan goes to the unit that
carries on for it (organization.reorganisation.succession), a unit without a leader to the nearest
leader above, as its people do.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from organization.models import Leadership, Person, Unit, UnitAncestor, UnitSuccessor


def answered_for(led: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """`led` with the units below that nobody nearer leads, and the ended ones they carry on. Asks
    at once, as filters that nest as deep as this are more than SQLite's parser takes."""
    own = list(led.values_list("pk", flat=True))
    leaders = Leadership.objects.on(day).values("unit")
    nearer = UnitAncestor.objects.on(day).filter(
        unit=OuterRef("unit"), depth__lt=OuterRef("depth"), ancestor__in=leaders
    )
    below = UnitAncestor.objects.on(day).filter(~Exists(nearer), ancestor__in=own)
    units = {*own, *below.values_list("unit_id", flat=True)}
    carried = UnitSuccessor.objects.on(day).filter(carries_on=True, successor__in=units)
    return Unit.objects.filter(pk__in=units | set(carried.values_list("unit_id", flat=True)))


def with_carried(units: QuerySet[UnitAncestor], day: date) -> QuerySet[Unit]:
    """The units of some rows of ancestry, and the ended ones they carry on."""
    carried = UnitSuccessor.objects.on(day).filter(
        carries_on=True, successor__in=units.values("unit")
    )
    return Unit.objects.filter(Q(pk__in=units.values("unit")) | Q(pk__in=carried.values("unit")))


def answering(units: Iterable[int], day: date) -> dict[int, Person]:
    """Who answers for the plan of each unit on `day`. Two queries."""
    wanted = set(units)
    carriers = dict(
        UnitSuccessor.objects.on(day)
        .filter(unit__in=wanted, carries_on=True)
        .values_list("unit_id", "successor_id")
    )
    standing = {unit: carriers.get(unit, unit) for unit in wanted}
    ancestors = (
        UnitAncestor.objects.on(day)
        .filter(unit__in=set(standing.values()))
        .order_by("depth")
        .values_list("unit_id", "ancestor_id")
    )
    above: dict[int, list[int]] = {}
    for unit, ancestor in ancestors:
        above.setdefault(unit, []).append(ancestor)
    rows = Leadership.objects.on(day).filter(unit__in={a for line in above.values() for a in line})
    leaders = {row.unit_id: row.person for row in rows.select_related("person__user")}
    found = {}
    for unit, stands in standing.items():
        person = next((leaders[a] for a in above.get(stands, []) if a in leaders), None)
        if person is not None:
            found[unit] = person
    return found
