"""The event log goes by whole sealed months, through its own door (audit.erasure)."""

from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.erasure import erasable, erase_month
from core.policies import Words
from core.retention import Erased, eraser


class Months:
    key = "audit.event"
    rule = "log"
    name: Words = _("Events of the log")

    def count(self, cutoff: date) -> dict[int, int]:
        years: Counter[int] = Counter()
        for month in erasable(before=cutoff):
            years[month.month.year] += month.count
        return dict(sorted(years.items()))

    def samples(self, cutoff: date, most: int) -> list[str]:
        """Months, never events: the log is the data-protection officer's."""
        return [f"{m.month:%-m/%Y}" for m in erasable(before=cutoff)[:most]]

    def mark(self, cutoff: date) -> str:
        return sha256(repr(erasable(before=cutoff)).encode()).hexdigest()

    def batch(self, cutoff: date, user: Any = None) -> Erased:
        """One month."""
        for month in erasable(before=cutoff)[:1]:
            gone = erase_month(user=user, month=month.month)
            return Erased({month.month.year: gone.count})
        return Erased()


eraser(Months())
