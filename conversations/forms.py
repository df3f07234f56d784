"""Forms of conversations. Their rules of content only; who may save is the services' question."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from competencies.models import Competence, LearningWay
from conversations.answers import canonical, choices
from conversations.goals.forms import ServesField, by_share
from conversations.models import (
    Conversation,
    DevelopmentNeed,
    Goal,
    Question,
    QuestionKind,
)
from conversations.selectors.parts.lines import lines_for
from conversations.services.texts import MAX_TEXT, Chosen, Clash, Typed, fingerprint
from core import clock


def field_name(question: Question) -> str:
    return f"q_{question.key}"


def plain(text: str) -> str:
    """One way of ending lines, as it is stored and compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class AnswerField(forms.CharField):
    """The answer to one question, by its kind; clean gives it in its canonical form."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(
            label=str(question.title),
            help_text=str(question.help),
            required=False,
            strip=False,
            max_length=MAX_TEXT,
            widget=self._widget(),
            error_messages={
                "max_length": _(
                    "%(limit_value)d characters is the most: there are %(show_value)d now. "
                    "Shorten the text; nothing has been lost."
                )
            },
            **kwargs,
        )
        # The browser would cut the text without a word: the server says it instead.
        self.widget.attrs.pop("maxlength", None)

    def _widget(self) -> forms.Widget:
        if self.question.kind == QuestionKind.DATE:
            return DateInput()
        if self.question.kind in (QuestionKind.SCALE, QuestionKind.CHOICE):
            return forms.RadioSelect(choices=[*choices(self.question), ("", _("no answer"))])
        return forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> str:
        return canonical(self.question, super().clean(value))


class TextsForm(forms.Form):
    """One theme's fields. `version` says on what each field was typed (services.texts)."""

    version = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(
        self, questions: Sequence[Question], stored: Mapping[int, tuple[str, int]], *args: Any
    ) -> None:
        super().__init__(*args)
        self.questions = questions
        self.stored = stored
        for question in questions:
            text, _version = stored.get(question.pk, ("", 0))
            self.fields[field_name(question)] = AnswerField(question, initial=text)
        self.fields["version"].initial = token(
            {q.pk: (stored.get(q.pk, ("", 0))[1], fingerprint(stored.get(q.pk, ("", 0))[0]))
             for q in questions}
        )  # fmt: skip

    def full_clean(self) -> None:
        if self.is_bound:
            data = self.data.copy()  # type: ignore[attr-defined]
            for question in self.questions:
                name = field_name(question)
                if name in data:
                    data[name] = plain(data[name])
            self.data = data
        super().full_clean()

    def typed(self) -> dict[Question, Typed]:
        """A field that the request does not carry was not touched."""
        on = read_token(self.cleaned_data.get("version", ""))
        values = {}
        for question in self.questions:
            name = field_name(question)
            if name in self.data:
                version, was = on.get(question.pk, (0, fingerprint("")))
                values[question] = Typed(self.cleaned_data[name], version, was)
        return values


def token(on: Mapping[int, tuple[int, str]]) -> str:
    return ",".join(f"{pk}:{version}:{was}" for pk, (version, was) in sorted(on.items()))


def read_token(text: str) -> dict[int, tuple[int, str]]:
    """Anything unreadable counts as typed on nothing: such a save can clash, never overwrite."""
    on = {}
    for piece in text.split(","):
        parts = piece.split(":")
        if len(parts) == 3 and parts[0].isdecimal() and parts[1].isdecimal():
            on[int(parts[0])] = (int(parts[1]), parts[2])
    return on


def take(data: Any, choice: str, clashes: Mapping[str, Clash]) -> Any:
    """The form's data after "take theirs" or "keep both" for one field ("core-tasks:both")."""
    key, _colon, which = choice.partition(":")
    clash = clashes.get(key)
    if clash is None or which not in ("theirs", "both"):
        return data
    if which == "both" and clash.question.kind != QuestionKind.TEXT:
        return data
    data = data.copy()
    name = f"q_{key}"
    mine = plain(data.get(name, ""))
    data[name] = clash.theirs if which == "theirs" else f"{clash.theirs}\n\n{mine}"
    return data


