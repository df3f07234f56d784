"""A group's conversation: who is in it, what was thought beforehand, what was agreed and decided.

Thoughts sent without names lie in rows of their own (`AnonymousThought`): no
author, no time, no key that grows. At the closing of the collection all thoughts move, in random
order, to `GatheredThought`, which is what the group sees and the leader groups under headings.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence, LearningWay
from conversations.groups.querysets import (
    GroupConversationQuerySet,
    PracticeQuerySet,
)
from conversations.models.conversation import Round
from conversations.models.items import DevelopmentNeed
from conversations.models.templates import Template
from core import clock
from core.models import PublicModel
from organization.models import Body, Person, Unit


class Perspective(models.TextChoices):
    """Requirement 36: leadership groups and heads' teams look at both."""

    OWN = "own", _("our own group")
    WHOLE = "whole", _("the whole area")


class GroupConversation(PublicModel):
    """One group's conversation in one year. `unit` is what it speaks of; a leadership group is
    also a `body`. `version` guards the state; each text has a version of its own.

    `collection` is empty until the group has chosen how thoughts are sent; `group_asked` says that
    the leader asked it.
    """

    class Kind(models.TextChoices):
        TEAM = "team", _("team")
        RESPONSIBILITY_AREA = "area", _("responsibility area")
        HEADS = "heads", _("team of principals or day-care heads")
        LEADERSHIP = "leadership", _("service area's leadership group")
        STRATEGIC = "strategic", _("city manager's leadership group")

    class State(models.TextChoices):
        PLANNED = "planned", _("not begun")
        COLLECTING = "collecting", _("collecting thoughts")
        WRITING = "writing", _("gathering and writing")
        CLOSED = "closed", _("closed")

    class Collection(models.TextChoices):
        UNDECIDED = "", _("not chosen yet")
        NAMED = "named", _("with names")
        ANONYMOUS = "anonymous", _("without names")

    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_conversations")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="group_conversations"
    )
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    version = models.PositiveIntegerField(default=0)
    # Grows with each thing written after the collection: pages that are open ask for it.
    edits = models.PositiveIntegerField(default=0)
    due_on = models.DateField(_("held by"))
    meets_at = models.DateTimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length, minutes"), default=120)
    place = models.CharField(_("place"), max_length=120, blank=True)
    invitation_sequence = models.PositiveSmallIntegerField(default=0)
    collection = models.CharField(
        max_length=10, choices=Collection, default=Collection.UNDECIDED, blank=True
    )
    group_asked = models.BooleanField(default=False)
    collection_decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    collection_decided_on = models.DateField(null=True, blank=True)
    collect_until = models.DateField(_("thoughts by"), null=True, blank=True)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    collected_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_for = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True)

    objects = GroupConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "unit"],
                name="conversations_group_once",
                violation_error_message=_("This group has a conversation in this year already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["team", "area", "heads", "leadership", "strategic"]),
                name="conversations_group_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "collecting", "writing", "closed"]),
                name="conversations_group_state",
            ),
            models.CheckConstraint(
                condition=Q(collection__in=["", "named", "anonymous"]),
                name="conversations_group_collection",
            ),
            models.CheckConstraint(
                condition=~Q(state="collecting") | ~Q(collection=""),
                name="conversations_group_chosen",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["leadership", "strategic"], body__isnull=False)
                | (~Q(kind__in=["leadership", "strategic"]) & Q(body__isnull=True)),
                name="conversations_group_body",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "year"], name="conversations_group_unit"),
            models.Index(fields=["state", "collect_until"], name="conversations_group_due"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_kind_display()}"


class GroupParticipant(models.Model):
    """Somebody who belongs to the conversation. `attended`: None until the leader has written who
    was there."""

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="conversations_participant_once"
            )
        ]
        indexes = [models.Index(fields=["person"], name="conversations_participant")]


class Thought(PublicModel):
    """A thought sent beforehand in one's own name. Its author's alone until the collection closes.

    `key`: the question's, `theme.question`.
    """

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="thoughts")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=121)
    perspective = models.CharField(max_length=5, choices=Perspective, default=Perspective.OWN)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(perspective__in=Perspective.values),
                name="conversations_thought_perspective",
            )
        ]


