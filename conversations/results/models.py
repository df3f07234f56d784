"""Published results of competences: a frozen picture of one year's agreed ratings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conversations.results.querysets import ResultsQuerySet
from core import clock
from core.models import PublicModel


class CompetenceResults(PublicModel):
    """What was published of one year's agreed ratings, for the city and by service area
    (requirements 30, 42). Made once, never from open conversations, and never changed: later
    signatures move nothing in it. `content` holds only figures that may be shown; what is
    suppressed is not in it (domain.md 3.5-3.6)."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)

    objects = ResultsQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.year)
