"""Who was shown which version of the privacy notice, and when (GDPR 5(2), 13-14)."""

from django.db import models

from core import clock
from organization.models import Person


class NoticeRead(models.Model):
    """One person's word that a version was read. Not a consent: nothing rests on it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    version = models.CharField(max_length=20)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="privacy_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version}"
