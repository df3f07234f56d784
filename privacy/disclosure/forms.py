from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.models import Person
from privacy.disclosure.models import Disclosure
from privacy.disclosure.selectors import conversations_of


def _label(conversation: Any) -> str:
    return str(_("Development conversation {year}")).format(year=conversation.round.year)


class Asking(forms.Form):
    """Scope, basis and reason of a disclosure."""

    conversations: Any = forms.ModelMultipleChoiceField(
        label=_("Which conversations"),
        queryset=None,
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )
    sensitive = forms.BooleanField(label=_("also wellbeing and feedback"), required=False)
    preparations = forms.BooleanField(
        label=_("also shared preparations"),
        help_text=_("What its author has not shared is never opened."),
        required=False,
    )
    basis = forms.ChoiceField(
        label=_("Legal basis"), choices=Disclosure.Basis, widget=forms.RadioSelect
    )
    statute = forms.CharField(
        label=_("Law and section"),
        max_length=200,
        help_text=_("As in: Occupational Safety and Health Act 738/2002, section 28."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        help_text=_("The employee reads this. Say why nothing less is enough."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    days = forms.IntegerField(
        label=_("days the reading stays open"), min_value=1, max_value=30, initial=7
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["conversations"]
        field.queryset = conversations_of(person)
        field.label_from_instance = _label


class Deciding(forms.Form):
    approve = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("I approve: the reading opens and the employee is told")),
                 ("no", _("I refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    decision = forms.CharField(
        label=_("Why so decided"),
        max_length=4000,
        help_text=_("The employee reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FindPerson(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
