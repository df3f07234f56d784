"""Two of HR wrote the same text: what was saved and what was typed, field by field."""

from dataclasses import dataclass
from typing import Any

from core.fields import Translated


@dataclass(frozen=True)
class Both:
    """A field that differs: its label, what was saved by another and what one typed."""

    label: str
    theirs: str
    mine: str


def differences(part: Any, form: Any) -> list[Both]:
    """The fields of `form` (bound and valid) that differ from what is stored in `part`."""
    mine = form.values()
    rows = []
    for name, value in mine.items():
        theirs = getattr(part, name)
        if name == "options":
            rows += _options(theirs, value, form)
        elif isinstance(theirs, Translated):
            rows += [
                Both(str(form[f"{name}_{lang}"].label), theirs.get(lang, ""), value.get(lang, ""))
                for lang in ("fi", "sv", "en")
                if theirs.get(lang, "") != value.get(lang, "")
            ]
        elif theirs != value and name in form.fields:
            rows.append(
                Both(str(form[name].label), _said(theirs, form, name), _said(value, form, name))
            )
    return rows


def _options(theirs: list[Any], mine: list[Any], form: Any) -> list[Both]:
    """Options of a choice by line, ends of a scale by label."""
    if theirs == mine:
        return []
    label = form["options_fi"].label if "options_fi" in form.fields else form["steps"].label
    return [Both(str(label), _lines(theirs), _lines(mine))]


def _lines(options: list[Any]) -> str:
    return "\n".join(
        " / ".join([str(number), *(option["label"].values())])
        for number, option in enumerate(options, start=1)
    )


def _said(value: Any, form: Any, name: str) -> str:
    from django.utils.translation import gettext as _

    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(dict(getattr(form.fields[name], "choices", [])).get(value, value))
