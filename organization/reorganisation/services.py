"""Verbs of reorganising: prepare, write steps, schedule, take effect."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import clock, work
from core.models import Work
from core.policies import Stale, require
from organization.reorganisation import letters
from organization.reorganisation.effects import run_followers
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from organization.reorganisation.picture import load
from organization.reorganisation.policies import can_discard, can_edit, can_reorganise
from organization.reorganisation.trying import attempt, base, basis_of
from organization.reorganisation.workflow import WORKFLOW
from organization.reorganisation.writing import hold, write

State = Reorganisation.State
TAKE_EFFECT = "organization.reorganise"
AFTER = "organization.after_reorganisation"


# Preparing


@transaction.atomic
def prepare(*, user: Any, name: str, effective_on: date, decision: str = "") -> Reorganisation:
    """Begin a draft. Raises `Refused`."""
    require(can_reorganise(user))
    made: Reorganisation = Reorganisation.objects.create(
        name=name, effective_on=effective_on, decision=decision, created_by=user.uuid
    )
    record(user, "organization.reorganisation.prepare", made)
    return made


@transaction.atomic
def change(*, user: Any, reorganisation: Reorganisation, **values: Any) -> None:
    """Change the name, the day or the decision. Raises `Refused` and `Stale`."""
    _touch(user, reorganisation, **values)
    record(user, "organization.reorganisation.change", reorganisation)


@transaction.atomic
def add_step(
    *, user: Any, reorganisation: Reorganisation, kind: str, data: Mapping[str, Any]
) -> ReorganisationStep:
    """Write a step after the others. Raises `Refused` and `Stale`."""
    _touch(user, reorganisation)
    last = reorganisation.steps.aggregate(last=Max("order"))["last"] or 0
    step = ReorganisationStep(
        reorganisation=reorganisation, order=last + 1, kind=kind, data=dict(data)
    )
    step.basis = basis_of(step, base(reorganisation))
    step.save()
    record(user, "organization.reorganisation.change", reorganisation)
    return step


@transaction.atomic
def change_step(*, user: Any, step: ReorganisationStep, data: Mapping[str, Any]) -> None:
    """Write a step anew; it then rests on the organisation as it is now. Raises `Refused`,
    `Stale`."""
    _touch(user, step.reorganisation)
    step.data = dict(data)
    step.basis = basis_of(step, base(step.reorganisation))
    step.save(update_fields=["data", "basis"])
    record(user, "organization.reorganisation.change", step.reorganisation)


@transaction.atomic
def remove_step(*, user: Any, step: ReorganisationStep) -> None:
    """Raises `Refused` and `Stale`."""
    _touch(user, step.reorganisation)
    step.delete()
    record(user, "organization.reorganisation.change", step.reorganisation)


@transaction.atomic
def move_step(*, user: Any, step: ReorganisationStep, earlier: bool) -> None:
    """Change places with the step before (or after). At the end of the list nothing happens."""
    _touch(user, step.reorganisation)
    steps = list(step.reorganisation.steps.all())
    here = next(i for i, s in enumerate(steps) if s.pk == step.pk)
    there = here - 1 if earlier else here + 1
    if 0 <= there < len(steps):
        steps[here], steps[there] = steps[there], steps[here]
        for order, each in enumerate(steps, start=1):
            each.order = order
        ReorganisationStep.objects.bulk_update(steps, ["order"])
    record(user, "organization.reorganisation.change", step.reorganisation)


@transaction.atomic
def acknowledge(*, user: Any, reorganisation: Reorganisation) -> None:
    """HR has seen what has changed underneath: from now on only later changes are told."""
    _touch(user, reorganisation)
    picture = base(reorganisation)
    steps = list(reorganisation.steps.all())
    for step in steps:
        step.basis = basis_of(step, picture)
    ReorganisationStep.objects.bulk_update(steps, ["basis"])
    record(user, "organization.reorganisation.change", reorganisation)


@transaction.atomic
def discard(*, user: Any, reorganisation: Reorganisation) -> None:
    """Throw a draft away with its steps. Raises `Refused` and `Stale`."""
    _touch(user, reorganisation)
    require(can_discard(user, reorganisation))
    record(user, "organization.reorganisation.discard", reorganisation)
    reorganisation.delete()


def _touch(user: Any, reorganisation: Reorganisation, **values: Any) -> None:
    """Holds the row, so that nobody schedules it while it is being changed."""
    require(can_edit(user, reorganisation))
    same = Reorganisation.objects.filter(pk=reorganisation.pk, state=reorganisation.state)
    if not same.update(version=F("version") + 1, **values):
        raise Stale
    reorganisation.refresh_from_db()


# Scheduling


def schedule(*, user: Any, reorganisation: Reorganisation) -> None:
    """Let it take effect on its day by itself; today's at once. Raises `Refused` and `Stale`."""

    def mark(_user: Any, obj: Reorganisation) -> None:
        obj.scheduled_at = clock.now()
        obj.save(update_fields=["scheduled_at"])
        if obj.effective_on <= clock.today():
            _owe(obj)

    _run("schedule", user, reorganisation, mark)


