"""The competences on their scale, with both sides' marks as far as the reader may see them."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conversations.models import (
    Conversation,
    Layer,
)
from conversations.selectors.parts.page import PREPARE, TALK, Page
from core.look.parts import Level, RatingRow

State = Conversation.State


def rating_rows(
    page: Page, stage: str, *, chosen: dict[int, int | None] | None = None, locked: bool = False
) -> list[tuple[str, list[RatingRow]]]:
    """Rows by framework, with both sides' marks as far as the reader may see them."""
    levels, texts = page.level_words
    employee = {r.competence_id: r.level for r in page.ratings_of(Layer.EMPLOYEE)}
    supervisor = {r.competence_id: r.level for r in page.ratings_of(Layer.SUPERVISOR)}
    held = page.stored_levels(stage)
    groups: dict[str, list[RatingRow]] = defaultdict(list)
    for competence in page.competences_at(stage):
        key = competence.pk
        value = (held if chosen is None else chosen).get(key)
        own, boss = employee.get(key), supervisor.get(key)
        groups[competence.framework.title].append(
            RatingRow(
                name=f"level_{competence.key}",
                title=competence.name,
                levels=[
                    Level(n, texts.get((key, n), levels[competence.framework_id][n]))
                    for n in sorted(levels[competence.framework_id])
                ],
                value=value,
                own=None if _is_field(page, stage, Layer.EMPLOYEE) else own,
                supervisor=None if _is_field(page, stage, Layer.SUPERVISOR) else boss,
                target=competence.target,
                last=page.last.level(competence),
                last_year=page.last.year,
                locked=locked,
                value_name=(
                    pgettext("rating", "Agreed") if stage == TALK else pgettext("rating", "You")
                ),
                description=f"{competence.description} {competence.example}".strip(),
                note=_note(page, stage, value, own, boss),
                clearable=True,
            )
        )
    return list(groups.items())


def _is_field(page: Page, stage: str, layer: str) -> bool:
    """In a preparation one's own rating is the field itself, not a mark above it."""
    return stage == PREPARE and page.reader.layer == layer


def _note(page: Page, stage: str, value: int | None, own: int | None, boss: int | None) -> str:
    if stage != TALK or value is not None:
        return ""
    if own is None or boss is None:
        return _("Not yet agreed.")
    if own == boss:
        return _("Not yet agreed. Both chose {level}.").format(level=own)
    return _("Not yet agreed. The ratings differ: tell each other an example.")


def rated_by_others(page: Page, stage: str) -> str:
    """Which lists are not the reader's to rate beforehand, in words; empty when all are."""
    if len(page.competences_at(stage)) == len(page.competences):
        return ""
    mine = page.reader.layer == Layer.EMPLOYEE
    raters = "supervisor" if mine else "self"
    lists = ", ".join(
        used.framework.title for used in page.frameworks if used.framework.raters == raters
    )
    if mine:
        return _("Only the supervisor rates these beforehand: {lists}.").format(lists=lists)
    return _("Only the employee rates these beforehand: {lists}.").format(lists=lists)
