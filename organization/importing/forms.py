"""Uploading a file, saying what its columns hold, filtering the preview."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core import clock
from organization.importing.columns import FIELDS
from organization.importing.models import Import, ImportRow


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What does the file hold?"),
        choices=Import.Kind.choices,
        initial=Import.Kind.PEOPLE,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or Excel (.xlsx), at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class ColumnsForm(forms.Form):
    """One choice per field: which column holds it. Errors name the fields that must be found."""

    def __init__(self, source: Import, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        choices = [("", _("not in the file")), *enumerate(self.column_names())]
        for wanted in FIELDS[source.kind]:
            self.fields[wanted.name] = forms.TypedChoiceField(
                label=str(wanted.label),
                help_text=str(wanted.help),
                required=wanted.required,
                choices=choices,
                coerce=int,
                empty_value=None,
                initial=source.mapping.get(wanted.name, ""),
                error_messages={
                    "required": _("Choose the column of “%(field)s”.") % {"field": wanted.label}
                },
            )
        self.fields["effective_on"] = forms.DateField(
            label=_("Changes apply from"),
            help_text=_("Moves, names of units and endings hold from this day on."),
            initial=source.effective_on or clock.today(),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["remember"] = forms.CharField(
            label=_("Remember these columns as"),
            help_text=_(
                "For example the name of the system. The next file with the same headings is read "
                "in the same way, also by the nightly feed. You may leave this empty."
            ),
            required=False,
            max_length=60,
        )
        if source.kind == Import.Kind.UNITS:
            self.fields["complete"] = forms.BooleanField(
                label=_("The file has all units of the city"),
                help_text=_(
                    "Then the units that are not in the file end. A unit with people in it never "
                    "ends; the preview says so."
                ),
                required=False,
                initial=source.complete,
            )
        else:
            self.fields["complete"] = forms.BooleanField(
                label=_("The file has everyone who works for the city"),
                help_text=_(
                    "Then the employments that are not in the file end. The preview lists them."
                ),
                required=False,
                initial=source.complete,
            )

    def column_names(self) -> list[str]:
        return [
            heading or _("column %(number)s, no heading") % {"number": number}
            for number, heading in enumerate(self.source.headers, start=1)
        ]

    def columns(self) -> list[Any]:
        """The fields that choose a column, for the page."""
        return [self[wanted.name] for wanted in FIELDS[self.source.kind]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[int, str] = {}
        for wanted in FIELDS[self.source.kind]:
            column = cleaned.get(wanted.name)
            if column is None:
                continue
            if column in taken:
                self.add_error(
                    wanted.name,
                    _("The same column is chosen for “%(field)s” too. Choose another.")
                    % {"field": taken[column]},
                )
            taken[column] = str(wanted.label)
        return cleaned

    @property
    def mapping(self) -> Mapping[str, int]:
        return {
            wanted.name: self.cleaned_data[wanted.name]
            for wanted in FIELDS[self.source.kind]
            if self.cleaned_data.get(wanted.name) is not None
        }


class RowFilter(forms.Form):
    """What of the preview is shown; the choices live in the address."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("preview", "Show"),
        required=False,
        choices=[("", gettext_lazy("all rows")), *ImportRow.Outcome.choices],
    )
    q = forms.CharField(label=gettext_lazy("Name, number or code"), required=False, max_length=80)
