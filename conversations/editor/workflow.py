"""The way of a template: draft, published, archived."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.editor.policies import can_archive, can_publish, can_see_templates
from conversations.models import Template
from core.policies import Decision
from core.workflow import Transition, Workflow

State = Template.State


def may_take_back(user: Any, template: Template) -> Decision:
    return can_see_templates(user)


WORKFLOW = Workflow(
    [
        Transition(
            "publish",
            _("Publish"),
            (State.DRAFT,),
            State.PUBLISHED,
            can_publish,
            wrong_state=_("It has been published already."),
        ),
        Transition(
            "archive",
            _("Archive"),
            (State.PUBLISHED,),
            State.ARCHIVED,
            can_archive,
            wrong_state=_("Only a published template can be archived."),
        ),
        Transition(
            "restore",
            _("Take back into use"),
            (State.ARCHIVED,),
            State.PUBLISHED,
            may_take_back,
            wrong_state=_("Only an archived template can be taken back into use."),
        ),
    ],
    initial=State.DRAFT,
)
