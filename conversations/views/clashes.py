"""Two texts beside each other, word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from conversations.answers import shown
from conversations.models import QuestionKind
from conversations.services.texts import Clash


@dataclass(frozen=True)
class Piece:
    """A stretch of words: "same" in both, only "theirs" or only "mine"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    key: str
    label: str
    who: str
    at: datetime
    theirs: str
    mine: str
    pieces: list[Piece]
    # Free text: both texts may be kept one after the other.
    free: bool = True


def differences(clashes: Iterable[Clash]) -> list[Difference]:
    return [
        Difference(
            key=clash.question.key,
            label=str(clash.question.title),
            who=clash.who,
            at=clash.at,
            theirs=shown(clash.question, clash.theirs),
            mine=shown(clash.question, clash.mine),
            pieces=compare(shown(clash.question, clash.theirs), shown(clash.question, clash.mine)),
            free=clash.question.kind == QuestionKind.TEXT,
        )
        for clash in clashes
    ]


def compare(theirs: str, mine: str) -> list[Piece]:
    """The words of both texts in order, each marked by whose it is."""
    first, second = re.findall(r"\S+|\s+", theirs), re.findall(r"\S+|\s+", mine)
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(first[a:b])))
            continue
        if b > a:
            pieces.append(Piece("theirs", "".join(first[a:b])))
        if d > c:
            pieces.append(Piece("mine", "".join(second[c:d])))
    return pieces
