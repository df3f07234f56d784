"""How often one may ask for what costs much: exports, documents, imports, open forms.

Counted in Django's cache, over fixed spells of time, per account (a stranger: per address). allauth
counts sign-in attempts by itself; its counter cannot be used for other apps' views.
"""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from core import clock

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Rate:
    """At most `amount` times in `seconds`."""

    amount: int
    seconds: int


class TooOften(Exception):
    """The limit is reached. The middleware draws it as a page (429); `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(str(wait))
        self.wait = wait


def take(request: HttpRequest, action: str, rate: Rate) -> None:
    """Count one more `action`. Raises `TooOften` when this spell's are used up."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        who = f"user:{user.pk}"
    else:
        who = f"ip:{get_adapter().get_client_ip(request)}"
    now = int(clock.real_now().timestamp())
    spell, gone = divmod(now, rate.seconds)
    key = f"limit:{action}:{who}:{spell}"
    cache.add(key, 0, rate.seconds)
    try:
        taken = cache.incr(key)
    except ValueError:
        # The cache dropped it between the two: as if this were the first.
        cache.set(key, 1, rate.seconds)
        taken = 1
    if taken > rate.amount:
        raise TooOften(rate.seconds - gone)
