"""Accounts that a directory (Entra ID) keeps over SCIM, its groups, why an account is closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.models import PublicModel
from organization.provisioning.querysets import DirectoryQuerySet


class ScimToken(PublicModel):
    """What a directory shows instead of signing in. Only its digest is kept."""

    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    # The last characters, to recognise it by.
    hint = models.CharField(max_length=6)
    made_by = models.UUIDField()
    made_at = models.DateTimeField(_("made"), default=clock.now)
    expires_on = models.DateField(_("last day"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class DirectoryAccount(models.Model):
    """What the directory has said of an account. An account without a person sees nothing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="directory_account"
    )
    user_name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=200, null=True, blank=True, unique=True)
    employee_number = models.CharField(max_length=40, blank=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    told_at = models.DateTimeField(default=clock.now)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("user_name"), name="organization_directory_user_name"
            )
        ]

    def __str__(self) -> str:
        return self.user_name


class AccountClosing(models.Model):
    """Why an account is closed. It opens when the last reason goes."""

    class Reason(models.TextChoices):
        LEFT = "left", pgettext_lazy("account closed", "the last employment has ended")
        DIRECTORY = "directory", pgettext_lazy("account closed", "closed in the directory")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="closings")
    reason = models.CharField(max_length=10, choices=Reason)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "reason"], name="organization_closed_once"),
            models.CheckConstraint(
                condition=Q(reason__in=["left", "directory"]), name="organization_closing_reason"
            ),
        ]


class DirectoryGroup(PublicModel):
    """A group of the directory, and the role that HR lets it give.

    Neither the HR main user's role nor the system administrator's: the first decides about this
    table, the second makes the keys. The directory must not be able to give itself either.
    """

    ROLES = ("hr_planner", "data_protection")

    name = models.CharField(_("name"), max_length=200, unique=True)
    external_id = models.CharField(max_length=200, null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, blank=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="directory_groups")
    told_at = models.DateTimeField(default=clock.now)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["", "hr_planner", "data_protection"]),
                name="organization_group_role",
            )
        ]

    def __str__(self) -> str:
        return self.name
