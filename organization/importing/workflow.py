"""The way of an import: columns, preview, applied."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.models import Work
from core.policies import Decision, Denied
from core.workflow import Transition, Workflow, always
from organization.importing.models import Import
from organization.importing.policies import can_import

State = Import.State


def _may_choose(user: Any, source: Import) -> Decision:
    decision = can_import(user)
    if decision and source.state == State.STAGING and not failed(source):
        return Denied(_("The preview is being made. Wait until it is ready."))
    return decision


def _may_apply(user: Any, source: Import) -> Decision:
    decision = can_import(user)
    if decision and source.state == State.PREVIEW and not source.changes_something:
        return Denied(_("The file changes nothing."))
    return decision


def failed(source: Import) -> bool:
    """Whether the background work of this state has given up."""
    return Work.objects.filter(
        kind__in=["organization.stage_import", "organization.apply_import"],
        key=f"{source.uuid}:{source.run}",
        state=Work.State.FAILED,
    ).exists()


IMPORT = Workflow(
    [
        Transition(
            "choose_columns",
            _("Make the preview"),
            (State.COLUMNS, State.STAGING, State.PREVIEW, State.OUTDATED),
            State.STAGING,
            _may_choose,
            wrong_state=_("The file has been brought in already."),
        ),
        Transition("previewed", _("Preview is ready"), (State.STAGING,), State.PREVIEW, always),
        Transition(
            "apply",
            _("Bring in"),
            (State.PREVIEW,),
            State.APPLYING,
            _may_apply,
            wrong_state=_("Check the preview first."),
        ),
        Transition("applied", _("Brought in"), (State.APPLYING,), State.APPLIED, always),
        Transition("outdate", _("Data changed"), (State.APPLYING,), State.OUTDATED, always),
    ],
    initial=State.COLUMNS,
)
