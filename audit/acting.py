"""In what role somebody acts. People and rights live above this app, so the apps above say it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Acting:
    """A word of a role ("supervisor", "hr_main"), and the person on whose behalf."""

    role: str = ""
    deputy_for: UUID | None = None


Provider = Callable[[Any, Any], Acting | None]
_providers: dict[str, Provider] = {}
ANYTHING = ""
SYSTEM = Acting("system")
NOBODY = Acting("stranger")


def provide(label: str, provider: Provider) -> None:
    """Have `provider(user, obj)` say the role in which objects of this model (app.model) are read
    and written; None: look at the person only. `ANYTHING` asks about the person."""
    _providers[label] = provider


def acting(user: Any, obj: Any = None) -> Acting:
    """The role of `user` with `obj`. No user: a job of the system."""
    if user is None:
        return SYSTEM
    if not getattr(user, "is_authenticated", False):
        return NOBODY
    label = obj._meta.label_lower if obj is not None else ANYTHING
    for key in (label, ANYTHING):
        if key in _providers and (found := _providers[key](user, obj)):
            return found
    return Acting()
