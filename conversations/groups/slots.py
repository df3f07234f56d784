"""The places of a group's conversation into which something is written: the template's questions
in each perspective, and the conversation's own parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from conversations.groups.models import GroupConversation, Perspective
from conversations.models import Question, Theme
from conversations.models.templates import BLOCKS
from core.policies import Words

Kind = GroupConversation.Kind

# How the lines from above were taken into account (requirements 44, 46).
LINES = "lines"
# The area's training plan on the agenda (requirement 36).
PLAN = "plan"

# The fourth point of the strategic agenda (conversations.defaults.strategic).
TALKED_TWICE = "discussion"

TWO_VIEWS = (Kind.LEADERSHIP, Kind.HEADS, Kind.STRATEGIC)


def perspectives(conversation: GroupConversation) -> list[tuple[str, Words]]:
    """Requirement 36 (and 30(4) of the city manager's group): the group itself and the whole."""
    if conversation.kind not in TWO_VIEWS:
        return [(Perspective.OWN, "")]
    whole: Words = _("the whole area")
    if conversation.kind == Kind.HEADS:
        whole = _("the whole responsibility area")
    elif conversation.kind == Kind.LEADERSHIP:
        whole = _("the whole service area")
    elif conversation.kind == Kind.STRATEGIC:
        whole = _("the whole organisation")
    return [(Perspective.OWN, _("our own group")), (Perspective.WHOLE, whole)]


@dataclass(frozen=True)
class Slot:
    """One field. `name` is its name in forms, `key` and `perspective` its place in the database."""

    key: str
    perspective: str
    title: Words = field(compare=False)
    help: Words = field(default="", compare=False)
    view: Words = field(default="", compare=False)

    @property
    def name(self) -> str:
        return f"t_{self.key}_{self.perspective}"

    @property
    def anchor(self) -> str:
        return self.name.replace(".", "-")

    @property
    def place(self) -> tuple[str, str]:
        return (self.key, self.perspective)

    @property
    def label(self) -> str:
        return f"{self.title}, {self.view}" if self.view else str(self.title)


class Outline:
    """The themes of a conversation's template with their slots. One query, and one more for the
    questions."""

    def __init__(self, conversation: GroupConversation) -> None:
        self.conversation = conversation

    @cached_property
    def themes(self) -> list[Theme]:
        return list(
            Theme.objects.filter(template=self.conversation.template_id).prefetch_related(
                "questions"
            )
        )

    def theme(self, key: str) -> Theme | None:
        return next((theme for theme in self.themes if theme.key == key), None)

    def questions(self, theme: Theme) -> Sequence[Question]:
        """Goals and needs have a part of their own: a block asks nothing."""
        return [q for q in theme.questions.all() if q.kind not in BLOCKS]

    def slots(self, theme: Theme) -> list[Slot]:
        return [
            Slot(f"{theme.key}.{question.key}", key, question.title, question.help, view)
            for question in self.questions(theme)
            for key, view in self.views(theme)
        ]

    def views(self, theme: Theme) -> list[tuple[str, Words]]:
        """Requirement 30: of the strategic agenda only the fourth point is talked of twice, for the
        group and for the whole organisation."""
        if self.conversation.kind == Kind.STRATEGIC and theme.key != TALKED_TWICE:
            return [(Perspective.OWN, "")]
        return perspectives(self.conversation)

    @cached_property
    def all_slots(self) -> list[Slot]:
        return [slot for theme in self.themes for slot in self.slots(theme)]

    def slot(self, key: str, perspective: str) -> Slot | None:
        return next((s for s in self.all_slots if s.place == (key, perspective)), None)

    @cached_property
    def own_slots(self) -> list[Slot]:
        """Beside the themes: how the lines were taken into account, the plan on the agenda."""
        found = [
            Slot(
                LINES,
                Perspective.OWN,
                _("How did we take the lines into account?"),
                _("Say which lines matter most to our work and what follows from them here."),
            )
        ]
        if self.conversation.kind == Kind.LEADERSHIP:
            found.append(
                Slot(
                    PLAN,
                    Perspective.OWN,
                    _("The area's training plan"),
                    _("What did we go through of the plan, and what should change in it?"),
                )
            )
        return found
