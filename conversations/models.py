"""Development conversations: templates, rounds, the talk itself, goals, needs and signatures.

A round year (when one talks), a plan year (what is planned) and a framework year are three fields.
Who sees what of a conversation stands in one table in docs/architecture.md; `querysets.py` and
`policies.py` are its only doors.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Catalogue, Competence, Framework, LearningWay
from conversations.querysets import (
    AnswerQuerySet,
    ConversationQuerySet,
    ItemQuerySet,
    PreparationQuerySet,
    RatingQuerySet,
)
from core import clock
from core.fields import TranslatedField
from core.models import PublicModel
from organization.models import Employment, Person, Unit


class Template(PublicModel):
    """A version of the conversation's themes and questions. Once published it never changes."""

    class Kind(models.TextChoices):
        DEVELOPMENT = "development", _("development conversation")

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEVELOPMENT)
    number = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="conversations_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Theme(PublicModel):
    """A theme of the talk (requirement 39). `supervisors_only`: theme 4."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    title = TranslatedField()
    order = models.PositiveSmallIntegerField()
    supervisors_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="conversations_theme_once")
        ]

    def __str__(self) -> str:
        return str(self.title)


class Sensitivity(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    WELLBEING = "wellbeing", _("wellbeing")
    FEEDBACK = "feedback", _("feedback on the supervisor")


class Question(PublicModel):
    """A subtheme with its help text. `key` is the same from version to version, so that last year's
    agreed answer stands beside."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    title = TranslatedField()
    help = TranslatedField()
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.ORDINARY)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "key"], name="conversations_question_once"),
            models.CheckConstraint(
                condition=Q(sensitivity__in=Sensitivity.values),
                name="conversations_question_sensitivity",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Round(PublicModel):
    """One year's development conversations for the whole city, with the versions they use."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    template = models.ForeignKey(Template, models.PROTECT)
    staff_framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    supervisor_framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    catalogue = models.ForeignKey(Catalogue, models.PROTECT)
    due_on = models.DateField(_("talks held by"))
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.year)


class Conversation(PublicModel):
    """One employment's development conversation in one round.

    `supervisor` is who holds it now (a change of supervisor hands it over); `held_by`, `held_unit`
    and `held_job_title` are the snapshot taken when it is held. `version` guards the state;
    each text has a version of its own.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", _("preparing")
        HELD = "held", _("held, to be signed")
        LOCKED = "locked", _("signed and locked")

    round = models.ForeignKey(Round, models.PROTECT, related_name="conversations")
    employment = models.ForeignKey(Employment, models.CASCADE, related_name="conversations")
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="led_conversations")
    for_supervisor = models.BooleanField(_("for a supervisor"), default=False)
    state = models.CharField(max_length=12, choices=State, default=State.PREPARING)
    version = models.PositiveIntegerField(default=0)
    meets_at = models.DateTimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length, minutes"), default=60)
    place = models.CharField(_("place"), max_length=120, blank=True)
    invitation_sequence = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(default=clock.now)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    held_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    held_job_title = models.CharField(max_length=120, blank=True)
    locked_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "employment"],
                name="conversations_one_open",
                condition=~Q(state="locked"),
                violation_error_message=_("This employment already has an open conversation."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "held", "locked"]),
                name="conversations_state",
            ),
            models.CheckConstraint(
                condition=Q(state="preparing") | Q(held_at__isnull=False),
                name="conversations_held",
            ),
        ]
        indexes = [
            models.Index(fields=["supervisor", "state"], name="conversations_led"),
            models.Index(fields=["employment", "round"], name="conversations_employment"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.employment}"

    @property
    def data_subject(self) -> object:
        """Whose data this is, for the event log."""
        return self.employment.person.uuid


class Side(models.TextChoices):
    EMPLOYEE = "employee", _("employee")
    SUPERVISOR = "supervisor", _("supervisor")


class Layer(models.TextChoices):
    """Whose text or rating it is: one side's preparation, or what was agreed together."""

    EMPLOYEE = "employee", _("employee")
    SUPERVISOR = "supervisor", _("supervisor")
    AGREED = "agreed", _("agreed")


class Preparation(models.Model):
    """One side's preparation. It opens to the other when its author shares it.

    Text not shared when the talk is held, or when the supervisor changes, is shared or deleted by
    its author, and deleted by itself after `delete_after` (14 days).
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="preparations")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    shared_at = models.DateTimeField(null=True)
    delete_after = models.DateField(null=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side", "author"], name="conversations_preparation_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="conversations_preparation_side"
            ),
        ]


class Answer(models.Model):
    """A text to a question: a side's preparation (with its author) or what was agreed.

    `version` grows by one at each save; a save names the version it was typed over, and a clash is
    shown to the second writer.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    layer = models.CharField(max_length=10, choices=Layer)
    author = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "question", "layer", "author"],
                name="conversations_answer_once",
            ),
            models.UniqueConstraint(
                fields=["conversation", "question"],
                condition=Q(layer="agreed"),
                name="conversations_agreed_once",
            ),
            models.CheckConstraint(
                condition=Q(layer__in=Layer.values), name="conversations_answer_layer"
            ),
            models.CheckConstraint(
                condition=Q(layer="agreed", author__isnull=True)
                | (~Q(layer="agreed") & Q(author__isnull=False)),
                name="conversations_answer_author",
            ),
        ]


