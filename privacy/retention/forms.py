"""Deciding on a period, confirming a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.retention import Rule, Unit

UNITS = {
    Unit.DAYS: gettext_lazy("days"),
    Unit.MONTHS: gettext_lazy("months"),
    Unit.YEARS: gettext_lazy("years"),
    Unit.CALENDAR_YEARS: gettext_lazy("calendar years"),
}


class PeriodForm(forms.Form):
    period = forms.IntegerField(label=gettext_lazy("New period"))
    reference = forms.CharField(
        label=gettext_lazy("Decision"),
        help_text=gettext_lazy("The decision's number or section, as in the case register."),
        max_length=200,
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Decided on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, rule: Rule, now: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        least, most = rule.least or 0, rule.most or 0
        self.unit = UNITS[rule.unit]
        self.fields["period"] = forms.IntegerField(
            label=_("New period"),
            help_text=_("From %(least)s to %(most)s.") % {"least": least, "most": most},
            min_value=least,
            max_value=most,
            initial=now,
            error_messages={
                name: _("Choose from %(least)s to %(most)s.") % {"least": least, "most": most}
                for name in ("min_value", "max_value", "invalid")
            },
        )

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The decision cannot be in the future."))
        return day


class ConfirmForm(forms.Form):
    reference = forms.CharField(
        label=gettext_lazy("Decision"),
        help_text=gettext_lazy("The decision's number or section, as in the case register."),
        max_length=200,
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I have gone through the list. What is erased cannot be brought back."),
        error_messages={"required": gettext_lazy("Say that you have gone through the list.")},
    )
