from django import forms
from django.utils.translation import gettext_lazy as _


class AsOfForm(forms.Form):
    """On which day the organisation is looked at."""

    day = forms.DateField(
        label=_("As of the day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
