"""Forms of times: what to offer to whom, and times for several people at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conversations.forms import DATE_FORMATS, DateInput
from conversations.models import Conversation
from conversations.scheduling.selectors import Span, Talk, busy
from conversations.scheduling.services import Booking
from core import clock
from core.look import formats

MOST = 12  # times at once
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        label=_("Day"),
        widget=DateInput(),
        input_formats=DATE_FORMATS,
        error_messages={"required": _("Choose the day."), "invalid": _("Write a day: 13.2.2026.")},
        **more,
    )


def _at(**more: Any) -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=TIME_FORMATS,
        error_messages={"required": _("Choose the time."), "invalid": _("Write a time: 9.30.")},
        **more,
    )


class _LengthAndPlace(forms.Form):
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=15,
        max_value=240,
        initial=60,
        error_messages={
            "required": _("Write how long the talk takes."),
            "min_value": _("At least 15 minutes."),
            "max_value": _("At most 240 minutes."),
        },
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("A room or “remote”. The place goes into both calendars."),
    )


def _check(form: forms.Form, field: str, spans: Sequence[Span], taken: Sequence[Span]) -> None:
    """Still ahead, and over no other talk or time."""
    for number, span in enumerate(spans):
        if span.begins < clock.now():
            form.add_error(field, ValidationError(_("Choose a time that is still ahead.")))
            return
        clash = next((s for s in [*taken, *spans[:number]] if s.meets(span)), None)
        if clash is not None:
            words = _("{moment} is over another talk or time, which begins {other}.").format(
                moment=formats.fin_moment(span.begins), other=formats.fin_moment(clash.begins)
            )
            form.add_error(field, ValidationError(words))
            return


class OfferForm(_LengthAndPlace):
    """Times of one day, one after the other, for the chosen people."""

    people = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    day = _day()
    at = _at(label=_("First time"))
    count = forms.IntegerField(
        label=_("How many times"),
        min_value=1,
        max_value=MOST,
        initial=3,
        error_messages={
            "required": _("Write how many times you offer."),
            "min_value": _("Offer at least one."),
            "max_value": _("At most 12 at once. You can add more after these."),
        },
    )
    pause = forms.IntegerField(
        label=_("Pause between them, minutes"),
        min_value=0,
        max_value=240,
        initial=15,
        error_messages={
            "required": _("Write the pause; 0 for none."),
            "min_value": _("Write the pause; 0 for none."),
            "max_value": _("At most 240 minutes."),
        },
    )
    field_order = ("people", "day", "at", "count", "minutes", "pause", "place")

    def __init__(self, talks: Sequence[Talk], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talks = {str(talk.conversation.uuid): talk for talk in talks}
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (uuid, talk.name) for uuid, talk in self.talks.items()
        ]
        self.initial.setdefault("people", [u for u, t in self.talks.items() if not t.offered])

    def chosen(self) -> list[Conversation]:
        return [self.talks[uuid].conversation for uuid in self.cleaned_data["people"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        length = timedelta(minutes=data["minutes"])
        step = length + timedelta(minutes=data["pause"])
        first = timezone.make_aware(datetime.combine(data["day"], data["at"]))
        data["moments"] = [first + step * number for number in range(data["count"])]
        if formats.local(data["moments"][-1] + length).date() != data["day"]:
            self.add_error("count", ValidationError(_("The last of them would go past midnight.")))
            return data
        taken = busy({c.supervisor_id for c in self.chosen()}, data["moments"])
        _check(self, "at", [Span(m, m + length) for m in data["moments"]], taken)
        return data


class BookForm(_LengthAndPlace):
    """A day and a time for each person of the team; an empty row is left as it is."""

    def __init__(self, talks: Sequence[Talk], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talks = list(talks)
        for number, _talk in enumerate(self.talks):
            self.fields[f"day_{number}"] = _day(required=False)
            self.fields[f"at_{number}"] = _at(label=_("Time"), required=False)

    def rows(self) -> list[tuple[Talk, Any, Any]]:
        """Each person with the two fields."""
        return [
            (talk, self[f"day_{number}"], self[f"at_{number}"])
            for number, talk in enumerate(self.talks)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        length = timedelta(minutes=data.get("minutes") or 60)
        bookings, spans, fields = [], [], []
        for number, talk in enumerate(self.talks):
            day, at = data.get(f"day_{number}"), data.get(f"at_{number}")
            if day and at:
                moment = timezone.make_aware(datetime.combine(day, at))
                bookings.append(Booking(talk.conversation, moment))
                spans.append(Span(moment, moment + length))
                fields.append(f"at_{number}")
            elif day and f"at_{number}" not in self.errors:
                self.add_error(f"at_{number}", ValidationError(_("Choose the time.")))
            elif at and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", ValidationError(_("Choose the day.")))
        taken = busy({b.conversation.supervisor_id for b in bookings}, [s.begins for s in spans])
        for number, field in enumerate(fields):
            _check(self, field, [spans[number]], [*taken, *spans[:number]])
        if not bookings and not self.errors:
            raise ValidationError(_("Write a day and a time for at least one person."))
        data["bookings"] = bookings
        return data
