"""Who may edit templates, and when (requirement 48: HR)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.models import QuestionKind, Template
from core.policies import Allowed, Decision, Denied
from organization.selectors import is_hr

State = Template.State


def kinds_of(template: Template) -> list[QuestionKind]:
    """What may be asked. A group writes free text; competences are assessed one by one, and only
    one's own talk has conditions."""
    if template.kind == Template.Kind.DEVELOPMENT:
        return list(QuestionKind)
    return [QuestionKind.TEXT, QuestionKind.GOALS, QuestionKind.NEEDS]


def can_see_templates(user: Any) -> Decision:
    if is_hr(user):
        return Allowed()
    return Denied(_("Only HR services edit the templates of conversations."), right=True)


def can_edit(user: Any, template: Template) -> Decision:
    """Only a draft changes: a published version stays as it is for good."""
    may = can_see_templates(user)
    if may and not template.is_draft:
        return Denied(
            _("A published version never changes. Make a new draft of it to change something.")
        )
    return may


def can_delete(user: Any, template: Template) -> Decision:
    """A draft that nobody has used yet."""
    may = can_see_templates(user)
    if may and not template.is_draft:
        return Denied(_("Only a draft can be deleted. A published version can be archived."))
    return may


def can_publish(user: Any, template: Template) -> Decision:
    """When nothing that must be there is missing (conversations.editor.checks)."""
    from conversations.editor.checks import problems

    may = can_edit(user, template)
    if may and any(problem.blocks for problem in problems(template)):
        return Denied(_("Something is missing still. Put right what is listed first."))
    return may


def can_archive(user: Any, template: Template) -> Decision:
    """Not the only one that is published: the next year must have something to use."""
    may = can_see_templates(user)
    if may and template.state == State.PUBLISHED:
        others = Template.objects.filter(kind=template.kind, state=State.PUBLISHED)
        if not others.exclude(pk=template.pk).exists():
            return Denied(
                _("This is the only published template of its kind. Publish another one first.")
            )
    return may
