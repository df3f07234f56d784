from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FeedbackForm(forms.Form):
    text = forms.CharField(
        label=_("What is not accessible?"),
        help_text=_("Tell what you tried to do and what stopped you. Do not tell of your health."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    where = forms.CharField(
        label=_("Page or document"),
        help_text=_("For example its heading or address."),
        max_length=200,
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a receipt and our answer to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        """`known`: signed in, so that the answer finds its way."""
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["email"]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("to feedback", "Answer"),
        help_text=_("It goes to the sender as a letter."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
