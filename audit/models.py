"""The event log (906/2019 17 §): who, in what role or as whose deputy, did what to which object,
whose data, when, with what outcome. No content, and no foreign keys: it outlives what it tells of.
"""

from django.db import models

from core import clock


class Event(models.Model):
    at = models.DateTimeField(default=clock.now, db_index=True)
    actor = models.UUIDField(null=True, db_index=True)
    role = models.CharField(max_length=40, blank=True)
    deputy_for = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    data_subject = models.UUIDField(null=True, db_index=True)
    outcome = models.CharField(max_length=20, default="ok")
    request_id = models.CharField(max_length=64, blank=True)
