"""Writing drafts, publishing and archiving.

Every write names the version of what it was typed over and raises `Stale` when somebody has changed
it since; the template's own `version` grows with every write of anything in it, so that what is
published is what was looked at.
"""

import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit.services import record
from conversations.defaults import ensure_template, next_number, write_themes
from conversations.editor.policies import can_delete, can_edit, can_see_templates, kinds_of
from conversations.editor.selectors import order_token
from conversations.editor.workflow import WORKFLOW
from conversations.models import Question, Template, Theme
from core import clock
from core.policies import Stale, require
from organization.selectors import person_of

MOST_THEMES = 30
MOST_QUESTIONS = 40  # in one theme
# Keys of themes stand in addresses beside these.
TAKEN = ("osaamiset", "tavoitteet", "muutokset", "jaa", "tuki")


@transaction.atomic
def new_draft(*, user: Any, kind: str, source: Template | None = None) -> Template:
    """A draft made of `source`, or of the model's own texts. Keys stay the same, so that last
    year's answers stand beside this year's questions."""
    require(can_see_templates(user))
    ensure_template(kind)  # so that the first version is always the model's own
    draft = Template.objects.create(
        kind=kind,
        number=next_number(kind),
        name=dict(source.name) if source else {},
        made_from=source,
        updated_by=person_of(user),
    )
    if source is None:
        write_themes(draft)
    else:
        _copy(source, draft)
    record(user, "conversations.template.draft", draft)
    return draft


def _copy(source: Template, draft: Template) -> None:
    for theme in source.themes.prefetch_related("questions"):
        copy = Theme.objects.create(
            template=draft,
            **{name: getattr(theme, name) for name in THEME_FIELDS},
            key=theme.key,
            order=theme.order,
        )
        Question.objects.bulk_create(
            Question(
                theme=copy,
                **{name: getattr(question, name) for name in QUESTION_FIELDS},
                key=question.key,
                kind=question.kind,
                order=question.order,
            )
            for question in theme.questions.all()
        )


TEMPLATE_FIELDS = ("name", "note")
THEME_FIELDS = ("title", "help", "supervisors_only")
QUESTION_FIELDS = ("title", "help", "options", "supervisors_only", "sensitivity")


@transaction.atomic
def delete_draft(*, user: Any, template: Template) -> None:
    """A draft nobody has used goes for good. Raises `Refused`, `Stale`."""
    require(can_delete(user, template))
    _touch(user, template)
    record(user, "conversations.template.delete", template)
    template.delete()


@transaction.atomic
def change_template(
    *, user: Any, template: Template, version: int, values: Mapping[str, Any]
) -> None:
    """Its name and what is new. `version` is `words_version`: what others do to its questions
    meanwhile is no clash. Raises `Refused`, `Stale`."""
    _touch(user, template)
    if words_version(Template.objects.get(pk=template.pk)) != version:
        raise Stale
    Template.objects.filter(pk=template.pk).update(**values)
    record(user, "conversations.template.change", template)


def words_version(template: Template) -> int:
    """Names the template's own words as they stand."""
    return crc32(json.dumps([template.name, template.note], sort_keys=True).encode())


@transaction.atomic
def add_theme(*, user: Any, template: Template, values: Mapping[str, Any]) -> Theme:
    """At the end."""
    _touch(user, template)
    themes = list(template.themes.all())
    if len(themes) >= MOST_THEMES:
        raise ValidationError(_("There are already as many themes as a template can have."))
    made = Theme.objects.create(
        template=template,
        key=_key(values["title"], {theme.key for theme in themes} | set(TAKEN)),
        order=max((theme.order for theme in themes), default=0) + 1,
        **_stamp(user),
        **values,
    )
    record(user, "conversations.template.change", template)
    return made


@transaction.atomic
def add_question(*, user: Any, theme: Theme, kind: str, values: Mapping[str, Any]) -> Question:
    """At the end of the theme."""
    template = theme.template
    if kind not in kinds_of(template):
        raise ValidationError(_("This kind of question is not asked in these conversations."))
    _touch(user, template)
    there = list(theme.questions.all())
    if len(there) >= MOST_QUESTIONS:
        raise ValidationError(_("There are already as many questions as a theme can have."))
    keys = set(Question.objects.filter(theme__template=template).values_list("key", flat=True))
    made = Question.objects.create(
        theme=theme,
        kind=kind,
        key=_key(values["title"], keys),
        order=max((question.order for question in there), default=0) + 1,
        **_stamp(user),
        **values,
    )
    record(user, "conversations.template.change", template)
    return made


