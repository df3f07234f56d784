from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(2025, 1, 1), date(2030, 12, 31)


class DayForm(forms.Form):
    """On which day the demo stands."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[
            MinValueValidator(FIRST, _("The demo begins on 1.1.2025.")),
            MaxValueValidator(LAST, _("The demo ends on 31.12.2030.")),
        ],
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as day.month.year, for example 9.2.2026."),
        },
    )