def reopen(*, user: Any, reorganisation: Reorganisation) -> None:
    """Take it back to a draft before its day. Raises `Refused` and `Stale`."""
    _run("reopen", user, reorganisation)


def cancel(*, user: Any, reorganisation: Reorganisation) -> None:
    """Nothing of it will take effect. Raises `Refused` and `Stale`."""
    _run("cancel", user, reorganisation)


def _run(name: str, user: Any, reorganisation: Reorganisation, effect: Any = None) -> None:
    # Each step of the way is an event by itself (audit.apps).
    WORKFLOW.run(name, user=user, obj=reorganisation, effect=effect)


def _owe(reorganisation: Reorganisation) -> None:
    key = f"{reorganisation.uuid}:{reorganisation.version}"
    work.owe(TAKE_EFFECT, key, {"reorganisation": str(reorganisation.uuid)})


# Taking effect


def owe_due(today: date) -> int:
    """Owe what takes effect by `today` (beat asks every few minutes). Also tells HR at once when
    one that waits can no longer be done. Returns how many are due."""
    waiting = Reorganisation.objects.filter(state=State.SCHEDULED)
    due = list(waiting.filter(effective_on__lte=today))
    for reorganisation in due:
        _owe(reorganisation)
    if waiting.filter(effective_on__gt=today).exists():
        work.owe("organization.check_reorganisations", today.isoformat())
    return len(due)


@work.handler(TAKE_EFFECT, name=_("A reorganisation takes effect"))
def take_effect(owed: Work) -> None:
    """All that are due, in the order of their days, each wholly or not at all. A killed worker
    leaves nothing half-done, and a second one finds nothing to do."""
    due = Reorganisation.objects.filter(state=State.SCHEDULED, effective_on__lte=clock.today())
    for reorganisation in due.order_by("effective_on", "scheduled_at", "pk"):
        _take_effect(reorganisation)


@transaction.atomic
def _take_effect(reorganisation: Reorganisation) -> None:
    locked = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if locked.state != State.SCHEDULED:
        return
    hold()
    # Those that come first are in effect by now: what is stored is the whole truth.
    trial = attempt(locked, before=load(locked.effective_on))
    if not trial.ok:
        WORKFLOW.run("stop", user=None, obj=locked)
        letters.stopped(locked, occasion=f"v{locked.version}")
        return
    WORKFLOW.run("take_effect", user=None, obj=locked)
    Reorganisation.objects.filter(pk=locked.pk).update(effected_at=clock.now())
    write(locked, trial.before, trial.after)
    letters.in_effect(locked)
    work.owe(AFTER, str(locked.uuid))


@work.handler(AFTER, name=_("After a reorganisation"))
def after(owed: Work) -> None:
    """Open conversations go to their new supervisors, new areas get their plans: what the apps
    above do when they follow (organization.reorganisation.effects)."""
    run_followers(clock.today())


@work.handler("organization.check_reorganisations", name=_("Checking coming reorganisations"))
def check_waiting(owed: Work) -> None:
    """Once a day: HR hears of a fault before the day, not on it. One letter for each version."""
    for reorganisation in Reorganisation.objects.filter(state=State.SCHEDULED):
        if not attempt(reorganisation).ok:
            letters.at_fault(reorganisation)
