"""Templates that may be chosen, and what of a template concerns one talk."""

from django.db.models import QuerySet

from conversations.models import Question, Template


def published_templates(kind: str = Template.Kind.DEVELOPMENT) -> QuerySet[Template]:
    """What a round or a group conversation may use, the newest first."""
    published = Template.objects.filter(kind=kind, state=Template.State.PUBLISHED)
    return published.order_by("-published_at", "-number")


def questions_asked(template: Template, *, for_supervisor: bool = False) -> list[Question]:
    """The template's questions in order, without blocks and without those of supervisors' own
    talks. One query; `theme` comes along."""
    rows = Question.objects.filter(theme__template=template).select_related("theme")
    return [
        question
        for question in rows.order_by("theme__order", "order", "pk")
        if not question.is_block
        and (for_supervisor or not (question.supervisors_only or question.theme.supervisors_only))
    ]
