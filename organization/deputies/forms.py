from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organization.deputies.services import WORDS


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PersonSearch(forms.Form):
    """By name, for choosing a person; the words live in the address."""

    q = forms.CharField(
        label=pgettext_lazy("filter", "Name"),
        help_text=_("The beginning of a first name or a last name, or of both."),
        required=False,
        max_length=80,
    )


class DeputyForm(forms.Form):
    """For which days and with which rights."""

    first_day = forms.DateField(label=_("First day"), widget=day_input())
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("The rights end by themselves after this day."),
        widget=day_input(),
    )
    rights = forms.MultipleChoiceField(
        label=_("The deputy may"),
        choices=list(WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the deputy may do.")},
    )

    def __init__(self, *args: Any, begun: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if begun:
            # What has begun has begun; a disabled field keeps its first value.
            self.fields["first_day"].disabled = True
