from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from organization.invitations.selectors import STATES
from organization.models import UnitKind, UnitPeriod


class PeopleFilter(forms.Form):
    """Whom the list shows; the choices live in the address."""

    unit = forms.ChoiceField(label=pgettext_lazy("filter", "Unit"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("filter", "Account"),
        required=False,
        choices=[("", _("everyone")), *((key, words) for key, (_kind, words) in STATES.items())],
    )
    q = forms.CharField(label=pgettext_lazy("filter", "Name"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = (
            UnitPeriod.objects.on(clock.today())
            .exclude(kind=UnitKind.CITY)
            .select_related("unit")
            .order_by("name__fi")
        )
        self.units = {str(period.unit.uuid): period.unit for period in periods}
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("the whole city")),
            *((str(period.unit.uuid), str(period.name)) for period in periods),
        ]
