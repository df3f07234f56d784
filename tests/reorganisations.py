"""Reorganisations for tests, and what must hold after any of them: nothing is stranded."""

from datetime import date
from typing import Any

from conversations.models import Conversation
from conversations.policies import reader_of
from core import clock, work
from organization.models import (
    Employment,
    Membership,
    Person,
    ReportingLine,
    UnitPeriod,
)
from organization.reorganisation import services
from organization.reorganisation.models import Reorganisation
from organization.selectors import person_of
from training_plans.models import Package, Plan
from training_plans.querysets import units_written_by


def prepare(user: Any, day: date, *steps: tuple[str, dict[str, Any]]) -> Reorganisation:
    """A draft with these steps. A value that is a `ReorganisationStep` means the unit it founds."""
    made = services.prepare(user=user, name="Uudet yksiköt", effective_on=day)
    for kind, data in steps:
        services.add_step(user=user, reorganisation=made, kind=kind, data=data)
    return made


def found(user: Any, reorganisation: Reorganisation, name: str, kind: str, parent: Any) -> str:
    """Add the founding of a unit; its uuid."""
    step = services.add_step(
        user=user,
        reorganisation=reorganisation,
        kind="create",
        data={"name": {"fi": name}, "kind": kind, "parent": str(parent.uuid)},
    )
    return str(step.uuid)


def pass_to(day: date) -> None:
    """The day comes: beat asks, the work is done."""
    clock.move_to(day)
    services.owe_due(day)
    work.drain()


def nothing_is_stranded(day: date) -> None:
    """Each open conversation has a supervisor who can act, each unfinished plan a writer, and
    everybody who works a unit that stands and a supervisor."""
    standing = UnitPeriod.objects.on(day).values("unit")
    members = Membership.objects.on(day).filter(employment__in=Employment.objects.on(day))
    assert not members.exclude(unit__in=standing).exists()
    assert not UnitPeriod.objects.on(day).exclude(parent=None).exclude(parent__in=standing).exists()
    led = ReportingLine.objects.on(day).values("employment")
    assert not Employment.objects.on(day).exclude(pk__in=led).exists()
    conversations = (
        Conversation.objects.exclude(state="locked")
        .filter(employment__in=Employment.objects.on(day))
        .select_related("employment__person", "supervisor__user")
    )
    for conversation in conversations:
        line = ReportingLine.objects.on(day).get(employment=conversation.employment_id)
        assert conversation.supervisor_id == line.supervisor_id
        user = conversation.supervisor.user
        if user is not None:
            reader = reader_of(user, conversation)
            assert reader.role == "supervisor", conversation
            assert person_of(user) == conversation.supervisor
    open_plans = Plan.objects.exclude(package__state=Package.State.CONFIRMED).exclude(
        level=Plan.Level.CENTRALISED
    )
    written = {
        unit
        for person in Person.objects.filter(leaderships__isnull=False).distinct()
        for unit in units_written_by(person, day).values_list("pk", flat=True)
    }
    for plan in open_plans:
        assert plan.unit_id in written, plan
