"""The forms of a plan's way: comments, meeting, treatment, decision; and the list's filters."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from organization.models import Body
from training_plans.models import Plan, Treatment


class DayInput(forms.DateInput):
    """A date with the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("form", "Reason"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason stays in the log of the plan."),
        error_messages={"required": _("Write why.")},
    )


class CommentForm(forms.Form):
    """A comment in the name of a group, or of HR services (no group)."""

    body = forms.ChoiceField(label=_("In whose name"), required=False)
    about = forms.ChoiceField(label=_("What it is about"), required=False)
    text = forms.CharField(
        label=pgettext_lazy("form", "Comment"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the comment.")},
    )
    needs_answer = forms.BooleanField(
        label=_("We wait for an answer"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, bodies: Sequence[Body], hr: bool, focuses: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(b.uuid): b for b in bodies}
        choices: list[Any] = [(key, str(b)) for key, b in self.bodies.items()]
        if hr:
            choices.append(("", pgettext_lazy("unit", "HR services")))
        self.fields["body"].choices = choices  # type: ignore[attr-defined]
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole plan")),
            *((focus, focus) for focus in focuses),
        ]
        if not focuses:
            del self.fields["about"]

    def clean_body(self) -> Body | None:
        return self.bodies.get(self.cleaned_data["body"])


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the answer.")},
    )


class CompileForm(forms.Form):
    comments_due_on = forms.DateField(
        label=_("Comments by"),
        widget=DayInput,
        input_formats=DAY_FORMATS,
        help_text=_("The last day for the leadership groups. Answers have two weeks more."),
        error_messages={"required": _("Choose the last day of comments.")},
    )

    def clean_comments_due_on(self) -> date:
        day: date = self.cleaned_data["comments_due_on"]
        if day < clock.today():
            raise ValidationError(_("The day has passed already."))
        return day


class MeetingForm(forms.Form):
    day = forms.DateField(
        label=_("Day of the meeting"),
        widget=DayInput,
        input_formats=DAY_FORMATS,
        error_messages={"required": _("Choose the day of the meeting.")},
    )
    at = forms.TimeField(
        label=pgettext_lazy("form", "Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        initial=time(13),
        error_messages={"required": _("Write the time, for example 13.00.")},
    )
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    item_number = forms.CharField(
        label=_("Agenda item"), max_length=20, required=False, help_text=_("For example 5.")
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < clock.today():
            raise ValidationError(_("The day has passed already."))
        return day

    def meets_at(self) -> datetime:
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["day"], data["at"]))


def _not_in_future(day: date) -> date:
    if day > clock.today():
        raise ValidationError(_("The day is in the future."))
    return day


class TreatmentForm(forms.Form):
    """The committee's treatment (449/2007 16 §)."""

    treated_on = forms.DateField(
        label=_("Day of the treatment"), widget=DayInput, input_formats=DAY_FORMATS,
        error_messages={"required": _("Choose the day of the treatment.")},
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=pgettext_lazy("treatment", "Outcome"),
        choices=Treatment.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the outcome.")},
    )
    dissents = forms.CharField(
        label=_("Dissenting opinions"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As they stand in the minutes: which side or organisation, and why."),
    )
    minutes_reference = forms.CharField(
        label=pgettext_lazy("committee", "Minutes"),
        required=False,
        max_length=120,
        help_text=_("For example “8.12.2026, item 5”."),
    )

    def clean_treated_on(self) -> date:
        return _not_in_future(self.cleaned_data["treated_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dissent = data.get("outcome") == Treatment.Outcome.DISSENT
        if dissent and not (data.get("dissents") or "").strip():
            self.add_error("dissents", _("Write the dissenting opinions."))
        if data.get("outcome") == Treatment.Outcome.UNANIMOUS and data.get("dissents"):
            self.add_error("outcome", _("There are dissenting opinions. Choose the other outcome."))
        return data


class DecisionForm(forms.Form):
    """The employer's decision (449/2007 5 §)."""

    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=120,
        help_text=_("For example “city board” or “city manager”."),
        error_messages={"required": _("Write who decided.")},
    )
    decided_on = forms.DateField(
        label=_("Day of the decision"), widget=DayInput, input_formats=DAY_FORMATS,
        error_messages={"required": _("Choose the day of the decision.")},
    )  # fmt: skip
    section = forms.CharField(
        label=_("Section (§)"),
        max_length=40,
        error_messages={"required": _("Write the section, for example § 214.")},
    )

    def clean_decided_on(self) -> date:
        return _not_in_future(self.cleaned_data["decided_on"])


class ReviewForm(forms.Form):
    reviewed_on = forms.DateField(
        label=_("Day of the group's meeting"), widget=DayInput, input_formats=DAY_FORMATS,
        error_messages={"required": _("Choose the day.")},
    )  # fmt: skip

    def clean_reviewed_on(self) -> date:
        return _not_in_future(self.cleaned_data["reviewed_on"])


class FilterForm(forms.Form):
    """The list of plans; the choices live in the address."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    level = forms.ChoiceField(
        label=pgettext_lazy("plan", "Level"),
        required=False,
        choices=[("", _("All levels")), *Plan.Level.choices],
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("plan", "State"),
        required=False,
        choices=[("", _("All states")), *Plan.State.choices],
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


def uuids(values: Sequence[str]) -> list[UUID]:
    """The well-formed identifiers among what a form sent."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
