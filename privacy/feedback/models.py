"""Feedback on accessibility and the answer to it within two weeks (306/2019 10 §)."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.models import PublicModel
from organization.models import Person
from organization.selectors import is_hr, person_of


class FeedbackQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """HR answers all; a person sees one's own."""
        person = person_of(user)
        if person is None:
            return self.none()
        return self.all() if is_hr(user) else self.filter(person=person)


class Feedback(PublicModel):
    """One message. A stranger leaves an e-mail address for the answer."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("feedback", "waits for an answer")
        ANSWERED = "answered", pgettext_lazy("feedback", "answered")

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(max_length=2)
    where = models.CharField(_("Page or document"), max_length=200, blank=True)
    text = models.TextField(_("What is not accessible?"))
    received_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    extended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(pgettext_lazy("to feedback", "Answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "answered"]), name="privacy_feedback_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(answer=""), name="privacy_feedback_answer"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="privacy_feedback_due")]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d} {self.state}"
