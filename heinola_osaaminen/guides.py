"""What a help page is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.policies import Words


@dataclass(frozen=True)
class Section:
    title: Words
    steps: Sequence[Words]
    note: Words = ""


@dataclass(frozen=True)
class Guide:
    """One reader's help page."""

    title: Words
    lead: Words
    sections: Sequence[Section]
