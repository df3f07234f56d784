"""What a person asks of one's data: a correction, a remark beside it, a restriction."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models import Conversation
from core import clock
from core.models import PublicModel
from organization.models import Person
from privacy.requests.querysets import DataRequestQuerySet


class DataRequest(PublicModel):
    """A request to correct (GDPR 16) or to restrict (GDPR 18), answered within a month (12(3)).

    About a conversation the present supervisor answers a correction, who may read the text anyway;
    everything else HR services.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        RESTRICTION = "restriction", _("restriction of processing")

    class About(models.TextChoices):
        CONVERSATION = "conversation", _("a development conversation")
        PERSON = "person", _("name, number or e-mail address")
        EMPLOYMENT = "employment", _("employment, unit, job title or supervisor")
        OTHER = "other", _("something else")

    class Ground(models.TextChoices):
        """GDPR 18(1) a-d."""

        NONE = "", _("no ground")
        ACCURACY = "accuracy", _("The data are wrong, and it is being found out.")
        UNLAWFUL = "unlawful", _("They are handled unlawfully, but I do not want them erased.")
        CLAIM = "claim", _("I need them kept for a legal claim of mine.")
        OBJECTION = "objection", _("I object to their being handled, and it is being weighed.")

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Outcome(models.TextChoices):
        NONE = "", _("no answer yet")
        ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
        PARTLY = "partly", pgettext_lazy("request", "accepted in part")
        REFUSED = "refused", pgettext_lazy("request", "refused")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.CharField(_("what it is about"), max_length=12, choices=About)
    conversation = models.ForeignKey(Conversation, models.CASCADE, null=True, related_name="+")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground, blank=True)
    text = models.TextField(_("what you ask"))
    made_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer with its reason"), blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "answered", "withdrawn"]),
                name="privacy_request_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(outcome="") & ~Q(answer="")),
                name="privacy_request_answered",
            ),
            models.CheckConstraint(
                condition=~Q(about="conversation") | Q(conversation__isnull=False),
                name="privacy_request_conversation",
            ),
        ]


class Remark(PublicModel):
    """What a person adds beside one's conversation (GDPR 16, domain.md 3.2): it stands there in
    one's own name and changes nothing of what was signed."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField(_("remark"))
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at", "pk"]


class Restriction(PublicModel):
    """That the processing of a conversation is restricted (GDPR 18), since when and by whom.

    It is lifted seven days after the person has been told (18(3)), at once when the person asks.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    request = models.ForeignKey(DataRequest, models.SET_NULL, null=True, related_name="+")
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    lift_on = models.DateField(null=True)
    lift_reason = models.TextField(_("why it is lifted"), blank=True)
    lift_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(lifted_at__isnull=True),
                name="privacy_restriction_once",
            )
        ]
