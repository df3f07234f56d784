"""How the model's own templates are written down in code."""

from dataclasses import dataclass, field

from conversations.models import QuestionKind, Sensitivity
from core.fields import Translated


def words(fi: str, sv: str, en: str) -> Translated:
    return Translated(fi=fi, sv=sv, en=en)


@dataclass(frozen=True)
class QuestionWords:
    key: str
    title: Translated
    help: Translated
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    kind: QuestionKind = QuestionKind.TEXT


@dataclass(frozen=True)
class ThemeWords:
    key: str
    title: Translated
    questions: tuple[QuestionWords, ...]
    supervisors_only: bool = False
    help: Translated = field(default_factory=Translated)
