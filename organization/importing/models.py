"""An import of people or units, and what each of its rows is going to do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.models import PublicModel
from organization.importing.querysets import ImportQuerySet


class Import(PublicModel):
    """One file on its way in. Its cells are kept only until it is applied, or seven days."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People and employments")
        UNITS = "units", _("Units")

    class State(models.TextChoices):
        COLUMNS = "columns", _("choose the columns")
        STAGING = "staging", _("the preview is being made")
        PREVIEW = "preview", _("check the preview")
        APPLYING = "applying", _("is being brought in")
        APPLIED = "applied", _("brought in")
        OUTDATED = "outdated", _("data changed, make a new preview")

    kind = models.CharField(_("content"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.COLUMNS)
    version = models.PositiveIntegerField(default=0)
    file_name = models.CharField(_("file"), max_length=120)
    file_format = models.CharField(max_length=60)
    other_sheets = models.PositiveSmallIntegerField(default=0)
    # The cells as compressed JSON: nothing else of the file is kept.
    content = models.BinaryField(null=True)
    headers = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    effective_on = models.DateField(_("changes apply from"), null=True)
    complete = models.BooleanField(_("the file is complete"), default=False)
    run = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    uploaded_by = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField(_("uploaded"), default=clock.now)
    applied_at = models.DateTimeField(_("applied"), null=True)

    OUTCOMES = ("create", "change", "end", "refuse", "same")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["people", "units"]), name="organization_import_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["columns", "staging", "preview", "applying", "applied", "outdated"]
                ),
                name="organization_import_state",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def changes_something(self) -> bool:
        return any(self.counts.get(outcome) for outcome in ("create", "change", "end"))


class ImportRow(models.Model):
    """What one row of the file (or one person missing from it) will do, and why."""

    class Outcome(models.TextChoices):
        CREATE = "create", pgettext_lazy("outcome", "new")
        CHANGE = "change", pgettext_lazy("outcome", "changes")
        END = "end", pgettext_lazy("outcome", "ends")
        REFUSE = "refuse", pgettext_lazy("outcome", "refused")
        SAME = "same", pgettext_lazy("outcome", "no change")

    class Kind(models.TextChoices):
        """What it is in the life of a person or a unit."""

        NEW = "new", pgettext_lazy("import", "comes to work")
        SECOND = "second", pgettext_lazy("import", "another employment beside the present one")
        RETURN = "return", pgettext_lazy("import", "returns: a new employment")
        CONTINUES = "continues", pgettext_lazy("import", "returns: the earlier employment goes on")
        LEAVES = "leaves", pgettext_lazy("import", "leaves")
        ENDS_ONE = "ends_one", pgettext_lazy("import", "one employment ends, another goes on")
        MOVE = "move", pgettext_lazy("import", "moves")
        TERMS = "terms", pgettext_lazy("import", "job title or terms change")
        DETAILS = "details", pgettext_lazy("import", "name or e-mail changes")
        SUPERVISOR = "supervisor", pgettext_lazy("import", "supervisor changes")

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    # Where it stands in the preview; those missing from the file come last and have no number.
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    # The first past day on which something else will stand than stood before.
    corrects_from = models.DateField(null=True)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    # Lower case: SQLite knows no case of ä and ö.
    search = models.CharField(max_length=270)
    # [field, before, after, from day or None], [code, parameters]
    changes = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    needs = models.CharField(max_length=60, blank=True)
    employment = models.BigIntegerField(null=True)
    plan = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="organization_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["create", "change", "end", "refuse", "same"]),
                name="organization_row_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "outcome", "position"], name="organization_row_list")
        ]


class ImportMapping(models.Model):
    """Which heading holds what in one system's files, remembered under a name."""

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(max_length=10, choices=Import.Kind)
    # {field: heading}
    headings = models.JSONField(default=dict)
    saved_by = models.UUIDField(null=True)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="organization_mapping_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["people", "units"]), name="organization_mapping_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name
