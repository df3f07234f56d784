"""Forms of templates: words in three languages, conditions, options."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.models import BLOCKS, Question, QuestionKind, Sensitivity, Template

LANGUAGES = ("fi", "sv", "en")
IN = {"fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}
MOST_OPTIONS, MOST_STEPS, FEWEST_STEPS = 20, 10, 3
_TOO_LONG = {"max_length": _("At most %(limit_value)d characters: now %(show_value)d.")}


class _Words(forms.Form):
    """`words`: name of a text -> (label, most characters, long); each in three languages."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    words: Mapping[str, tuple[Any, int, bool]] = {}
    # What must be written in Finnish even in a draft.
    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, most, long) in self.words.items():
            for language in LANGUAGES:
                widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
                key = f"{name}_{language}"
                self.fields[key] = forms.CharField(
                    label=_labelled(label, language),
                    required=language == "fi" and name in self.needed,
                    max_length=most,
                    widget=widget,
                    initial=self.initial.get(name, {}).get(language, ""),
                    error_messages={**_TOO_LONG, "required": _("Write this in Finnish.")},
                )
                self.fields[key].widget.attrs.update({"lang": language})
                self.fields[key].widget.attrs.pop("maxlength", None)

    def text(self, name: str) -> dict[str, str]:
        """The text in the languages it has."""
        found = {lang: self.cleaned_data.get(f"{name}_{lang}", "").strip() for lang in LANGUAGES}
        return {lang: text for lang, text in found.items() if text}

    def groups(self) -> list[list[Any]]:
        """The fields in rows of three: one text in its languages."""
        return [[self[f"{name}_{lang}"] for lang in LANGUAGES] for name in self.words]

    def values(self) -> dict[str, Any]:
        return {name: self.text(name) for name in self.words}


def _labelled(label: Any, language: str) -> Any:
    from django.utils.text import format_lazy

    return format_lazy("{}, {}", label, IN[language])


class SourceForm(forms.Form):
    """What a new draft is made from."""

    source = forms.ChoiceField(label=_("Make the draft from"), widget=forms.RadioSelect)

    def __init__(self, templates: list[Template], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(t.uuid), f"{t.title}, {t.number} ({t.get_state_display()})") for t in templates
        ]
        choices.append(("model", str(_("the model's own themes and questions"))))
        self.fields["source"].choices = choices  # type: ignore[attr-defined]


class TemplateForm(_Words):
    words = {"name": (_("Name"), 80, False)}
    note = forms.CharField(
        label=_("What is new in this version"),
        required=False,
        max_length=200,
        help_text=_("For HR: why it was changed."),
        error_messages=_TOO_LONG,
    )
    note.widget.attrs.pop("maxlength", None)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "note": self.cleaned_data["note"]}


class ThemeForm(_Words):
    words = {
        "title": (_("Heading"), 120, False),
        "help": (_("Text at the head of the theme"), 600, True),
    }
    needed = ("title",)
    supervisors_only = forms.BooleanField(
        label=_("Only in supervisors' own talks"),
        required=False,
        help_text=_("Shown when the one whose talk it is leads others."),
    )

    def values(self) -> dict[str, Any]:
        return {
            **super().values(),
            "supervisors_only": bool(self.cleaned_data.get("supervisors_only")),
        }


class QuestionForm(_Words):
    """A question that is answered with free text or a date."""

    kind = QuestionKind.TEXT
    words = {"title": (_("Question"), 160, False), "help": (_("Help text"), 800, True)}
    needed: tuple[str, ...] = ("title",)
    sensitivity = forms.ChoiceField(
        label=_("How sensitive the answer is"),
        choices=Sensitivity.choices,
        initial=Sensitivity.ORDINARY,
        help_text=_(
            "Wellbeing and feedback on the supervisor are seen only by the employee and the one "
            "who was in the talk. Of wellbeing the page also tells what does not belong there."
        ),
    )
    supervisors_only = forms.BooleanField(
        label=_("Only in supervisors' own talks"),
        required=False,
        help_text=_("Shown when the one whose talk it is leads others."),
    )

    def values(self) -> dict[str, Any]:
        return {
            **super().values(),
            "sensitivity": self.cleaned_data.get("sensitivity") or Sensitivity.ORDINARY,
            "supervisors_only": bool(self.cleaned_data.get("supervisors_only")),
            "options": self.options(),
        }

    def options(self) -> list[dict[str, Any]]:
        return []


class BlockForm(QuestionForm):
    """Where a theme leads to a part of the conversation; nothing is asked here."""

    sensitivity = None  # type: ignore[assignment]


