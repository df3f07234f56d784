"""Forms of group conversations. Their rules of content only; who may save is the services'
question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.models import Audience, Catalogue, Competence, LearningWay
from conversations.forms import DATE_FORMATS, DateInput, plain
from conversations.forms import ScheduleForm as _ScheduleForm
from conversations.goals.forms import by_share
from conversations.groups.models import GroupConversation, GroupItem, Practice
from conversations.groups.services.collecting import MAX_THOUGHT
from conversations.groups.slots import Slot
from conversations.services.texts import MAX_TEXT, Typed, fingerprint
from organization.models import Unit, UnitPeriod

Collection = GroupConversation.Collection


class CollectionForm(forms.Form):
    """What the group chose, and that it was asked."""

    collection = forms.ChoiceField(
        label=_("How does the group send its thoughts?"),
        choices=[
            (Collection.NAMED, _("With names: everybody's thoughts are shown with the name")),
            (Collection.ANONYMOUS, _("Without names: the service does not know who sent what")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how thoughts are sent.")},
    )
    asked = forms.BooleanField(
        label=_("I have asked the group, and this is what it chose"),
        error_messages={"required": _("Ask the group first: the choice is the group's.")},
    )
    until = forms.DateField(
        label=_("Thoughts are sent by"),
        widget=DateInput(),
        input_formats=DATE_FORMATS,
        help_text=_("You end the collection yourself; this day is told to the group."),
        error_messages={"required": _("Choose the day."), "invalid": _("Write a day: 13.2.2026.")},
    )


class ThoughtForm(forms.Form):
    """One thought: what it is about and its text."""

    about = forms.ChoiceField(
        label=_("What is your thought about?"),
        error_messages={"required": _("Choose what the thought is about.")},
    )
    text = forms.CharField(
        label=_("Your thought"),
        max_length=MAX_THOUGHT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the thought first.")},
    )

    def __init__(self, slots: Sequence[Slot], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.choices = [("", _("Choose a question")), *[(s.name, s.label) for s in slots]]
        self.fields["text"].widget.attrs.pop("maxlength", None)
        self._slots = {slot.name: slot for slot in slots}

    @property
    def slot(self) -> Slot:
        return self._slots[self.cleaned_data["about"]]

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"])


class OwnThoughtForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    text = forms.CharField(
        label=_("Your thought"),
        max_length=MAX_THOUGHT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the thought first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"])


class GroupTextsForm(forms.Form):
    """The fields of one page. `version` says on what each was typed (services.writing)."""

    version = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(
        self, slots: Sequence[Slot], stored: Mapping[str, tuple[str, int]], *args: Any
    ) -> None:
        super().__init__(*args)
        self.slots = slots
        for slot in slots:
            self.fields[slot.name] = forms.CharField(
                label=slot.label,
                required=False,
                strip=False,
                initial=stored[slot.name][0],
                max_length=MAX_TEXT,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={
                    "max_length": _(
                        "%(limit_value)d characters is the most: there are %(show_value)d now. "
                        "Shorten the text; nothing has been lost."
                    )
                },
            )
            # The browser would cut the text without a word: the server says it instead.
            self.fields[slot.name].widget.attrs.pop("maxlength", None)
        self.fields["version"].initial = token(
            {name: (version, fingerprint(text)) for name, (text, version) in stored.items()}
        )

    def full_clean(self) -> None:
        if self.is_bound:
            data = self.data.copy()  # type: ignore[attr-defined]
            for slot in self.slots:
                if slot.name in data:
                    data[slot.name] = plain(data[slot.name])
            self.data = data
        super().full_clean()

    def typed(self) -> dict[Slot, Typed]:
        """A field that the request does not carry was not touched."""
        on = read_token(self.cleaned_data.get("version", ""))
        return {
            slot: Typed(self.cleaned_data[slot.name], *on.get(slot.name, (0, fingerprint(""))))
            for slot in self.slots
            if slot.name in self.data
        }


def token(on: Mapping[str, tuple[int, str]]) -> str:
    return ",".join(f"{name}:{version}:{was}" for name, (version, was) in sorted(on.items()))


def read_token(text: str) -> dict[str, tuple[int, str]]:
    """Anything unreadable counts as typed on nothing: such a save can clash, never overwrite."""
    on = {}
    for piece in text.split(","):
        parts = piece.split(":")
        if len(parts) == 3 and parts[1].isdecimal() and len(parts[1]) < 10:
            on[parts[0]] = (int(parts[1]), parts[2])
    return on


class GatherForm(forms.Form):
    """The thoughts that were ticked, and where they go: a heading that is there, or a new one."""

    thoughts = forms.MultipleChoiceField(required=False)
    heading = forms.ChoiceField(required=False)
    new = forms.CharField(
        label=_("New heading"),
        required=False,
        max_length=120,
    )

    def __init__(self, thoughts: Sequence[UUID], headings: Sequence[UUID], *args: Any) -> None:
        super().__init__(*args)
        self.fields["thoughts"].choices = [(str(t), "") for t in thoughts]  # type: ignore[attr-defined]
        self.fields["heading"].choices = [("", ""), ("none", ""), *[(str(h), "") for h in headings]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("new") and not data.get("heading"):
            raise ValidationError(_("Choose a heading, or write a new one."))
        if not self.errors and not data.get("new") and not data.get("thoughts"):
            raise ValidationError(_("Tick first the thoughts that belong together."))
        return data


class _ItemForm(forms.ModelForm):
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, conversation: GroupConversation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "way" in self.fields:
            catalogue = (
                Catalogue.objects.filter(year__lte=conversation.year).order_by("-year").first()
            )
            way: Any = self.fields["way"]
            way.queryset = LearningWay.objects.filter(catalogue=catalogue)
            way.empty_label = _("Choose a way")
            way.widget.choices = by_share(way.queryset, way.empty_label)
        if "competence" in self.fields:
            competence: Any = self.fields["competence"]
            competence.queryset = Competence.objects.filter(
                framework__audience=Audience.ALL_STAFF, framework__year=conversation.year
            ).order_by("order")
            competence.empty_label = _("None of these")
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]


class FocusForm(_ItemForm):
    class Meta:
        model = GroupItem
        fields = ["title"]
        labels = {"title": _("Focus area")}
        help_texts = {"title": _("What do we put our effort into next? One thing in a few words.")}
        error_messages = {"title": {"required": _("Write the focus area.")}}


class NeedForm(_ItemForm):
    class Meta:
        model = GroupItem
        fields = ["title", "way", "competence", "urgency"]
        labels = {"title": _("what needs to be learned")}
        widgets = {"urgency": forms.RadioSelect}
        help_texts = {
            "title": _("What should we learn as a group? No names of people."),
            "way": _("How would we best learn this?"),
        }
        error_messages = {"title": {"required": _("Write what needs to be learned.")}}


class GoalForm(_ItemForm):
    class Meta:
        model = GroupItem
        fields = ["title", "way", "measure", "due_on"]
        labels = {"title": _("team's goal")}
        widgets = {"due_on": DateInput()}
        help_texts = {
            "title": _("What will we do or be able to do together?"),
            "way": _("Choose how this is learned. Most is learned at work and together."),
            "measure": _("For example: the new colleague does the round alone."),
        }
        error_messages = {
            "title": {"required": _("Write the goal.")},
            "way": {"required": _("Choose how this is learned.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].required = True
        self.fields["due_on"].input_formats = DATE_FORMATS  # type: ignore[attr-defined]


ITEM_FORMS: dict[str, type[_ItemForm]] = {
    GroupItem.Kind.FOCUS: FocusForm,
    GroupItem.Kind.NEED: NeedForm,
    GroupItem.Kind.GOAL: GoalForm,
}


class PracticeForm(forms.ModelForm):
    """A way of sharing what is learned. `units`: with whom across the border."""

    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    units = forms.ModelMultipleChoiceField(
        label=_("With which units?"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty when it is only for our own group."),
        error_messages={"list": _("Choose from the list.")},
    )

    class Meta:
        model = Practice
        fields = ["title", "how", "everybody", "contact"]
        widgets = {"how": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": _(
                "For example: a colleague's visit, a shared Monday quarter, a tip of the week."
            ),
            "how": _("How often, where, and how does one join?"),
            "contact": _("Whom to ask. The name is shown to everybody in the city."),
        }
        error_messages = {"title": {"required": _("Write what is shared.")}}

    def __init__(self, people: Any, units: Sequence[UnitPeriod], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = people
        contact.empty_label = _("Choose a person")
        self.fields["how"].max_length = 1000  # type: ignore[attr-defined]
        chosen: Any = self.fields["units"]
        chosen.queryset = Unit.objects.filter(pk__in=[p.unit_id for p in units])
        chosen.choices = [(p.unit_id, str(p.name)) for p in units]
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0
        if self.instance.pk:
            chosen.initial = [u.pk for u in self.instance.with_units.all()]

    def clean_how(self) -> str:
        text = plain(self.cleaned_data["how"])
        if len(text) > 1000:
            raise ValidationError(_("The text is too long."))
        return text

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it reopened? The group sees this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why the conversation is reopened.")},
    )


class GroupScheduleForm(_ScheduleForm):
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=15,
        max_value=480,
        initial=120,
        error_messages={
            "required": _("Write how long the talk takes."),
            "min_value": _("At least 15 minutes."),
            "max_value": _("At most 480 minutes."),
        },
    )


class OpenForm(forms.Form):
    """Which of one's own groups, and for which year."""

    group = forms.ChoiceField(
        label=_("Which group?"), error_messages={"required": _("Choose a group.")}
    )
    year = forms.TypedChoiceField(label=pgettext_lazy("group conversation", "Year"), coerce=int)

    def __init__(self, groups: Sequence[tuple[str, str]], years: Sequence[int], *args: Any) -> None:
        super().__init__(*args)
        group: Any = self.fields["group"]
        group.choices = [("", _("Choose a group")), *groups]
        year: Any = self.fields["year"]
        year.choices = [(y, str(y)) for y in years]


class PracticeFilter(forms.Form):
    words = forms.CharField(label=_("Search"), required=False, max_length=100)
    unit = forms.TypedChoiceField(
        label=pgettext_lazy("filter", "Unit"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, units: Sequence[UnitPeriod], *args: Any) -> None:
        super().__init__(*args)
        unit: Any = self.fields["unit"]
        unit.choices = [("", _("All units")), *[(p.unit_id, str(p.name)) for p in units]]
