from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class OrderFor(forms.Form):
    """HR's order of a leaver's data."""

    address = forms.EmailField(
        label=_("private e-mail address"),
        help_text=_("The address from which or for which the leaver asked. The link goes there."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class Code(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("You got it from the city's data-protection officer, as in ACDE-3467."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class FindPerson(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
