"""Answers to "may this user do that?".

A policy returns `Allowed()` or `Denied(reason)`. The same answer guards the view, closes the button
with the reason beside it, and is what the test asks.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Allowed:
    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Denied:
    """Why not, in words. `right` false: the time or the state is wrong, not the person."""

    reason: Words
    right: bool = False

    def __bool__(self) -> Literal[False]:
        return False


Decision = Allowed | Denied


class Refused(Exception):
    """A decision was `Denied`. The middleware draws it as a page with the reason (403 or 409)."""

    def __init__(self, denied: Denied) -> None:
        super().__init__(str(denied.reason))
        self.denied = denied


class Stale(Exception):
    """Somebody else changed the object first (compare-and-swap failed). Nothing was written."""


def require(decision: Decision) -> None:
    """Raises `Refused` when the decision is `Denied`."""
    if isinstance(decision, Denied):
        raise Refused(decision)


def all_of(*decisions: Decision) -> Decision:
    """The first denial, or `Allowed`."""
    return next((d for d in decisions if not d), Allowed())