class RatingsForm(forms.Form):
    """One level per competence; `version` holds the levels that the window was loaded with."""

    version = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(
        self,
        competences: Sequence[Competence],
        levels: Mapping[int, Sequence[int]],
        stored: Mapping[int, int | None],
        *args: Any,
    ) -> None:
        super().__init__(*args)
        self.competences = competences
        self.stored = stored
        for competence in competences:
            self.fields[f"level_{competence.key}"] = forms.TypedChoiceField(
                label=str(competence.name),
                choices=[(n, str(n)) for n in levels[competence.framework_id]],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the levels.")},
            )
        self.fields["version"].initial = ratings_token(
            {c.pk: stored.get(c.pk) for c in competences}
        )

    def chosen(self) -> dict[Competence, Chosen]:
        """A competence without a chosen level was not touched."""
        was = read_ratings_token(self.cleaned_data.get("version", ""))
        values = {}
        for competence in self.competences:
            name = f"level_{competence.key}"
            if name in self.data:
                values[competence] = Chosen(self.cleaned_data[name], was.get(competence.pk))
        return values


def ratings_token(levels: Mapping[int, int | None]) -> str:
    return ",".join(f"{pk}:{level or ''}" for pk, level in sorted(levels.items()))


def read_ratings_token(text: str) -> dict[int, int | None]:
    levels: dict[int, int | None] = {}
    for piece in text.split(","):
        pk, _colon, level = piece.partition(":")
        if pk.isdecimal():
            levels[int(pk)] = int(level) if level.isdecimal() else None
    return levels


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


class _ItemForm(forms.ModelForm):
    """Common to goals and needs: ways of the round's catalogue by share, its competences."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, conversation: Conversation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        round_ = conversation.round
        frameworks = [round_.staff_framework_id]
        if conversation.for_supervisor:
            frameworks.append(round_.supervisor_framework_id)
        way: Any = self.fields["way"]
        way.queryset = LearningWay.objects.filter(catalogue=round_.catalogue_id)
        way.empty_label = _("Choose a way")
        way.widget.choices = by_share(way.queryset, way.empty_label)
        competence: Any = self.fields["competence"]
        competence.queryset = Competence.objects.filter(framework__in=frameworks).order_by(
            "framework__audience", "order"
        )
        competence.empty_label = _("None of these")
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]


class GoalForm(_ItemForm):
    class Meta:
        model = Goal
        fields = ["title", "way", "competence", "measure", "due_on"]
        widgets = {"due_on": DateInput()}
        help_texts = {
            "title": _("What will you do or be able to do? For example: I guide a new colleague."),
            "way": _("Choose how this is learned. Most is learned at work and together."),
            "measure": _("For example: the new colleague does the round alone."),
        }
        error_messages = {
            "title": {"required": _("Write the goal.")},
            "way": {"required": _("Choose how this is learned.")},
        }

    def __init__(self, conversation: Conversation, *args: Any, **kwargs: Any) -> None:
        super().__init__(conversation, *args, **kwargs)
        self.fields["due_on"].input_formats = DATE_FORMATS  # type: ignore[attr-defined]
        self.fields["serves"] = ServesField(
            lines_for(conversation), self.instance if self.instance.pk else None
        )

    def values(self) -> dict[str, Any]:
        serves: Any = self.fields["serves"]
        return {**super().values(), **serves.values(self.cleaned_data.get("serves", ""))}


class NeedForm(_ItemForm):
    class Meta:
        model = DevelopmentNeed
        fields = ["topic", "way", "competence", "horizon", "urgency"]
        widgets = {"horizon": forms.RadioSelect, "urgency": forms.RadioSelect}
        help_texts = {
            "topic": _("For example: using the electronic cleaning plan on a phone."),
            "way": _("How would you like to learn this?"),
        }
        error_messages = {"topic": {"required": _("Write what needs to be learned.")}}


class ScheduleForm(forms.Form):
    """The time of the talk in Finnish time."""

    day = forms.DateField(
        label=_("Day"),
        widget=DateInput(),
        input_formats=DATE_FORMATS,
        error_messages={"required": _("Choose the day."), "invalid": _("Write a day: 13.2.2026.")},
    )
    at = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"required": _("Choose the time."), "invalid": _("Write a time: 9.30.")},
    )
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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("at"):
            moment = timezone.make_aware(datetime.combine(data["day"], data["at"]))
            if moment < clock.now():
                self.add_error("day", ValidationError(_("Choose a time that is still ahead.")))
            data["meets_at"] = moment
        return data


class OverviewFilter(forms.Form):
    """Search and filters of the list of conversations (HR, directors)."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), *Conversation.State.choices],
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, units: Sequence[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["unit"].choices = [("", _("all")), *units]  # type: ignore[attr-defined]
