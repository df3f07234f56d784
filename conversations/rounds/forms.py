"""Forms of the year's round. Who may save is the services' question."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.models import Audience, Framework
from conversations.models import Arrangement, Conversation, Round, Template, UnitChoice
from conversations.rounds.words import setting_words
from conversations.selectors.templates import published_templates
from core import clock
from organization.deputies.forms import day_input
from organization.models import GroupYears, Unit, UnitPeriod

Decision = Arrangement.Decision
Occasion = Conversation.Occasion
MOST_WEEKS = 26
# Health data may be handled only for the purposes of 759/2004 5 § and apart from other data.
NO_HEALTH = _(
    "The person and the supervisor see this. Never write why somebody is ill or away: health data "
    "may not be handled here."
)


class _Versions(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class ChoicesForm(forms.Form):
    """Template, competences, last days and what is carried over. `version` is the round's."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    template = _Versions(
        label=_("Template of the development conversations"), queryset=Template.objects.none()
    )
    group_template = _Versions(
        label=_("Template of the group conversations"),
        queryset=Template.objects.none(),
        required=False,
        empty_label=_("The one published last"),
    )
    staff_framework = _Versions(
        label=_("Competences of all staff"), queryset=Framework.objects.none()
    )
    supervisor_framework = _Versions(
        label=_("Competences of supervisors"), queryset=Framework.objects.none()
    )
    due_on = forms.DateField(
        label=_("Staff: talks held by"),
        help_text=_("The annual clock's day. After it the pages and reminders say late."),
        widget=day_input(),
    )
    education_due_on = forms.DateField(
        label=_("Education and early childhood education: talks held by"),
        help_text=_("Empty: the same day as other staff."),
        required=False,
        widget=day_input(),
    )
    supervisors_due_on = forms.DateField(
        label=_("Supervisors: talks held by"),
        help_text=_("Empty: the same day as other staff."),
        required=False,
        widget=day_input(),
    )
    new_weeks = forms.IntegerField(
        label=_("Just started: weeks at work before the conversation opens"),
        help_text=_("0: it opens at once. It opens by itself when the weeks have passed."),
        min_value=0,
        max_value=MOST_WEEKS,
    )
    carries_over = forms.BooleanField(
        label=_("In a group year the goals and ratings of last year stay in force"),
        help_text=_(
            "Those whose team talks as a group keep their own agreed goals and levels until their "
            "next own conversation."
        ),
        required=False,
    )

    def __init__(self, year: int, opened: Round | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        if opened is not None and opened.is_open:
            for name in ("template", "group_template", "staff_framework", "supervisor_framework"):
                del self.fields[name]
            return
        choices = {
            "template": published_templates(),
            "group_template": published_templates(Template.Kind.GROUP),
            "staff_framework": _frameworks(Audience.ALL_STAFF, year),
            "supervisor_framework": _frameworks(Audience.SUPERVISORS, year),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _in_year(self, name: str) -> date | None:
        day: date | None = self.cleaned_data.get(name)
        if day is not None and day.year != self.year:
            raise forms.ValidationError(
                _("Choose a day in %(year)s."), params={"year": self.year}, code="year"
            )
        return day

    def clean_due_on(self) -> date | None:
        return self._in_year("due_on")

    def clean_education_due_on(self) -> date | None:
        return self._in_year("education_due_on")

    def clean_supervisors_due_on(self) -> date | None:
        return self._in_year("supervisors_due_on")


def _frameworks(audience: str, year: int) -> Any:
    """The versions in use, this year's first; never one of a coming year."""
    return Framework.objects.published().filter(audience=audience, year__lte=year).order_by("-year")


class UnitForm(forms.Form):
    """One of the units that stand today."""

    unit = forms.ChoiceField(label=_("Another unit"))

    def __init__(self, periods: list[UnitPeriod], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(period.unit.uuid): period.unit for period in periods}
        rows = sorted((str(p.name), str(p.get_kind_display()), str(p.unit.uuid)) for p in periods)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((uuid, f"{name} ({kind})") for name, kind, uuid in rows),
        ]

    def chosen(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class WayForm(UnitForm):
    """A unit, with all below it, that talks otherwise this year."""

    unit = forms.ChoiceField(label=_("Unit, with all below it"))
    way = forms.ChoiceField(
        label=_("How it talks this year"), choices=UnitChoice.Way.choices, widget=forms.RadioSelect
    )


class ArrangeForm(forms.Form):
    """What HR decides of one person's turn."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is done.")},
    )
    from_day = forms.DateField(
        label=_("Opens from"),
        help_text=_("Only when it is opened later."),
        required=False,
        widget=day_input(),
    )
    reason = forms.ChoiceField(
        label=_("Why left out"),
        help_text=_("Only when the person is left out. The person and the supervisor see it."),
        choices=[("", "–"), *Arrangement.Reason.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=NO_HEALTH,
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        decision, day = data.get("decision"), data.get("from_day")
        if decision == Decision.LATER and "from_day" not in self.errors:
            today = clock.today()
            if day is None or not today < day <= today + timedelta(days=366):
                self.add_error("from_day", _("Choose a coming day, within a year."))
        if decision == Decision.LEFT_OUT:
            if not data.get("reason"):
                self.add_error("reason", _("Choose why the person is left out."))
            elif data["reason"] == Arrangement.Reason.OTHER and not data.get("note"):
                self.add_error("note", _("Say the reason in a few words."))
        return data


class SingleForm(forms.Form):
    """A talk outside the round."""

    occasion = forms.ChoiceField(
        label=_("Why it is opened"),
        choices=[c for c in Occasion.choices if c[0] != Occasion.ROUND],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is opened.")},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=NO_HEALTH,
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = forms.DateField(label=_("To be held by"), widget=day_input())

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        today = clock.today()
        if not today <= day <= today + timedelta(days=366):
            raise forms.ValidationError(_("Choose today or a day within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("occasion") == Occasion.OTHER and not data.get("note"):
            self.add_error("note", _("Say the reason in a few words."))
        return data


class YearsForm(forms.Form):
    """In which years a unit's staff talk as a group, from a day on."""

    group_years = forms.ChoiceField(
        label=pgettext_lazy("alternate years", "How the staff talk"), widget=forms.RadioSelect
    )
    first_day = forms.DateField(
        label=_("Holds from"),
        help_text=_("What was before that day stays as it was."),
        widget=day_input(),
    )

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group_years"].choices = [  # type: ignore[attr-defined]
            (value, setting_words(value, year)) for value in GroupYears.values
        ]

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        today = clock.today()
        if not today <= day <= today + timedelta(days=3 * 366):
            raise forms.ValidationError(_("Choose today or a day within three years."))
        return day
