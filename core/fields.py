"""Text kept in the three languages."""

from typing import Any

from django.db import models
from django.utils import translation


class Translated(dict[str, str]):
    """`{"fi": ..., "sv": ..., "en": ...}` that reads as the present language, else Finnish."""

    def in_language(self, language: str) -> str:
        return self.get(language) or self.get("fi") or next(iter(self.values()), "")

    def __str__(self) -> str:
        return self.in_language((translation.get_language() or "fi")[:2])

    def __html__(self) -> str:
        from django.utils.html import escape

        return escape(str(self))


class TranslatedField(models.JSONField):
    """A text in Finnish, Swedish and English. Assign a dict, or a string for Finnish only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated:
        return Translated(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Translated:
        if isinstance(value, str):
            return Translated(fi=value)
        return Translated(value or {})

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value({"fi": value} if isinstance(value, str) else value)
