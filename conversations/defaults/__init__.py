"""The model's own templates (requirements 30, 35 and 39), brought in once and idempotently."""

from django.db import transaction
from django.db.models import Max

from conversations.defaults import development, group, strategic
from conversations.defaults.words import QuestionWords, ThemeWords
from conversations.models import Question, Template, Theme
from core import clock

THEMES = development.THEMES
THEMES_OF = {
    Template.Kind.DEVELOPMENT: development.THEMES,
    Template.Kind.GROUP: group.THEMES,
    Template.Kind.STRATEGIC: strategic.THEMES,
}

__all__ = ["THEMES", "THEMES_OF", "QuestionWords", "ThemeWords", "ensure_template", "write_themes"]


@transaction.atomic
def ensure_template(kind: str = Template.Kind.DEVELOPMENT) -> Template:
    """The kind's newest published template; the first one is made of these texts. Calling again
    changes nothing."""
    published = Template.objects.filter(kind=kind, state=Template.State.PUBLISHED)
    newest = published.order_by("-published_at", "-number").first()
    if newest is not None:
        return newest
    # A template is frozen once it is published: first its content, then the state.
    template = Template.objects.create(kind=kind, number=next_number(kind))
    write_themes(template)
    template.state = Template.State.PUBLISHED
    template.published_at = clock.now()
    template.save(update_fields=["state", "published_at"])
    return template


def next_number(kind: str) -> int:
    """The number of the kind's next version."""
    highest = Template.objects.filter(kind=kind).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def write_themes(template: Template) -> None:
    """The model's own themes and questions into an empty draft."""
    for order, words in enumerate(THEMES_OF[Template.Kind(template.kind)], start=1):
        theme = Theme.objects.create(
            template=template,
            key=words.key,
            title=words.title,
            help=words.help,
            order=order,
            supervisors_only=words.supervisors_only,
        )
        Question.objects.bulk_create(
            Question(
                theme=theme,
                key=question.key,
                kind=question.kind,
                title=question.title,
                help=question.help,
                sensitivity=question.sensitivity,
                order=place,
            )
            for place, question in enumerate(words.questions, start=1)
        )
