"""Feedback is answered within two weeks (306/2019 10 §): HR sees it on the home page at once and is
reminded when the time is near."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annual_clock.obligations import Obligation
from organization.models import Person, RoleGrant
from organization.selectors import HR_ROLES
from privacy.feedback.models import Feedback


def obligations(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    open_ones = list(Feedback.objects.filter(state=Feedback.State.OPEN))
    if not open_ones:
        return
    grants = RoleGrant.objects.on(today).filter(role__in=HR_ROLES).select_related("person__user")
    if people is not None:
        grants = grants.filter(person__in=list(people))
    for person in {grant.person_id: grant.person for grant in grants}.values():
        for feedback in open_ones:
            yield Obligation(
                person=person,
                kind="privacy.feedback",
                subject=feedback.uuid,
                title=_("Answer feedback on accessibility"),
                text=feedback.where,
                action=pgettext_lazy("verb", "Answer"),
                due=feedback.due_on,
                url=reverse("privacy:feedback_one", args=[feedback.uuid]),
                minutes=20,
            )
