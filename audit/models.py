"""The event log (906/2019 17 §): who, in what role or as whose deputy, did what to which object,
whose data, when, with what outcome. No content, and no foreign keys: it outlives what it tells of.

`Event` only grows: triggers on both databases refuse everything else (audit.guards). A trigger
also puts each new event's id in the queue `Pending`, in the same transaction; a job seals what
stands there in batches (`Seal`), each seal carrying the digest of the one before. So a row that
commits late, with a smaller id than those already sealed, comes with a later seal and is never
missed. Whole sealed months leave through one door (audit.erasure) and a `Tombstone` stays.
"""

from datetime import datetime
from uuid import uuid4

from django.db import models

from core import clock


class Event(models.Model):
    """`at` is the domain's time: everywhere but in the demo that is the machine's own, and in the
    demo it agrees with the days that pages show. The real time stands in the seal."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    deputy_for = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    data_subject = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, default="ok")
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["actor", "at"], name="audit_event_actor_at"),
            models.Index(fields=["data_subject", "at"], name="audit_event_subject_at"),
        ]


class Outcome(models.TextChoices):
    """`hidden`: the object exists, and the asker was answered as if it did not (404)."""

    OK = "ok"
    REFUSED = "refused"
    HIDDEN = "hidden"
    WRONG_STATE = "wrong_state"


class Pending(models.Model):
    """The queue of events not yet sealed, by id."""

    event = models.BigIntegerField(primary_key=True)


class Seal(models.Model):
    """A batch of events of one month, and the digest over them and the seal before.

    `ids` as ranges, "1-40,42". Seals are never deleted, also when their events are erased.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    month = models.DateField(db_index=True)
    ids = models.TextField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField(default=clock.real_now)


class Tombstone(models.Model):
    """What stays of an erased month: its seals `first_seal`..`last_seal` of that month, how many
    events they held, and the hash over those seals' digests."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    month = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first_seal = models.PositiveBigIntegerField()
    last_seal = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    erased_by = models.UUIDField(null=True)
    erased_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "last_seal"], name="audit_tombstone_once")
        ]


class Door(models.Model):
    """Open only inside the transaction of `audit.erasure.erase_month`; otherwise empty."""

    tombstone = models.UUIDField(primary_key=True)
