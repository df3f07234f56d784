"""The way of a framework: draft, published, archived. Nothing is ever deleted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from competencies.frameworks.policies import can_archive, can_publish
from competencies.frameworks.selectors import missing
from competencies.models import Framework
from core.policies import Decision, Denied
from core.workflow import Transition, Workflow

State = Framework.State


def _publish(user: Any, framework: Framework) -> Decision:
    decision = can_publish(user, framework)
    if not decision or framework.state != State.DRAFT:
        return decision
    if missing(framework):
        return Denied(_("Something is still missing. The page lists what."))
    return decision


FRAMEWORK = Workflow(
    [
        Transition(
            "publish",
            _("Publish the framework"),
            (State.DRAFT,),
            State.PUBLISHED,
            _publish,
            wrong_state=_("This version has been published or archived already."),
        ),
        Transition(
            "archive",
            _("Take out of use"),
            (State.DRAFT, State.PUBLISHED),
            State.ARCHIVED,
            can_archive,
            wrong_state=_("This version is archived. It is only kept."),
        ),
    ],
    initial=State.DRAFT,
)
