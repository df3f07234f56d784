"""Statistics about people leave here only as `Published` or `Suppressed` (domain.md 3.5-3.6).

Counts need 5 people, means 10; the limits are settings that can only be raised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from core.policies import Words

COUNT_LIMIT = 5
MEAN_LIMIT = 10


@dataclass(frozen=True)
class Published:
    value: Decimal | int


@dataclass(frozen=True)
class Suppressed:
    reason: Words


Figure = Published | Suppressed


def count(people: int, *, limit: int = COUNT_LIMIT) -> Figure:
    """A count of people, never under `max(limit, 5)`."""
    limit = max(limit, COUNT_LIMIT)
    if people < limit:
        return Suppressed(_("Not shown (fewer than five people)"))
    return Published(people)


def mean(values: Sequence[int], *, limit: int = MEAN_LIMIT) -> Figure:
    """A mean of one value per person, one decimal, never under `max(limit, 10)` people, and never
    where all gave the same value (group disclosure)."""
    limit = max(limit, MEAN_LIMIT)
    if len(values) < limit:
        return Suppressed(_("Not shown (fewer than ten people)"))
    if len(set(values)) == 1:
        return Suppressed(_("Not shown (everyone gave the same answer)"))
    value = (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Published(value)
