from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy.requests.models import DataRequest
from privacy.requests.selectors import own_conversations

LONGEST = 4000
TEXT: dict[str, Any] = {"max_length": LONGEST, "widget": forms.Textarea(attrs={"rows": 6})}


def _label(conversation: Any) -> str:
    return str(_("Development conversation {year}")).format(year=conversation.round.year)


class Ask(forms.Form):
    """The three share the choice of one's own conversation."""

    conversation: Any = forms.ModelChoiceField(
        label=_("Which conversation"), queryset=None, to_field_name="uuid", required=False
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["conversation"]
        field.queryset = own_conversations(user)
        field.label_from_instance = _label


class Correction(Ask):
    about = forms.ChoiceField(label=_("What it is about"), choices=DataRequest.About)
    text = forms.CharField(
        label=_("What is wrong, and how it should read"),
        help_text=_("Say exactly what is wrong. You get an answer within a month."),
        **TEXT,
    )
    field_order = ("about", "conversation", "text")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("about") != DataRequest.About.CONVERSATION:
            data["conversation"] = None
        elif not data.get("conversation") and "conversation" not in self.errors:
            self.add_error("conversation", _("Choose the conversation."))
        return data


class Remarking(Ask):
    text = forms.CharField(
        label=_("Your remark"),
        help_text=_(
            "Whoever may read what was agreed in the conversation sees the remark too. It cannot "
            "be changed afterwards."
        ),
        **TEXT,
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["conversation"].required = True


class Restricting(Ask):
    ground = forms.ChoiceField(
        label=_("Why"),
        choices=[c for c in DataRequest.Ground.choices if c[0]],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Tell more"), **TEXT)
    field_order = ("conversation", "ground", "text")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        field: Any = self.fields["conversation"]
        field.empty_label = _("All my conversations")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        talk = data.get("conversation")
        data["about"] = DataRequest.About.CONVERSATION if talk else DataRequest.About.OTHER
        return data


class Answering(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[c for c in DataRequest.Outcome.choices if c[0]],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Why, and what has been done"),
        help_text=_("The person reads this. Of a refusal say also that one may complain to the "
        "Data Protection Ombudsman."),
        **TEXT,
    )  # fmt: skip


class Lifting(forms.Form):
    reason = forms.CharField(label=_("Why the restriction is lifted"), **TEXT)