@transaction.atomic
def change_part(
    *, user: Any, part: Theme | Question, version: int, values: Mapping[str, Any]
) -> None:
    """A theme's or a question's own words and conditions. Raises `Refused`, `Stale`."""
    template = template_of(part)
    _touch(user, template)
    same = type(part).objects.filter(pk=part.pk, version=version)
    if not same.update(version=F("version") + 1, **_stamp(user), **values):
        raise Stale
    record(user, "conversations.template.change", template)


@transaction.atomic
def remove_part(*, user: Any, part: Theme | Question, version: int) -> None:
    """A theme goes with its questions. Raises `Refused`, `Stale`."""
    template = template_of(part)
    _touch(user, template)
    if not type(part).objects.filter(pk=part.pk, version=version).exists():
        raise Stale
    part.delete()
    record(user, "conversations.template.change", template)


@transaction.atomic
def move_theme(*, user: Any, theme: Theme, to: int, seen: str) -> None:
    """To place `to` (0 first) of the themes. `seen`: the order that the mover looked at; when it is
    another by now, nothing is moved and `Stale` is raised."""
    template = theme.template
    _touch(user, template)
    if order_token(template) != seen:
        raise Stale
    _place(Theme, list(template.themes.all()), theme, to)
    record(user, "conversations.template.change", template)


@transaction.atomic
def move_question(*, user: Any, question: Question, theme: Theme, to: int, seen: str) -> None:
    """To place `to` of `theme`, of the same template. As `move_theme`."""
    template = question.theme.template
    if theme.template_id != template.pk:
        raise ValidationError(_("Choose a theme of the same template."))
    _touch(user, template)
    if order_token(template) != seen:
        raise Stale
    if theme.pk != question.theme_id:
        if theme.questions.count() >= MOST_QUESTIONS:
            raise ValidationError(_("There are already as many questions as a theme can have."))
        Question.objects.filter(pk=question.pk).update(theme=theme)
        question.theme = theme
    _place(Question, list(theme.questions.all()), question, to)
    record(user, "conversations.template.change", template)


def _place(model: Any, rows: list[Any], moved: Any, to: int) -> None:
    rows = [row for row in rows if row.pk != moved.pk]
    rows.insert(max(0, min(to, len(rows))), moved)
    for order, row in enumerate(rows, start=1):
        row.order = order
    model.objects.bulk_update(rows, ["order"])


def publish(*, user: Any, template: Template, version: int) -> None:
    """Freeze it for good as it was at `version`. Raises `Refused`, `Stale`."""
    require(WORKFLOW.decide("publish", user, template))
    template.version = version
    with transaction.atomic():
        # The database wants the day to be there when the state comes.
        drafts = Template.objects.filter(pk=template.pk, state=Template.State.DRAFT)
        drafts.update(published_at=clock.now())
        WORKFLOW.run("publish", user=user, obj=template)
    template.refresh_from_db()


def archive(*, user: Any, template: Template) -> None:
    """No new round can choose it; those that use it go on. Raises `Refused`, `Stale`."""

    def effect(user: Any, obj: Any) -> None:
        Template.objects.filter(pk=obj.pk).update(archived_at=clock.now())

    WORKFLOW.run("archive", user=user, obj=template, effect=effect)


def restore(*, user: Any, template: Template) -> None:
    """Take back into use. Raises `Refused`, `Stale`."""

    def effect(user: Any, obj: Any) -> None:
        Template.objects.filter(pk=obj.pk).update(archived_at=None)

    WORKFLOW.run("restore", user=user, obj=template, effect=effect)


def template_of(part: Theme | Question) -> Template:
    return part.template if isinstance(part, Theme) else part.theme.template


def _touch(user: Any, template: Template) -> None:
    """Before a write, inside its transaction: only a draft, and nobody publishes it meanwhile."""
    require(can_edit(user, template))
    same = Template.objects.filter(pk=template.pk, state=Template.State.DRAFT)
    if not same.update(version=F("version") + 1, **_stamp(user)):
        raise Stale
    template.refresh_from_db(fields=["version", "state"])


def _stamp(user: Any) -> dict[str, Any]:
    return {"updated_at": clock.now(), "updated_by": person_of(user)}


def _key(title: Mapping[str, str], taken: set[str]) -> str:
    """A key for a new row, made of its heading; it never changes afterwards."""
    base = slugify(title.get("en") or title.get("fi") or "")[:50] or "part"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