class ScaleForm(QuestionForm):
    words = {
        **QuestionForm.words,
        "low": (_("What the lowest step means"), 80, False),
        "high": (_("What the highest step means"), 80, False),
    }
    needed = ("title", "low", "high")
    steps = forms.TypedChoiceField(
        label=_("Number of steps"),
        choices=[(n, str(n)) for n in range(FEWEST_STEPS, MOST_STEPS + 1)],
        coerce=int,
        initial=5,
    )

    def values(self) -> dict[str, Any]:
        found = super().values()
        return {name: found[name] for name in found if name not in ("low", "high")}

    def options(self) -> list[dict[str, Any]]:
        steps = self.cleaned_data["steps"]
        labels = {1: self.text("low"), steps: self.text("high")}
        return [{"key": str(n), "label": labels.get(n, {})} for n in range(1, steps + 1)]


class ChoiceForm(QuestionForm):
    """The options one under another, in each language in the same order."""

    words = {**QuestionForm.words, "options": (_("Options, one on each line"), 2000, True)}
    needed = ("title", "options")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.before: list[dict[str, Any]] = kwargs.pop("before", [])
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lines = {language: self._lines(language) for language in LANGUAGES}
        finnish = lines["fi"]
        if len(finnish) > MOST_OPTIONS:
            self.add_error("options_fi", _("At most 20 options."))
        elif finnish and len(finnish) < 2:
            self.add_error("options_fi", _("Write at least two options."))
        elif len(set(finnish)) < len(finnish):
            self.add_error("options_fi", _("Each option must be different."))
        if any(len(line) > 120 for found in lines.values() for line in found):
            self.add_error("options_fi", _("An option is at most 120 characters long."))
        for language in ("sv", "en"):
            if lines[language] and len(lines[language]) != len(finnish):
                self.add_error(
                    f"options_{language}",
                    _("Write as many lines as in Finnish, in the same order."),
                )
        return data

    def _lines(self, language: str) -> list[str]:
        text = self.cleaned_data.get(f"options_{language}", "")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def options(self) -> list[dict[str, Any]]:
        """An option whose Finnish words stay keeps its key, whatever its place."""
        keys = {option["label"].get("fi"): option["key"] for option in self.before}
        free = max((int(key) for key in keys.values()), default=0)
        options = []
        for place, line in enumerate(self._lines("fi")):
            label = {"fi": line}
            for language in ("sv", "en"):
                lines = self._lines(language)
                if lines:
                    label[language] = lines[place]
            if line not in keys:
                free += 1
            options.append({"key": keys.get(line, str(free)), "label": label})
        return options


FORMS: dict[str, type[QuestionForm]] = {
    QuestionKind.TEXT: QuestionForm,
    QuestionKind.DATE: QuestionForm,
    QuestionKind.SCALE: ScaleForm,
    QuestionKind.CHOICE: ChoiceForm,
    **dict.fromkeys(BLOCKS, BlockForm),
}


def theme_form(template: Template, data: Any = None, **kwargs: Any) -> ThemeForm:
    return _without_conditions(template, ThemeForm(data, **kwargs))


def _without_conditions(template: Template, form: Any) -> Any:
    """Conditions and sensitivity are of one's own talk; a group's is open to the group."""
    if template.kind != Template.Kind.DEVELOPMENT:
        form.fields.pop("supervisors_only", None)
        form.fields.pop("sensitivity", None)
    return form


def form_of(
    template: Template, kind: str, data: Any = None, question: Question | None = None
) -> QuestionForm:
    """The form of this kind of question, empty or with what is stored."""
    form = FORMS[kind]
    more: dict[str, Any] = {}
    initial: dict[str, Any] = {}
    if question is not None:
        initial = {
            "title": question.title,
            "help": question.help,
            "sensitivity": question.sensitivity,
            "supervisors_only": question.supervisors_only,
            "version": question.version,
            **_options(question),
        }
    if form is ChoiceForm:
        more["before"] = question.options if question else []
    return _without_conditions(template, form(data, initial=initial, **more))


def _options(question: Question) -> dict[str, Any]:
    options = question.options
    if question.kind == QuestionKind.SCALE and options:
        ends = {"low": options[0]["label"], "high": options[-1]["label"]}
        return {**ends, "steps": len(options)}
    if question.kind == QuestionKind.CHOICE:
        lines = {
            lang: "\n".join(option["label"].get(lang, "") for option in options)
            for lang in LANGUAGES
        }
        return {"options": lines}
    return {}
