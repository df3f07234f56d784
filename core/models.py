"""Durable rows without any domain: work owed, letters, documents, transitions, drafts."""

from datetime import date, timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock


class PublicModel(models.Model):
    """What has a URL has a random public id."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Rows valid on `day` (half-open: from inclusive, until exclusive)."""
        return self.filter(
            Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
        )


class DatedModel(models.Model):
    """A row valid over the half-open interval [valid_from, valid_until).

    Subclasses name in `no_overlap` the fields within which two rows may never overlap; both
    databases refuse it (core.intervals).
    """

    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    no_overlap: tuple[str, ...] = ()

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_interval",
                violation_error_message=_("The end must be after the beginning."),
            )
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people say it."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None


class ClockShift(models.Model):
    """How many days the demo's clock is moved. One row."""

    days = models.IntegerField(default=0)


class Heartbeat(models.Model):
    """When beat last came through a worker. One row per name."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()


class Work(PublicModel):
    """A piece of background work that is owed (core.work). The Celery message is only a nudge."""

    class State(models.TextChoices):
        OWED = "owed", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.OWED)
    requested_by = models.UUIDField(null=True)
    bulk = models.BooleanField(default=False)
    not_before = models.DateTimeField(null=True)
    nudged_at = models.DateTimeField(null=True)
    lease_owner = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_units = models.PositiveIntegerField(default=0)
    total_units = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.real_now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="core_work_once"),
            models.CheckConstraint(
                condition=Q(state__in=["owed", "done", "failed"]), name="core_work_state"
            ),
        ]
        indexes = [
            models.Index(fields=["lease_until"], condition=Q(state="owed"), name="core_work_owed")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def percent(self) -> int:
        if self.state == self.State.DONE:
            return 100
        return min(99, 100 * self.done_units // self.total_units) if self.total_units else 0


class Letter(PublicModel):
    """One letter to one recipient about one occasion, never two (core.mail)."""

    class State(models.TextChoices):
        OWED = "owed", _("waiting to be sent")
        HANDING = "handing", _("being handed over")
        SENT = "sent", _("sent")
        UNKNOWN = "unknown", _("outcome unknown")
        FAILED = "failed", _("not sent")

    recipient = models.UUIDField(_("recipient"))
    to = models.EmailField(_("to"))
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    occasion = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OWED)
    written_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_id", "occasion"], name="core_letter_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["owed", "handing", "sent", "unknown", "failed"]),
                name="core_letter_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occasion}"


class Document(PublicModel):
    """A rendered PDF of one frozen content (core.documents). The bytes live in the row, so that
    they are backed up, verified and erased with it."""

    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    content_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    requested_at = models.DateTimeField(default=clock.now)
    rendered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "content_hash", "language"],
                name="core_document_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TransitionLog(models.Model):
    """Who moved what from which state to which, when and why. No content."""

    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField()
    transition = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    actor = models.UUIDField(null=True)
    deputy_for = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["object_id", "at"], name="core_transition_object")]


class Draft(models.Model):
    """What someone has typed into a form and not yet sent. Own eyes only; gone in seven days."""

    owner = models.UUIDField()
    key = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="core_draft_once")]
