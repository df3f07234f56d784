"""The parts of a conversation at the left, in order, with their state."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from conversations.models import (
    Layer,
    Theme,
)
from conversations.selectors.parts.page import PREPARE, Page
from core.look.parts import RailGroup, RailItem
from core.policies import Words


def rail(page: Page, stage: str, here: str, *, whole: str | None = None) -> list[RailGroup]:
    """`whole`: the address of the page where all parts stand ("" when one is there); each item
    leads to its place on it."""
    groups = [
        RailGroup(_("Conversation"), [_theme_item(page, t, stage, here) for t in page.themes]),
        RailGroup(_("Assessment of competences"), [_rating_item(page, stage, here)]),
        RailGroup(_("Goals and learning"), [_goal_item(page, stage, here)]),
    ]
    if whole is None:
        return groups
    anchors = iter([*(t.key for t in page.themes), "ratings", "items"])
    return [
        RailGroup(
            g.title, [replace(item, url=f"{whole}#{anchor(next(anchors))}") for item in g.items]
        )
        for g in groups
    ]


def anchor(key: str) -> str:
    """Where a part begins on the page of the whole conversation."""
    return f"part-{key}"


def urls(page: Page, stage: str) -> list[tuple[str, str]]:
    """(part, address) in order, for "Next"."""
    uuid = page.conversation.uuid
    pairs = [
        (t.key, reverse(f"conversations:{stage}_theme", args=[uuid, t.key])) for t in page.themes
    ]
    pairs.append(("ratings", reverse(f"conversations:{stage}_ratings", args=[uuid])))
    pairs.append(("items", reverse(f"conversations:{stage}_items", args=[uuid])))
    return pairs


def place(page: Page, stage: str, here: str) -> tuple[int, int]:
    """Which part of how many."""
    keys = [key for key, _url in urls(page, stage)]
    return keys.index(here) + 1, len(keys)


def following(page: Page, stage: str, here: str) -> str | None:
    pairs = urls(page, stage)
    keys = [key for key, _url in pairs]
    after = keys.index(here) + 1
    return pairs[after][1] if after < len(pairs) else None


def _theme_item(page: Page, theme: Theme, stage: str, here: str) -> RailItem:
    layer = page.reader.layer if stage == PREPARE else Layer.AGREED
    done = any(
        (answer := page.text(q, layer)) is not None and answer.text for q in page.asked(theme)
    )
    done_words = pgettext("part", "Written") if stage == PREPARE else pgettext("part", "Discussed")
    return _item(
        theme.title,
        reverse(f"conversations:{stage}_theme", args=[page.conversation.uuid, theme.key]),
        done_words if done else pgettext("part", "Empty"),
        done,
        theme.key == here,
    )


def _rating_item(page: Page, stage: str, here: str) -> RailItem:
    layer = page.reader.layer if stage == PREPARE else Layer.AGREED
    asked = {c.pk for c in page.competences_at(stage)}
    rated = asked & {
        r.competence_id for r in page.ratings_of(layer, own=stage == PREPARE) if r.level is not None
    }
    total = len(asked)
    title = ngettext("{number} competence", "{number} competences", total)
    words = (
        pgettext("part", "{done} of {total} rated")
        if stage == PREPARE
        else pgettext("part", "{done} of {total} agreed")
    )
    return _item(
        title.format(number=total),
        reverse(f"conversations:{stage}_ratings", args=[page.conversation.uuid]),
        words.format(done=len(rated), total=total),
        len(rated) == total > 0,
        here == "ratings",
    )


def _goal_item(page: Page, stage: str, here: str) -> RailItem:
    if stage == PREPARE:
        number = sum(s.mine for s in [*page.goals.suggested, *page.needs.suggested])
        words = ngettext("{number} suggestion", "{number} suggestions", number)
    else:
        number = len(page.goals.agreed) + len(page.needs.agreed)
        words = ngettext("{number} agreed", "{number} agreed", number)
    return _item(
        _("Goals and learning wishes") if stage == PREPARE else _("Goals and learning needs"),
        reverse(f"conversations:{stage}_items", args=[page.conversation.uuid]),
        words.format(number=number) if number else pgettext("part", "Empty"),
        number > 0,
        here == "items",
    )


def _item(title: Words, url: str, words: str, done: bool, current: bool) -> RailItem:
    if current:
        return RailItem(title, url, "next", pgettext("part", "Open now"), True)
    return RailItem(title, url, "done" if done else "coming", words)
