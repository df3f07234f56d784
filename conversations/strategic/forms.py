"""Writing and confirming decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock


class VersionForm(forms.Form):
    """`version`: what the writer had in sight."""

    version = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)


class FocusForm(VersionForm):
    why_fi = forms.CharField(
        label=_("Why just these, in Finnish"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_sv = forms.CharField(
        label=_("Why just these, in Swedish"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_en = forms.CharField(
        label=_("Why just these, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def why(self) -> dict[str, str]:
        return {
            code: self.cleaned_data[f"why_{code}"]
            for code in ("fi", "sv", "en")
            if self.cleaned_data.get(f"why_{code}")
        }


class ConfirmForm(VersionForm):
    """The day of the meeting, and what is different when an earlier decision gives way."""

    decided_on = forms.DateField(
        label=_("Day of the meeting"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("What changes and why"),
        help_text=_("Stands beside the decision, and says what it replaces."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replaces:
            del self.fields["reason"]

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day is in the future."))
        return day
