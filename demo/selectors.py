"""What the demo's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Letter
from core.policies import Words
from demo.cast import SHOWN, Member
from demo.organisation import cast
from organization.models import Membership
from organization.selectors import periods_of


@dataclass(frozen=True)
class CastRow:
    member: Member
    name: str
    unit: Words


@dataclass(frozen=True)
class CastGroup:
    title: Words
    rows: Sequence[CastRow]


GROUPS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (_("Employees"), ("tiina", "aino", "ritva")),
    (_("Supervisors"), ("mervi", "leena", "kari")),
    (_("Directors"), ("outi", "pekka", "ilkka", "elected")),
    (pgettext_lazy("cast", "HR services"), ("jari", "sanna")),
    (_("Cooperation committee"), ("hanna", "secretary", "anneli", "timo")),
    (_("Others"), ("veera", "kaisa")),
)


def cast_groups(today: date) -> list[CastGroup]:
    """The cast by what they do, with where they work today. Three queries."""
    people = cast()
    places = {
        row.employment.person_id: row
        for row in Membership.objects.on(today)
        .filter(employment__person__in=people.values())
        .select_related("employment", "unit")
    }
    names = periods_of([place.unit for place in places.values()], today)
    groups = []
    for title, keys in GROUPS:
        rows = []
        for member in SHOWN:
            person = people.get(member.key)
            if member.key in keys and person is not None:
                place = places.get(person.pk)
                rows.append(
                    CastRow(
                        member,
                        str(person),
                        str(names[place.unit_id].name) if place else "",
                    )
                )
        if rows:
            groups.append(CastGroup(title, rows))
    return groups


@dataclass(frozen=True)
class KeyDay:
    day: date
    words: Words


def key_days(today: date) -> list[KeyDay]:
    """The days on which something happens in the year that is being walked."""
    year = max(today.year, 2026)
    return [
        KeyDay(date(year, 2, 9), _("HR opens the round and people prepare")),
        KeyDay(date(year, 3, 5), _("Talks are held and signed")),
        KeyDay(date(year, 3, 31), _("Talks are to be held by this day")),
        KeyDay(date(year, 5, 18), _("Supervisors gather the needs into plans")),
        KeyDay(date(year, 9, 23), _("A week before the areas' deadline: a reminder")),
        KeyDay(date(year, 9, 30), _("Service areas' training plans are ready")),
        KeyDay(date(year, 10, 28), _("Leadership groups go through the plans")),
        KeyDay(date(year, 11, 24), _("The cooperation committee meets")),
        KeyDay(date(year + 1, 1, 12), _("A new year begins")),
    ]


STATES = {
    Letter.State.SENT: "done",
    Letter.State.FAILED: "late",
    Letter.State.UNKNOWN: "late",
}


def letter_status(letter: Letter) -> str:
    """The shape of a letter's state."""
    return STATES.get(Letter.State(letter.state), "next")
