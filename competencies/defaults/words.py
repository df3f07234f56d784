"""The shapes in which the default texts are written."""

from dataclasses import dataclass

from core.fields import Translated


def t(fi: str, sv: str, en: str) -> Translated:
    """One text in Finnish, Swedish of Finland and English."""
    return Translated(fi=fi, sv=sv, en=en)


@dataclass(frozen=True)
class CompetenceWords:
    """A shared competence as a reader meets it. `levels`: what levels 1-5 look like at work."""

    key: str
    target: int
    name: Translated
    description: Translated
    example: Translated
    levels: tuple[Translated, Translated, Translated, Translated, Translated]


@dataclass(frozen=True)
class WayWords:
    """A way of learning. `share` is 70, 20 or 10."""

    key: str
    share: int
    name: Translated
    description: Translated