class Rating(models.Model):
    """A level on a competence: self, supervisor's or agreed. No `level`: "not assessed" chosen."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="ratings")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    layer = models.CharField(max_length=10, choices=Layer)
    author = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField(default=clock.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "competence", "layer", "author"],
                name="conversations_rating_once",
            ),
            models.UniqueConstraint(
                fields=["conversation", "competence"],
                condition=Q(layer="agreed"),
                name="conversations_agreed_rating_once",
            ),
            models.CheckConstraint(
                condition=Q(layer__in=Layer.values), name="conversations_rating_layer"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | (Q(level__gte=1) & Q(level__lte=9)),
                name="conversations_rating_level",
            ),
        ]


class Goal(PublicModel):
    """A goal of one employment (requirements 14, 40). `agreed` false: suggested in a preparation by
    `author`, seen by the other side once shared."""

    class Status(models.TextChoices):
        OPEN = "open", _("in progress")
        DONE = "done", _("reached")
        DROPPED = "dropped", _("dropped")

    employment = models.ForeignKey(Employment, models.CASCADE, related_name="goals")
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="goals"
    )
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed = models.BooleanField(default=False)
    title = models.CharField(_("goal"), max_length=200)
    way = models.ForeignKey(
        LearningWay, models.PROTECT, related_name="+", verbose_name=_("way of learning")
    )
    competence = models.ForeignKey(
        Competence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("competence"),
    )
    measure = models.CharField(_("how we know it is reached"), max_length=300, blank=True)
    due_on = models.DateField(_("ready by"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "dropped"]),
                name="conversations_goal_status",
            )
        ]

    def __str__(self) -> str:
        return self.title


class DevelopmentNeed(PublicModel):
    """What somebody needs to learn. Its source is not always a conversation (law, survey, group).
    As a wish of a preparation (`agreed` false) it is its author's until shared."""

    class Source(models.TextChoices):
        CONVERSATION = "conversation", _("development conversation")
        GROUP = "group", _("group conversation")
        STRATEGIC = "strategic", _("strategic conversation")
        SURVEY = "survey", _("survey")
        LAW = "law", _("law")
        HR = "hr", _("HR services")

    class Urgency(models.TextChoices):
        NOW = "now", _("needed now")
        FUTURE = "future", _("needed in future")

    source = models.CharField(max_length=12, choices=Source, default=Source.CONVERSATION)
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="needs"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    agreed = models.BooleanField(default=False)
    topic = models.CharField(_("what needs to be learned"), max_length=200)
    competence = models.ForeignKey(
        Competence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("competence"),
    )
    way = models.ForeignKey(
        LearningWay,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("way of learning"),
    )
    urgency = models.CharField(_("when"), max_length=6, choices=Urgency, default=Urgency.NOW)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["urgency", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source="conversation", conversation__isnull=False)
                | (~Q(source="conversation") & Q(unit__isnull=False)),
                name="conversations_need_source",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=["now", "future"]), name="conversations_need_urgency"
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Signature(PublicModel):
    """A signature bound to a content hash. An edit before locking voids it (`voided_at`)."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side"],
                condition=Q(voided_at__isnull=True),
                name="conversations_signature_once",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="conversations_signature_side"
            ),
        ]


class SignedCopy(models.Model):
    """The immutable content as it was signed; the PDF is drawn from it (architecture, idea 5)."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="signed_copy")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
