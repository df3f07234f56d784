"""HR's form of a unit's need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.goals.forms import ChoosingForm
from conversations.models import DevelopmentNeed
from conversations.needs.policies import BY_HR
from core import clock
from organization.models import Unit, UnitPeriod


class UnitNeedForm(ChoosingForm):
    """Whose need, where it comes from, what, how, how urgent, now or in future."""

    class Meta:
        model = DevelopmentNeed
        fields = ["unit", "source", "topic", "basis", "way", "competence", "horizon", "urgency"]
        widgets = {
            "source": forms.RadioSelect,
            "horizon": forms.RadioSelect,
            "urgency": forms.RadioSelect,
        }
        labels = {
            "unit": _("Whose need: the unit with all below it"),
            "source": _("Where it comes from"),
        }
        help_texts = {
            "topic": _("Name nobody. For example: first aid for all who work with children."),
            "basis": _("For example the law and its section, or the survey and its year."),
        }
        error_messages = {
            "topic": {"required": _("Write what needs to be learned.")},
            "unit": {"required": _("Choose the unit.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(clock.today().year, *args, **kwargs)
        periods = {p.unit_id: str(p.name) for p in UnitPeriod.objects.on(clock.today())}
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=periods)
        unit.required = True
        unit.to_field_name = "uuid"
        unit.empty_label = _("Choose the unit")
        names = {u.pk: (str(u.uuid), periods[u.pk]) for u in unit.queryset}
        unit.widget.choices = [
            ("", unit.empty_label),
            *sorted(names.values(), key=lambda row: row[1]),
        ]
        if self.instance.pk and self.instance.unit:
            self.initial["unit"] = str(self.instance.unit.uuid)
        source: Any = self.fields["source"]
        source.choices = [(s.value, s.label) for s in BY_HR]
        source.initial = None
        if not self.instance.pk:
            self.initial.pop("source", None)
            self.initial["source"] = DevelopmentNeed.Source.HR
        self.fields["way"].empty_label = pgettext_lazy("way", "Not said")  # type: ignore[attr-defined]
