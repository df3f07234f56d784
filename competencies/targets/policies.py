"""Who sets target levels: HR anywhere, a unit's leader in the unit and those below it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from competencies.models import Framework
from core import clock
from core.policies import Allowed, Decision, Denied
from organization.models import Unit
from organization.selectors import is_hr, led_units, person_of, units_in_line_of

_NOT_YOURS = Denied(_("Targets are set by HR services, and by leaders in their own units."), True)


def can_see_targets(user: Any, framework: Framework) -> Decision:
    """Leaders see published lists, HR drafts and archived ones too."""
    if is_hr(user):
        return Allowed()
    person = person_of(user)
    if person is None or not led_units(person, clock.today()).exists():
        return _NOT_YOURS
    return Allowed() if framework.published_at else _NOT_YOURS


def can_set_targets(user: Any, framework: Framework, unit: Unit | None) -> Decision:
    """`unit` None: a job title in the whole city, which is HR's to set. Held talks keep theirs."""
    if not is_hr(user):
        person = person_of(user)
        if (
            person is None
            or unit is None
            or not units_in_line_of(person, clock.today()).filter(pk=unit.pk).exists()
        ):
            return _NOT_YOURS
    if framework.state == Framework.State.ARCHIVED:
        return Denied(_("This version is archived. It is only kept."))
    return Allowed()
