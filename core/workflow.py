"""One small engine for documents that move through states.

An app writes its states as a table of `Transition`s in `workflow.py`. The engine decides (right,
state, guard), swaps the state by compare-and-swap, writes who, when and why, and tells listeners.
The same table draws the buttons and the help picture, and parametrises the tests.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.models import TransitionLog
from core.policies import Allowed, Decision, Denied, Stale, Words, require

Guard = Callable[[Any, Any], Decision]
Effect = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Transition:
    """One arrow: `name` from any of `sources` to `target`, if `guard(user, obj)` allows it."""

    name: str
    label: Words
    sources: tuple[str, ...]
    target: str
    guard: Guard
    who: Words = ""
    wrong_state: Words = _("This step is not open at this stage.")


Listener = Callable[[Any, models.Model, Transition, str], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Have `listener(user, obj, transition, reason)` called in each transition's transaction."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


class Workflow:
    """The table of one model's states. The model has `state`, an integer `version` and `uuid`."""

    def __init__(self, transitions: Iterable[Transition], *, initial: str) -> None:
        self.transitions = {t.name: t for t in transitions}
        self.initial = initial

    def __getitem__(self, name: str) -> Transition:
        return self.transitions[name]

    def decide(self, name: str, user: Any, obj: Any) -> Decision:
        """May `user` take this step now? A missing right comes first, so that a wrong state tells
        nothing to those whose step it never is; then the state, then the guard's other reasons."""
        transition = self.transitions[name]
        decision = transition.guard(user, obj)
        if isinstance(decision, Denied) and decision.right:
            return decision
        if obj.state not in transition.sources:
            return Denied(transition.wrong_state)
        return decision

    def choices(self, user: Any, obj: Any) -> list[tuple[Transition, Decision]]:
        """Every step that leads on from the present state, with the decision for its button."""
        return [
            (t, self.decide(t.name, user, obj))
            for t in self.transitions.values()
            if obj.state in t.sources
        ]

    def run(
        self,
        name: str,
        *,
        user: Any,
        obj: Any,
        reason: str = "",
        effect: Effect | None = None,
        deputy_for: UUID | None = None,
    ) -> None:
        """Take the step, atomically. Raises `Refused` when the table says no and `Stale` when
        somebody changed the object since it was read; then nothing is written.

        The row is locked while the guard looks, so that what it saw still holds at the swap.
        `deputy_for`: for whom the user acts as a deputy.
        """
        transition, source, version = self.transitions[name], obj.state, obj.version
        try:
            with transaction.atomic():
                same = type(obj)._base_manager.filter(pk=obj.pk, state=source, version=version)
                unchanged = same.select_for_update().values_list("pk").first()
                require(self.decide(name, user, obj))
                if not unchanged or not same.update(
                    state=transition.target, version=F("version") + 1
                ):
                    raise Stale
                obj.state, obj.version = transition.target, version + 1
                TransitionLog.objects.create(
                    object_type=obj._meta.label_lower,
                    object_id=obj.uuid,
                    transition=name,
                    source=source,
                    target=transition.target,
                    actor=getattr(user, "uuid", None),
                    deputy_for=deputy_for,
                    reason=reason,
                )
                for listener in _listeners:
                    listener(user, obj, transition, reason)
                if effect:
                    effect(user, obj)
        except BaseException:
            obj.state, obj.version = source, version
            raise


def always(user: Any, obj: Any) -> Decision:
    return Allowed()
