"""Writing lines: one row for each, in three languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from competencies.lines.services import LONGEST, MOST
from core import clock

LANGUAGES = (("fi", _("In Finnish")), ("sv", _("In Swedish")), ("en", _("In English")))


class LineRow(forms.Form):
    """One line. An empty row is none."""

    fi = forms.CharField(label=LANGUAGES[0][1], max_length=LONGEST, required=False)
    sv = forms.CharField(label=LANGUAGES[1][1], max_length=LONGEST, required=False)
    en = forms.CharField(label=LANGUAGES[2][1], max_length=LONGEST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("sv") or data.get("en")) and not data.get("fi") and not self.errors:
            self.add_error("fi", _("Write each line in Finnish at least."))
        return data


LineRows = forms.formset_factory(LineRow, extra=3, max_num=MOST, absolute_max=MOST + 10)


class DecisionForm(forms.Form):
    """When it was decided, and why it differs from the earlier decision. `version`: the number of
    the decision that the reader had in sight."""

    version = forms.IntegerField(min_value=0, max_value=10_000, widget=forms.HiddenInput)
    decided_on = forms.DateField(
        label=_("Decided on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("What changes and why"),
        help_text=_("Everybody can read this beside the earlier lines."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The first decision of a year replaces none.
        known = self.data.get("version") if self.is_bound else self.initial.get("version")
        if str(known or 0) == "0":
            del self.fields["reason"]

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day is in the future."))
        return day


def rows_of(formset: Any) -> list[dict[str, str]]:
    """What was written, without empty rows."""
    return [
        {code: form.cleaned_data.get(code) or "" for code, _label in LANGUAGES}
        for form in formset
        if any(form.cleaned_data.get(code) for code, _label in LANGUAGES)
    ]
