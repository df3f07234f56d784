"""Whose agreed levels a reader sees today, and from which talk.

The rule is the table "Who sees what" (policies.Reader.sees_agreed): the present supervisor of both
held and signed talks; a deputy of held ones with the right to hold or sign, of signed ones with the
right to see history. Processing that is restricted is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from conversations.models import Conversation, Layer, Rating
from conversations.policies.reading import rights_of
from conversations.querysets import any_deputy_right
from organization.models import Deputy, Employment, Person, ReportingLine
from organization.selectors import employed_on

State = Conversation.State
ALL = frozenset({State.HELD, State.LOCKED})


@dataclass(frozen=True)
class Led:
    """Somebody whom the reader leads, or stands in for as a deputy of `deputy_for`. `states`: of
    talks in these states the agreed levels are seen."""

    employment: Employment
    deputy_for: Person | None
    states: frozenset[str]

    @property
    def person(self) -> Person:
        return self.employment.person


def led_by(person: Person, today: date) -> list[Led]:
    """By name. Three queries. One's own employment is nobody's business of a deputy's."""
    rights: dict[int, frozenset[str]] = defaultdict(frozenset)
    bosses: dict[int, Person] = {}
    for row in (
        Deputy.objects.in_force(today)
        .filter(any_deputy_right(), deputy=person)
        .select_related("supervisor")
    ):
        bosses[row.supervisor_id] = row.supervisor
        rights[row.supervisor_id] |= rights_of(row)
    lines = ReportingLine.objects.on(today).filter(
        Q(supervisor=person) | Q(supervisor__in=list(bosses))
    )
    leader = dict(lines.values_list("employment", "supervisor"))
    rows = (
        employed_on(today)
        .filter(pk__in=leader)
        .exclude(person=person)
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    return [
        Led(
            employment=row,
            deputy_for=None if leader[row.pk] == person.pk else bosses[leader[row.pk]],
            states=ALL if leader[row.pk] == person.pk else _states(rights[leader[row.pk]]),
        )
        for row in rows
    ]


def _states(rights: frozenset[str]) -> frozenset[str]:
    seen = set()
    if rights & {"hold", "sign"}:
        seen.add(State.HELD)
    if "see_history" in rights:
        seen.add(State.LOCKED)
    return frozenset(seen)


def seen_talks(people: Iterable[Led], year: int) -> list[Conversation]:
    """The talks whose agreed levels the reader sees, the oldest first; only those in which some
    were agreed. One query."""
    rated = Rating.objects.filter(
        conversation=OuterRef("pk"), layer=Layer.AGREED, level__isnull=False
    )
    seen = {led.employment.pk: led.states for led in people}
    rows = (
        Conversation.objects.filter(
            Exists(rated),
            employment__in=list(seen),
            state__in=ALL,
            round__year__lte=year,
            restricted_at=None,
        )
        .select_related("round", "employment__person")
        .order_by("round__year", "pk")
    )
    return [c for c in rows if c.state in seen[c.employment_id]]


def agreed_levels(talks: Sequence[Conversation]) -> dict[tuple[int, str], Rating]:
    """(employment, key of the competence) -> the level agreed last: a talk in which it was not
    rated takes nothing away. `talks`: the oldest first. One query."""
    order = {talk.pk: number for number, talk in enumerate(talks)}
    employment = {talk.pk: talk.employment_id for talk in talks}
    rows = Rating.objects.filter(
        conversation__in=list(order), layer=Layer.AGREED, level__isnull=False
    ).select_related("competence__framework")
    found = sorted(rows, key=lambda row: order[row.conversation_id])
    return {(employment[row.conversation_id], row.competence.key): row for row in found}
