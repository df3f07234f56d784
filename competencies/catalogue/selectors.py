"""The draft on its page, and what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from competencies.models import Catalogue, LearningWay
from competencies.selectors import catalogue_for
from core.policies import Words


@dataclass(frozen=True)
class Changes:
    """What one catalogue has otherwise than another, by the ways' names."""

    added: Sequence[Words]
    changed: Sequence[Words]
    dropped: Sequence[Words]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.dropped)


def draft_of(year: int) -> Catalogue | None:
    row: Catalogue | None = (
        Catalogue.objects.drafts().filter(year=year).prefetch_related("ways").first()
    )
    return row


def changes(after: Catalogue, before: Catalogue | None = None) -> Changes:
    """What `after` changes in `before` (what is in force for its year). At most three queries."""
    before = before or catalogue_for(after.year)
    old = {way.key: way for way in before.ways.all()} if before else {}
    new = {way.key: way for way in after.ways.all()}
    return Changes(
        added=[way.name for key, way in new.items() if key not in old],
        changed=[way.name for key, way in new.items() if key in old and _differs(way, old[key])],
        dropped=[way.name for key, way in old.items() if key not in new],
    )


def _differs(one: LearningWay, other: LearningWay) -> bool:
    return (one.share, one.name, one.description) != (other.share, other.name, other.description)
