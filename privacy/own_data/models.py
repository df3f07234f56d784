"""A person's own data as one ZIP, and its delivery to somebody who has left."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import PublicModel
from organization.models import Person

OFFERED = timedelta(days=7)


class DataFile(PublicModel):
    """One ZIP: ordered by the person (or made for a delivery), offered for seven days, then
    emptied. Nobody else ever opens it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    ordered_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    # The data of somebody who has left: only its delivery opens it.
    for_delivery = models.BooleanField(default=False)

    class Meta:
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(expires_at__isnull=False),
                name="privacy_datafile_ends",
            )
        ]


class Delivery(PublicModel):
    """The own data of somebody who has left, on its way (GDPR 15, 12(6)).

    HR orders it and writes the address; the data-protection officer makes sure with the leaver who
    asks and that the address is theirs, and gives a code by another way. The link goes to the
    address, the code past it: HR never has the code, the officer never the link. Only hashes of
    both are kept.
    """

    class State(models.TextChoices):
        ORDERED = "ordered", _("waiting for the data-protection officer")
        RELEASED = "released", _("link sent")
        FETCHED = "fetched", _("fetched")
        VOID = "void", _("closed: too many wrong codes")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("time ran out")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    address = models.EmailField(_("private e-mail address"))
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=State, default=State.ORDERED)
    ordered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField(default=clock.now)
    released_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    link_hash = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=128, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    file = models.OneToOneField(DataFile, models.SET_NULL, null=True, related_name="delivery")

    class Meta:
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["ordered", "released"]),
                name="privacy_delivery_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["ordered", "released", "fetched", "void", "cancelled", "expired"]
                ),
                name="privacy_delivery_state",
            ),
        ]
