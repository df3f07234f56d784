"""With which frameworks and targets a talk is held.

While it is prepared: the round's versions, and the own frameworks of the unit and profession where
the employee is today. Once held, what was written down then (`UsedFramework`); talks from before
that was done had the round's versions.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from competencies.frameworks.applying import Targets, own_frameworks, places_of
from competencies.frameworks.selectors import rated
from competencies.models import Competence, Framework
from conversations.models import Conversation, UsedFramework
from core import clock


@dataclass(frozen=True)
class Used:
    """A framework in a talk: the competences that are rated, in the order of its tree, and the
    target of each."""

    framework: Framework
    competences: list[Competence]
    targets: dict[str, int | None]
    headings: dict[int, Competence]  # of all its competences, for the names above

    def target(self, competence: Competence) -> int | None:
        return self.targets.get(competence.key)

    def area(self, competence: Competence) -> Competence | None:
        """The heading right above, if there is one."""
        return self.headings.get(competence.parent_id) if competence.parent_id else None


def used_frameworks(conversations: Iterable[Conversation]) -> dict[int, list[Used]]:
    """By conversation; the same number of queries for any number of them. Needs `round` loaded."""
    rows = list(conversations)
    written: dict[int, list[UsedFramework]] = defaultdict(list)
    for row in UsedFramework.objects.filter(conversation__in=[c.pk for c in rows]).select_related(
        "framework"
    ):
        written[row.conversation_id].append(row)
    open_ = [c for c in rows if c.pk not in written and c.state == Conversation.State.PREPARING]
    today = clock.today()
    places = places_of([c.employment_id for c in open_], today)
    own = {
        year: own_frameworks(
            year, [places[c.employment_id] for c in open_ if c.employment_id in places], today
        )
        for year in {c.round.year for c in open_}
    }
    shared = Framework.objects.in_bulk(
        {pk for c in rows for pk in (c.round.staff_framework_id, c.round.supervisor_framework_id)}
    )
    chosen: dict[int, list[Framework]] = {}
    for c in rows:
        if c.pk in written:
            chosen[c.pk] = [row.framework for row in written[c.pk]]
            continue
        chosen[c.pk] = _shared(c, shared)
        place = places.get(c.employment_id)
        if c in open_ and place is not None:
            chosen[c.pk] += own[c.round.year].get(place, [])
    trees = _trees({f.pk for frameworks in chosen.values() for f in frameworks})
    leaves = {pk: rated(tree) for pk, tree in trees.items()}
    targets = (
        Targets([c for tree in leaves.values() for c in tree], places.values(), today)
        if open_
        else None
    )
    found: dict[int, list[Used]] = {}
    for c in rows:
        then = {row.framework_id: row.targets for row in written.get(c.pk, [])}
        place = places.get(c.employment_id) if c in open_ else None
        found[c.pk] = [
            Used(
                framework=f,
                competences=leaves.get(f.pk, []),
                targets=then.get(f.pk)
                or {
                    each.key: targets.of(each, place) if targets and place else each.target
                    for each in leaves.get(f.pk, [])
                },
                headings={each.pk: each for each in trees.get(f.pk, [])},
            )
            for f in chosen[c.pk]
        ]
    return found


def frameworks_used(conversation: Conversation) -> list[Used]:
    """Of one talk."""
    return used_frameworks([conversation])[conversation.pk]


def _shared(c: Conversation, frameworks: dict[int, Framework]) -> list[Framework]:
    """The list of all staff and, for one who leads people, the supervisors'. Whether a supervisor
    is rated on both is the supervisors' list's own setting (A9)."""
    staff = frameworks[c.round.staff_framework_id]
    if not c.for_supervisor:
        return [staff]
    supervisors = frameworks[c.round.supervisor_framework_id]
    return [staff, supervisors] if supervisors.both_lists else [supervisors]


def _trees(frameworks: set[int]) -> dict[int, list[Competence]]:
    found: dict[int, list[Competence]] = defaultdict(list)
    rows = Competence.objects.filter(framework__in=frameworks).select_related("framework")
    for competence in rows.order_by("order", "pk"):
        found[competence.framework_id].append(competence)
    return found


def write_down(conversation: Conversation) -> None:
    """Keep with what the talk is held, in the transaction that marks it as held. Held again after
    a reopening, it keeps what it had."""
    if conversation.used_frameworks.exists():
        return
    UsedFramework.objects.bulk_create(
        UsedFramework(
            conversation=conversation, framework=used.framework, targets=used.targets, order=number
        )
        for number, used in enumerate(frameworks_used(conversation), start=1)
    )
