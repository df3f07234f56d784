"""Closing the collection of a round's needs: the sums are counted once, in the background."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from conversations.models import Conversation, DevelopmentNeed, Round
from conversations.needs.figures import Said, Tree, published
from conversations.needs.models import NeedFigure, NeedsPublication
from conversations.needs.policies import can_publish
from core import clock
from core.models import Work
from core.policies import require
from core.work import handler, owe
from organization.models import UnitAncestor, UnitKind, UnitPeriod
from organization.selectors import person_of, units_of_kind

KIND = "conversations.publish_needs"
LEVELS = (UnitKind.CITY, UnitKind.SERVICE_AREA, UnitKind.RESPONSIBILITY_AREA)
HELD = (Conversation.State.HELD, Conversation.State.LOCKED)


def close_collection(*, user: Any, round_: Round) -> NeedsPublication:
    """Freeze the round's needs as sums, once and for all. What is agreed later is not in them.

    Raises Refused; a second click gives the same publication back.
    """
    made = NeedsPublication.objects.filter(round=round_).first()
    if made is not None and made.closed_by == person_of(user):
        return made
    require(can_publish(user, round_))
    try:
        with transaction.atomic():
            made = NeedsPublication.objects.create(
                round=round_,
                closed_by=person_of(user),
                closed_at=clock.now(),
                day=clock.today(),
            )
            record(user, "conversations.publish_needs", made)
            owe(KIND, str(made.pk), requested_by=user.uuid)
    except IntegrityError:
        made = NeedsPublication.objects.get(round=round_)
    return made


@handler(KIND, name=_("Sums of needs for publication"))
def publish(work: Work) -> None:
    """Count and write everything in one transaction: nothing half is ever seen. Idempotent."""
    publication = NeedsPublication.objects.select_related("round").get(pk=int(work.key))
    with transaction.atomic():
        row = NeedsPublication.objects.select_for_update().get(pk=publication.pk)
        if row.state == NeedsPublication.State.READY:
            return
        NeedFigure.objects.bulk_create(figures_of(publication), batch_size=500)
        row.state = NeedsPublication.State.READY
        row.ready_at = clock.now()
        row.save(update_fields=["state", "ready_at"])


def tree_on(day: date) -> Tree:
    """The city with its service and responsibility areas on `day`."""
    root = units_of_kind(day, UnitKind.CITY).get()
    nodes = list(
        UnitPeriod.objects.on(day).filter(kind__in=LEVELS).values_list("unit_id", flat=True)
    )
    above: dict[int, list[int]] = defaultdict(list)
    rows = (
        UnitAncestor.objects.on(day)
        .filter(ancestor__in=nodes)
        .order_by("depth")
        .values_list("unit_id", "ancestor_id")
    )
    for unit, ancestor in rows:
        above[unit].append(ancestor)
    children: dict[int, list[int]] = defaultdict(list)
    for unit in nodes:
        parents = [each for each in above.get(unit, ()) if each != unit]
        if parents:
            children[parents[0]].append(unit)
    return Tree(root.pk, above, children, nodes)


def figures_of(publication: NeedsPublication) -> list[NeedFigure]:
    """Every unit and competence for which anything was said, shown or not. Five queries."""
    tree = tree_on(publication.day)
    talks = Conversation.objects.filter(round=publication.round, state__in=HELD, restricted_at=None)
    spoken: dict[int, set[int]] = defaultdict(set)
    for unit, person in talks.values_list("held_unit_id", "employment__person_id"):
        for node in tree.path(unit or 0):
            spoken[node].add(person)
    people = {node: len(found) for node, found in spoken.items()}
    out: list[NeedFigure] = []
    for order, (key, name, said) in enumerate(_said(publication.round)):
        found = published(said, people, tree)
        for node in tree.nodes:
            shown = found.get(node)
            common = {
                "publication": publication,
                "unit_id": node,
                "competence": key,
                "name": dict(name),
                "order": order,
            }
            out.append(NeedFigure(**common, value=shown.people if shown else None))
            for (share, horizon), number in sorted(shown.cells.items() if shown else ()):
                out.append(NeedFigure(**common, share=share, horizon=horizon, value=number))
    return out


def _said(round_: Round) -> list[tuple[str, dict[str, str], list[Said]]]:
    """Agreed needs by competence, in the order of the frameworks; those of none come last. The
    topics, which somebody wrote in their own words, are not read."""
    rows = (
        DevelopmentNeed.objects.filter(
            agreed=True,
            conversation__round=round_,
            conversation__state__in=HELD,
            conversation__restricted_at=None,
        )
        .order_by("competence__framework__audience", "competence__order", "competence__key", "pk")
        .values_list(
            "competence__key",
            "competence__name",
            "conversation__held_unit_id",
            "conversation__employment__person_id",
            "way__share",
            "horizon",
        )
    )
    names: dict[str, Any] = {}
    found: dict[str, list[Said]] = defaultdict(list)
    for key, name, unit, person, share, horizon in rows:
        names.setdefault(key or "", name or {})
        found[key or ""].append(Said(unit or 0, person, share or 0, horizon))
    keys = sorted(found, key=lambda key: key == "")
    return [(key, names[key], found[key]) for key in keys]
