"""Roles and seats with their days. An end is asked as people say it: the last day."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from organization.models import Body, BodyKind, BodyMembership, RoleGrant


def _day(**more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **more)


class PersonSearch(forms.Form):
    q = forms.CharField(label=_("Name of the person"), required=False, max_length=80)


class IntervalForm(forms.Form):
    """From a day on, and until a last day when there is one."""

    valid_from = _day(label=_("First day"))
    last_day = _day(
        label=_("Last day"), required=False, help_text=_("Leave empty: until further notice.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today()

    def clean_valid_from(self) -> date:
        """Rights are not given for days gone by: the log would not match them."""
        day: date = self.cleaned_data["valid_from"]
        if day < clock.today():
            raise ValidationError(_("Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first one."))
        data["valid_until"] = last + timedelta(days=1) if last else None
        return data


class RoleForm(IntervalForm):
    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices)
    field_order = ("role", "valid_from", "last_day")


class SeatForm(IntervalForm):
    body = forms.ModelChoiceField(
        label=_("Leadership group or committee"), queryset=Body.objects.none(), to_field_name="uuid"
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=BodyMembership.Role.choices, initial=BodyMembership.Role.MEMBER
    )
    side = forms.ChoiceField(
        label=_("Whom the member represents"),
        choices=BodyMembership.Side.choices,
        required=False,
        help_text=_("In the cooperation committee only."),
    )
    field_order = ("body", "role", "side", "valid_from", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.order_by("pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        body = data.get("body")
        if body and data.get("side") and body.kind != BodyKind.COOPERATION:
            # The side may reveal a union (GDPR 9): kept only where the act asks for it.
            self.add_error("side", _("Only the cooperation committee has sides."))
        return data


class EndForm(forms.Form):
    last_day = _day(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = clock.today()

    def clean_last_day(self) -> date:
        """Yesterday at the earliest, which ends the role at once."""
        day: date = self.cleaned_data["last_day"]
        if day < clock.today() - timedelta(days=1):
            raise ValidationError(_("Choose yesterday or a later day."))
        return day

    @property
    def end(self) -> date:
        """The first day without."""
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)
