"""What the data-protection officer asks of the log."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from organization.models import Person
from privacy.log import words
from privacy.log.selectors import Query, people_called

DAYS = 30
# No event is older or younger; days of a calendar's ends could not be counted with.
EARLIEST, LATEST = date(2020, 1, 1), date(2200, 1, 1)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SearchForm(forms.Form):
    """Without days: the last thirty. A name that fits several people asks which one."""

    first = _day(pgettext_lazy("period", "From"))
    last = _day(pgettext_lazy("period", "Until"))
    person = forms.CharField(
        label=_("Person"),
        required=False,
        max_length=100,
        help_text=_("Name, employee number or the id of an erased person"),
    )
    side = forms.ChoiceField(
        label=_("The person is"),
        required=False,
        choices=[
            ("", _("either")),
            ("actor", _("the one who acted")),
            ("subject", _("the one whose data they are")),
        ],
    )
    group = forms.ChoiceField(
        label=_("What was done"),
        required=False,
        choices=[("", _("all")), *((key, label) for key, label, _beginnings in words.GROUPS)],
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("all")), *words.OUTCOMES.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.several: list[Person] = []
        self.found: Person | None = None
        self.ident: UUID | None = None

    def clean_person(self) -> str:
        text: str = self.cleaned_data["person"].strip()
        if not text:
            return text
        try:
            self.ident = UUID(text)
        except ValueError:
            self.several = people_called(text)
            if not self.several:
                raise forms.ValidationError(_("Nobody here has that name or number."))
            if len(self.several) > 1:
                raise forms.ValidationError(_("Several people fit. Choose one of them below."))
            self.found = self.several.pop()
        else:
            self.found = Person.objects.select_related("user").filter(uuid=self.ident).first()
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        last = min(data.get("last") or clock.today(), LATEST)
        first = max(data.get("first") or last - timedelta(days=DAYS), EARLIEST)
        if first > last:
            self.add_error("last", _("The end must be after the beginning."))
        return {**data, "first": first, "last": last}

    def query(self) -> Query:
        data = self.cleaned_data
        return Query(
            first=data["first"],
            last=data["last"],
            person=self.found,
            ident=self.ident,
            side=data["side"],
            group=data["group"],
            outcome=data["outcome"],
        )
