"""Making a key, and saying which role a group gives."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from organization.models import RoleGrant
from organization.provisioning.models import DirectoryGroup
from organization.provisioning.tokens import LONGEST

MONTHS = {90: _("three months"), 180: _("half a year"), 365: _("a year"), 730: _("two years")}


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What is the key for?"),
        help_text=_("For example: Entra ID, production. The name stands in the log."),
        max_length=60,
    )
    days = forms.TypedChoiceField(
        label=_("How long may it be used?"), choices=list(MONTHS.items()), coerce=int, initial=365
    )

    @property
    def expires_on(self) -> date:
        days: int = self.cleaned_data["days"]
        return clock.today() + min(timedelta(days=days), LONGEST)


class GroupForm(forms.Form):
    """One group's role. Only those which a group may give."""

    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select w-auto mw-100"}),
    )

    def __init__(self, group: DirectoryGroup, data: Any = None) -> None:
        ids = f"g-{group.uuid}-%s"
        super().__init__(data, initial={"role": group.role}, auto_id=ids)
        roles = [(r, RoleGrant.Role(r).label) for r in DirectoryGroup.ROLES]
        self.fields["role"].choices = [("", _("no role")), *roles]  # type: ignore[attr-defined]
