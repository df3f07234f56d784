"""Letters of goals. They carry no content: that there is a proposal, and where to look."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conversations.goals.policies import Follower
from conversations.models import Goal
from core import clock
from core.mail import name_kind, write_letter
from organization.selectors import recipient_of, supervisor_of

PROPOSED = "goal_proposed"
name_kind(PROPOSED, _("A goal was proposed outside the conversation"))


def tell_proposed(goal: Goal, who: Follower) -> None:
    """The other one of the pair is asked to agree."""
    employee = goal.employment.person
    if who.role == "employee":
        other = supervisor_of(goal.employment, clock.today())
    else:
        other = employee
    if other is None or other == who.person:
        return
    write_letter(
        recipient_of(other),
        kind=PROPOSED,
        occasion="proposed",
        subject_id=goal.uuid,
        context={
            "proposer": str(who.person),
            "url": settings.BASE_URL + reverse("conversations:goal", args=[goal.uuid]),
        },
    )
