"""What the pages of one group conversation are drawn from, as its reader may see it. The number of
queries is the same for a group of five and of two hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competencies.lines.selectors import LinesOfUnit
from conversations.groups.agenda import AgendaItem, agenda
from conversations.groups.closing import missing
from conversations.groups.lines import lines_for
from conversations.groups.membership import leaders_of
from conversations.groups.models import (
    GatheredThought,
    GroupConversation,
    GroupItem,
    GroupParticipant,
    GroupText,
    Heading,
    Practice,
    Thought,
)
from conversations.groups.naming import group_name, title
from conversations.groups.policies import GroupReader
from conversations.groups.slots import Outline, Slot
from conversations.models import Theme
from core import clock
from core.look import formats
from core.look.parts import RailGroup, RailItem, Step
from core.policies import Words
from organization.models import Person

State = GroupConversation.State

# The parts beside the themes, in order: key -> address of its page.
PARTS = ("lines", "items", "practices", "attendance")


@dataclass(frozen=True)
class Pile:
    """Thoughts under one heading (or under none: `heading` None), in the order drawn by lot."""

    heading: Heading | None
    thoughts: Sequence[GatheredThought]


@dataclass(frozen=True)
class Field:
    """A slot with what stands in it."""

    slot: Slot
    text: str
    version: int
    piles: Sequence[Pile]
    who: str = ""

    @property
    def headings(self) -> list[Heading]:
        return [pile.heading for pile in self.piles if pile.heading]


class GroupPage:
    def __init__(self, user: Any, reader: GroupReader) -> None:
        self.user = user
        self.reader = reader
        self.conversation = reader.conversation
        self.day: date = clock.today()
        self.outline = Outline(reader.conversation)

    @cached_property
    def name(self) -> str:
        return group_name(self.conversation, self.day)

    @cached_property
    def title(self) -> str:
        return title(self.conversation)

    @cached_property
    def leader(self) -> Person | None:
        pk = leaders_of([self.conversation], self.day).get(self.conversation.pk)
        return Person.objects.filter(pk=pk).first() if pk else None

    @cached_property
    def participants(self) -> list[GroupParticipant]:
        return list(
            self.conversation.participants.select_related("person").order_by(
                "person__last_name", "person__first_name", "pk"
            )
        )

    @cached_property
    def lines(self) -> list[LinesOfUnit]:
        return lines_for(self.conversation, self.day)

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        return agenda(self.user, self.conversation, self.day)

    @cached_property
    def own_thoughts(self) -> list[Thought]:
        """One's own, sent with a name, while they are collected."""
        if self.conversation.state != State.COLLECTING or self.reader.person is None:
            return []
        return list(
            Thought.objects.filter(
                conversation=self.conversation, author=self.reader.person
            ).order_by("key", "perspective", "pk")
        )

    def titled(self, thoughts: Sequence[Thought]) -> list[tuple[str, Thought]]:
        labels = {slot.place: slot.label for slot in self.outline.all_slots}
        return [(labels.get((t.key, t.perspective), ""), t) for t in thoughts]

    @cached_property
    def texts(self) -> dict[tuple[str, str], GroupText]:
        if not self.reader.sees_content:
            return {}
        rows = GroupText.objects.filter(conversation=self.conversation)
        return {(row.key, row.perspective): row for row in rows.select_related("updated_by")}

    def stored(self, slots: Sequence[Slot]) -> dict[str, tuple[str, int]]:
        found = {}
        for slot in slots:
            row = self.texts.get(slot.place)
            found[slot.name] = (row.text, row.version) if row else ("", 0)
        return found

    def fields(self, slots: Sequence[Slot]) -> list[Field]:
        """Two queries for the thoughts of all of them."""
        piles = self._piles([slot.key for slot in slots])
        found = []
        for slot in slots:
            row = self.texts.get(slot.place)
            found.append(
                Field(
                    slot,
                    row.text if row else "",
                    row.version if row else 0,
                    piles.get(slot.place, []),
                    str(row.updated_by or "") if row else "",
                )
            )
        return found

    def _piles(self, keys: Sequence[str]) -> dict[tuple[str, str], list[Pile]]:
        if not self.reader.sees_thoughts:
            return {}
        under: dict[tuple[str, str, int | None], list[GatheredThought]] = defaultdict(list)
        rows = GatheredThought.objects.filter(conversation=self.conversation, key__in=keys)
        for thought in rows.select_related("author"):
            under[(thought.key, thought.perspective, thought.heading_id)].append(thought)
        found: dict[tuple[str, str], list[Pile]] = defaultdict(list)
        for heading in Heading.objects.filter(conversation=self.conversation, key__in=keys):
            place = (heading.key, heading.perspective)
            found[place].append(Pile(heading, under.pop((*place, heading.pk), [])))
        for (key, perspective, _heading), loose in under.items():
            found[(key, perspective)].append(Pile(None, loose))
        return found

    def items(self, kind: str) -> list[GroupItem]:
        return [item for item in self.all_items if item.kind == kind]

    @cached_property
    def all_items(self) -> list[GroupItem]:
        return list(self.conversation.items.select_related("way", "competence"))

    @cached_property
    def practices(self) -> list[Practice]:
        return list(
            self.conversation.practices.select_related("contact").prefetch_related("with_units")
        )

    @cached_property
    def missing(self) -> list[Words]:
        return missing(self.conversation) if self.conversation.state == State.WRITING else []

    # ------------------------------------------------------------------ the head of the page

    def steps(self) -> list[Step]:
        c, mine = self.conversation, "now" if self.reader.leads else "other"
        order = [State.PLANNED, State.COLLECTING, State.WRITING, State.CLOSED]
        now = order.index(State(c.state))

        def state(place: int) -> Any:
            if place < now or (place == 3 and now == 3):
                return "done"
            if place == now:
                return "now" if place == 1 and self.reader.member else mine
            return "next" if place == now + 1 else "coming"

        until = formats.fin_date(c.collect_until, "bare") if c.collect_until else ""
        skipped = now > 1 and not c.collection
        return [
            Step(state(0), _("Agreeing how"), self._how()),
            Step(
                state(1),
                _("Thoughts beforehand"),
                _("Left out") if skipped else _("by {day}").format(day=until) if until else "",
            ),
            Step(
                state(2),
                pgettext("step", "Conversation"),
                formats.fin_moment(c.meets_at) if c.meets_at else "",
            ),
            Step(
                state(3),
                pgettext("group conversation", "Summary"),
                formats.fin_date(c.closed_at, "bare") if c.closed_at else "",
            ),
        ]

    def _how(self) -> str:
        return (
            str(self.conversation.get_collection_display()) if self.conversation.collection else ""
        )

    # ------------------------------------------------------------------ the parts of the writing

    def rail(self, here: str) -> list[RailGroup]:
        uuid = self.conversation.uuid
        written = {key for (key, _view), row in self.texts.items() if row.text.strip()}
        themes = [
            RailItem(
                theme.title,
                reverse("groups:theme", args=[uuid, theme.key]),
                *_mark(any(slot.key in written for slot in self.outline.slots(theme))),
                current=here == theme.key,
            )
            for theme in self.outline.themes
        ]
        done = {
            "lines": all(slot.key in written for slot in self.outline.own_slots),
            "items": bool(self.items(GroupItem.Kind.FOCUS)),
            "practices": bool(self.practices),
            "attendance": bool(self.participants)
            and all(p.attended is not None for p in self.participants),
        }
        own = [
            RailItem(
                part_titles()[part],
                self.url(part),
                *_mark(done[part]),
                current=here == part,
            )
            for part in PARTS
        ]
        return [
            RailGroup(_("What we talk about"), themes),
            RailGroup(_("What follows from it"), own),
        ]

    def order(self) -> list[tuple[str, Words]]:
        return [
            *[(theme.key, theme.title) for theme in self.outline.themes],
            *[(part, part_titles()[part]) for part in PARTS],
        ]

    def url(self, here: str) -> str:
        if here in PARTS:
            name = "practices_own" if here == "practices" else here
            return reverse(f"groups:{name}", args=[self.conversation.uuid])
        return reverse("groups:theme", args=[self.conversation.uuid, here])

    def frame(self, here: str) -> dict[str, Any]:
        """What every page of the writing has: the rail, its place, where the button leads."""
        order = self.order()
        place = [key for key, _words in order].index(here)
        if place + 1 < len(order):
            key, words = order[place + 1]
            onwards_url, onwards = self.url(key), _("Next: {part}").format(part=words)
        else:
            onwards_url = reverse("groups:detail", args=[self.conversation.uuid])
            onwards = _("To the conversation's page")
        return {
            "rail": self.rail(here),
            "number": place + 1,
            "total": len(order),
            "onwards_url": onwards_url,
            "onwards": onwards,
            "here": here,
            "here_title": order[place][1],
        }

    def theme(self, key: str) -> Theme | None:
        return self.outline.theme(key)


def part_titles() -> dict[str, str]:
    return {
        "lines": _("Lines from above"),
        "items": _("Focus areas, needs and goals"),
        "practices": _("Sharing what we learn"),
        "attendance": _("Who was there"),
    }


def _mark(done: bool) -> tuple[Any, str]:
    return ("done", _("Written")) if done else ("coming", _("Empty"))
