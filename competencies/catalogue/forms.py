"""One way of learning, in three languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from competencies.models import LearningWay, Share
from competencies.selectors import SHARES


class WayForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    share = forms.TypedChoiceField(
        label=_("Which kind of learning"),
        coerce=int,
        choices=[(share, "") for share in Share.values],
        widget=forms.RadioSelect,
    )
    name_fi = forms.CharField(label=_("Name in Finnish"), max_length=120)
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    description_fi = forms.CharField(
        label=_("What it means, in Finnish"),
        help_text=_("One sentence, as you would say it to a workmate."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    description_sv = forms.CharField(
        label=_("What it means, in Swedish"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    description_en = forms.CharField(
        label=_("What it means, in English"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["share"].choices = [  # type: ignore[attr-defined]
            (int(share), f"{share} {SHARES[share][0]}") for share in Share.values
        ]

    def words(self, name: str) -> dict[str, str]:
        """The three languages of a field, without empty ones."""
        found = {code: self.cleaned_data[f"{name}_{code}"].strip() for code in ("fi", "sv", "en")}
        return {code: text for code, text in found.items() if text}


def initial_of(way: LearningWay) -> dict[str, Any]:
    return {
        "share": way.share,
        **{f"name_{code}": text for code, text in way.name.items()},
        **{f"description_{code}": text for code, text in way.description.items()},
    }