class AnonymousThought(models.Model):
    """A thought sent without a name, until the collection closes. Nothing tells whose it is or when
    it came: no author, no time, a random key. The whole pile of a conversation is written anew in
    random order whenever one comes, so that the order of the rows on disk tells nothing either.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="pile")
    key = models.CharField(max_length=121)
    perspective = models.CharField(max_length=5, choices=Perspective, default=Perspective.OWN)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(perspective__in=Perspective.values),
                name="conversations_pile_perspective",
            )
        ]


class Heading(PublicModel):
    """Under which the leader gathers thoughts that belong together."""

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="headings")
    key = models.CharField(max_length=121)
    perspective = models.CharField(max_length=5, choices=Perspective, default=Perspective.OWN)
    title = models.CharField(_("heading"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(perspective__in=Perspective.values),
                name="conversations_heading_perspective",
            )
        ]

    def __str__(self) -> str:
        return self.title


class GatheredThought(PublicModel):
    """A thought after the closing of the collection, as the group sees it. `place` is random, drawn
    at the closing. `author` only of one sent with a name."""

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="gathered")
    author = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=121)
    perspective = models.CharField(max_length=5, choices=Perspective, default=Perspective.OWN)
    text = models.TextField()
    place = models.PositiveSmallIntegerField()
    heading = models.ForeignKey(
        Heading, models.SET_NULL, null=True, blank=True, related_name="thoughts"
    )

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "place"], name="conversations_gathered_place"
            ),
            models.CheckConstraint(
                condition=Q(perspective__in=Perspective.values),
                name="conversations_gathered_perspective",
            ),
        ]


class GroupText(models.Model):
    """What the group agreed, question by question and perspective by perspective.

    `key` is the question's `theme.question`, or one of the conversation's own parts: `lines` (how
    the lines from above were taken into account), `plan` (the area's training plan on the agenda).
    `version` grows by one at each save; a save names the version it was typed over.
    """

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="texts")
    key = models.CharField(max_length=121)
    perspective = models.CharField(max_length=5, choices=Perspective, default=Perspective.OWN)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)
    updated_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "key", "perspective"],
                name="conversations_group_text_once",
            ),
            models.CheckConstraint(
                condition=Q(perspective__in=Perspective.values),
                name="conversations_group_text_perspective",
            ),
        ]


class GroupItem(PublicModel):
    """A focus area, a need or a team goal that the group agreed on.

    Needs and goals take effect at closing: `made` is the id of what was then made of the row, so
    that closing again after a reopening makes nothing twice.
    """

    class Kind(models.TextChoices):
        FOCUS = "focus", _("focus area")
        NEED = "need", _("development need")
        GOAL = "goal", _("team's goal")

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=5, choices=Kind)
    title = models.CharField(_("what"), max_length=200)
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
    urgency = models.CharField(
        _("when"), max_length=6, choices=DevelopmentNeed.Horizon, default="now"
    )
    measure = models.CharField(_("how we know it is reached"), max_length=300, blank=True)
    due_on = models.DateField(_("ready by"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    made = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["focus", "need", "goal"]),
                name="conversations_group_item_kind",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=["now", "future"]),
                name="conversations_group_item_urgency",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Practice(PublicModel):
    """A way of sharing what is learned, also across unit borders (requirement 13). Everybody of the
    house sees it once its conversation is closed; `ended_on` takes it off the page."""

    conversation = models.ForeignKey(
        GroupConversation, models.CASCADE, null=True, blank=True, related_name="practices"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="practices")
    title = models.CharField(_("what is shared"), max_length=200)
    how = models.TextField(_("how and when"), blank=True)
    with_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("with which units")
    )
    everybody = models.BooleanField(_("open to everybody in the city"), default=False)
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who invites"),
    )
    published_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class GroupSummary(PublicModel):
    """The koonti: an immutable copy of what was agreed, made at closing. After a reopening the next
    closing makes the next `number`; the earlier one stays as it was."""

    conversation = models.ForeignKey(GroupConversation, models.CASCADE, related_name="summaries")
    number = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="conversations_summary_once"
            )
        ]
