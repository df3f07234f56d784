"""The choices of the matrix; they live in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.matrix.selectors import Table


class MatrixFilter(forms.Form):
    below = forms.ChoiceField(
        label=pgettext_lazy("filter", "Who"),
        required=False,
        choices=[
            ("", _("everybody")),
            ("1", _("below a target")),
            ("2", _("two levels or more below")),
        ],
    )
    competence = forms.ChoiceField(label=_("In which competence"), required=False)

    def __init__(self, tables: Sequence[Table], data: Any = None) -> None:
        super().__init__(data)
        choices = [
            (
                table.framework.title.capitalize(),
                [(c.competence.key, str(c.competence.name)) for c in table.columns],
            )
            for table in tables
        ]
        self.fields["competence"].choices = [("", _("in any")), *choices]  # type: ignore[attr-defined]
