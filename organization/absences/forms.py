from django import forms
from django.utils.translation import gettext_lazy as _

from organization.deputies.forms import day_input


class ReturnForm(forms.Form):
    """Until when; empty: the return is not known."""

    last_day = forms.DateField(
        label=_("Last day away"),
        help_text=_("Leave it empty if the return is not known yet."),
        required=False,
        widget=day_input(),
    )


class AbsenceForm(ReturnForm):
    """The days only: a reason is never entered here."""

    first_day = forms.DateField(label=_("First day away"), widget=day_input())
    field_order = ["first_day", "last_day"]
