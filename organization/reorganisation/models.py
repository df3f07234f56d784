"""A reorganisation prepared ahead, its steps, and what became of each unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.models import DatedModel, PublicModel
from organization.reorganisation.querysets import ReorganisationQuerySet


class Reorganisation(PublicModel):
    """Changes of the organisation that take effect together, on one day, or not at all
    (requirements 62, 82; A8).

    Until its day it is steps only: nothing of it stands in the dated rows, so that a draft cannot
    leak and what comes from the HR system meanwhile is met as it then is.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("reorganisation", "draft")
        SCHEDULED = "scheduled", pgettext_lazy("reorganisation", "waits for its day")
        STOPPED = "stopped", pgettext_lazy("reorganisation", "could not take effect")
        IN_EFFECT = "in_effect", pgettext_lazy("reorganisation", "in effect")
        CANCELLED = "cancelled", pgettext_lazy("reorganisation", "cancelled")

    name = models.CharField(_("name"), max_length=120)
    effective_on = models.DateField(_("takes effect on"))
    decision = models.CharField(_("decision or reason"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    scheduled_at = models.DateTimeField(null=True)
    effected_at = models.DateTimeField(null=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "scheduled", "stopped", "in_effect", "cancelled"]),
                name="organization_reorganisation_state",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether its steps can still be changed."""
        return self.state in (self.State.DRAFT, self.State.STOPPED)


class ReorganisationStep(PublicModel):
    """One step. `data` names units, people and employments by their public ids (the keys of each
    kind: organization.reorganisation.steps); a unit to be founded gets the step's own uuid.

    `basis`: what the units were like when the step was written, so that HR is told what has changed
    underneath since.
    """

    class Kind(models.TextChoices):
        CREATE = "create", _("Found a unit")
        RENAME = "rename", _("Rename a unit")
        MOVE = "move", _("Move a unit under another")
        KIND = "kind", _("Change a unit's kind")
        MERGE = "merge", _("Merge units")
        SPLIT = "split", _("Split a unit in two")
        END = "end", _("End a unit")
        LEADER = "leader", _("Appoint a leader")
        PEOPLE = "people", _("Move people")

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="steps")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    data = models.JSONField(default=dict)
    basis = models.JSONField(default=dict)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "create", "rename", "move", "kind", "merge", "split", "end", "leader",
                        "people",
                    ]
                ),
                name="organization_step_kind",
            )
        ]  # fmt: skip


class UnitSuccessor(DatedModel):
    """What became of a unit that no longer stands: over the interval `successor` continues `unit`.

    When a successor ends in its turn, rows for the first unit go on to the successor's own, so that
    one query for a day answers with units that stand on it. Of several successors exactly one
    `carries_on`: its leader answers for what the unit left unfinished.
    """

    unit = models.ForeignKey("organization.Unit", models.CASCADE, related_name="successors")
    successor = models.ForeignKey("organization.Unit", models.CASCADE, related_name="predecessors")
    carries_on = models.BooleanField(default=True)
    reorganisation = models.ForeignKey(
        Reorganisation, models.SET_NULL, null=True, related_name="successions"
    )

    no_overlap = ("unit", "successor")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(unit=models.F("successor")), name="organization_successor_other"
            ),
        ]
