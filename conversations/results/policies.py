"""Who publishes the results of competences, and who reads which part of them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.models import Round
from conversations.querysets import directs
from conversations.results.models import CompetenceResults
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import BodyKind
from organization.selectors import bodies_of, is_hr, person_of

GROUPS = (BodyKind.CITY_LEADERSHIP, BodyKind.AREA_LEADERSHIP)


def can_publish(user: Any, year: int, day: date | None = None) -> Decision:
    """Freeze and publish a year's results: HR services, once, when the round's time is over."""
    if not is_hr(user):
        return Denied(_("Only HR services publish the results."), right=True)
    opened = Round.objects.opened().filter(year=year).first()
    if opened is None:
        return Denied(_("There is no round of conversations for this year."))
    if CompetenceResults.objects.filter(year=year).exists():
        return Denied(_("The results of this year have been published. They do not change."))
    if opened.due_on >= (day or clock.today()):
        return Denied(_("The results can be published when the time for the talks is over."))
    return Allowed()


def can_see_areas(user: Any) -> Decision:
    """The figures by service area: the leadership groups, directors and HR, who decide by them
    (requirement 30). Everybody else reads the whole city's."""
    person = person_of(user)
    today = clock.today()
    if is_hr(user):
        return Allowed()
    if person is not None and (
        directs(person, today) or bodies_of(person, today).filter(kind__in=GROUPS).exists()
    ):
        return Allowed()
    return Denied(
        _("The figures by service area are for leadership groups, directors and HR services."),
        right=True,
    )
