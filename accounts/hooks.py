"""What accounts must ask of those above: who a person is, and whose task demands more."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Known:
    """A person whom somebody above knows.

    `by_number`: found by the employee number, which outweighs an older link. `open_account` gives
    the account, making one for a person who has none; None when the person may not have one.
    """

    user: User | None
    by_number: bool
    open_account: Callable[[], User | None]


Find = Callable[[str, str, bool], Known | None]
Demands = Callable[[User], bool]

_find: list[Find] = []
_demands: list[Demands] = []


def finds_people(find: Find) -> Find:
    """Register `find(employee_number, email, email_verified)`; one app does."""
    _find[:] = [find]
    return find


def demands_second_factor(demands: Demands) -> Demands:
    """Register a rule by which somebody's tasks demand a second factor."""
    if demands not in _demands:
        _demands.append(demands)
    return demands


def find(employee_number: str, email: str, email_verified: bool) -> Known | None:
    return _find[0](employee_number, email, email_verified) if _find else None


def demands(user: User) -> bool:
    return any(rule(user) for rule in _demands)
