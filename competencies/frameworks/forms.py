"""Forms of frameworks: words in three languages, scale, a competence in the tree, decision."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.frameworks.selectors import DEEPEST, Node
from competencies.models import Audience, Competence, Framework, Level
from core import clock

LANGUAGES = ("fi", "sv", "en")
IN = {"fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}
NAME, TEXT = 120, 1000  # characters
TITLES = 40  # job titles of one profession
STEPS = 9


class WordsForm(forms.Form):
    """Texts in three languages. `version`: of the draft that the window was loaded with."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def add_words(
        self, name: str, label: Any, most: int, stored: Mapping[str, str], *, needed: bool = False,
        placeholder: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        for language in LANGUAGES:
            widget = forms.Textarea(attrs={"rows": 3}) if most > NAME else forms.TextInput()
            key = f"{name}_{language}"
            self.fields[key] = forms.CharField(
                label=format_lazy("{}, {}", label, IN[language]),
                required=needed and language == "fi",
                max_length=most,
                widget=widget,
                initial=stored.get(language, ""),
                error_messages={
                    "max_length": _("At most %(limit_value)d characters: now %(show_value)d."),
                    "required": _("Write this in Finnish."),
                },
            )
            self.fields[key].widget.attrs.pop("maxlength", None)
            self.fields[key].widget.attrs["lang"] = language
            if placeholder and placeholder.get(language):
                self.fields[key].widget.attrs["placeholder"] = placeholder[language]

    def words(self, name: str) -> dict[str, str]:
        """The text in the languages it has."""
        found = {code: self.cleaned_data.get(f"{name}_{code}", "").strip() for code in LANGUAGES}
        return {code: text for code, text in found.items() if text}

    def group(self, name: str) -> list[Any]:
        return [self[f"{name}_{code}"] for code in LANGUAGES]

    @property
    def groups(self) -> list[list[Any]]:
        names = dict.fromkeys(
            key.rpartition("_")[0] for key in self.fields if key.rpartition("_")[2] in LANGUAGES
        )
        return [self.group(name) for name in names]


def _titles(text: str) -> list[str]:
    """One job title on each line, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class _Whose(WordsForm):
    """Whose an own framework is: a unit's with all below it, or a profession's."""

    unit = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        help_text=_("The list concerns the unit and all units below it."),
    )
    job_titles = forms.CharField(
        label=_("Job titles"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, as they stand in the HR system."),
    )

    def __init__(self, units: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Choose a unit")), *units]  # type: ignore[attr-defined]

    def clean_job_titles(self) -> list[str]:
        found = _titles(self.cleaned_data["job_titles"])
        if len(found) > TITLES or any(len(title) > NAME for title in found):
            raise forms.ValidationError(_("At most 40 job titles of 120 characters each."))
        return found


class NewForm(_Whose):
    audience = forms.ChoiceField(
        label=_("Whose list is it"),
        choices=[
            (Audience.UNIT, _("a unit's, with all units below it")),
            (Audience.PROFESSION, _("a profession's, by job titles")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose list it is.")},
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    field_order = ["audience", "unit", "job_titles", "year"]

    def __init__(self, units: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(units, *args, **kwargs)
        self.fields["year"].initial = clock.today().year
        self.add_words("name", _("Name of the list"), NAME, {}, needed=True)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        audience = data.get("audience")
        if audience == Audience.UNIT and not data.get("unit"):
            self.add_error("unit", _("Choose the unit."))
        if audience == Audience.PROFESSION and not data.get("job_titles"):
            self.add_error("job_titles", _("Write at least one job title."))
        return data


class SettingsForm(_Whose):
    """Who rates; of the supervisors' list whether they are on both; whose an own one is."""

    raters = forms.ChoiceField(
        label=_("Who rates before the conversation"),
        choices=Framework.Raters.choices,
        widget=forms.RadioSelect,
        help_text=_("The agreed level is always set together in the conversation."),
    )
    both_lists = forms.BooleanField(
        label=_("Supervisors are rated on the list of all staff too"), required=False
    )

    def __init__(
        self, framework: Framework, units: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "version": framework.version,
            "raters": framework.raters,
            "both_lists": framework.both_lists,
            "unit": str(framework.unit.uuid) if framework.unit else "",
            "job_titles": "\n".join(framework.job_titles),
        }
        super().__init__(units, *args, **kwargs)
        own = framework.audience in (Audience.UNIT, Audience.PROFESSION)
        if framework.audience != Audience.SUPERVISORS:
            del self.fields["both_lists"]
        if framework.audience != Audience.UNIT:
            del self.fields["unit"]
        else:
            self.fields["unit"].required = True
        if framework.audience != Audience.PROFESSION:
            del self.fields["job_titles"]
        if own:
            self.add_words("name", _("Name of the list"), NAME, framework.name, needed=True)


class ScaleForm(WordsForm):
    """The levels from the lowest up, and room for one more. Only the last can be left out."""

    def __init__(self, framework: Framework, levels: Sequence[Level], data: Any = None) -> None:
        super().__init__(data, initial={"version": framework.version})
        self.steps = min(STEPS, len(levels) + 1)
        for number in range(1, self.steps + 1):
            level = levels[number - 1] if number <= len(levels) else None
            self.add_words(
                f"name{number}",
                format_lazy(_("Level {number}: name"), number=number),
                60,
                level.name if level else {},
            )
            self.add_words(
                f"text{number}",
                format_lazy(_("Level {number}: what it looks like at work"), number=number),
                TEXT,
                level.text if level else {},
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        ended = 0
        for number in range(1, self.steps + 1):
            if not data.get(f"name{number}_fi", "").strip():
                ended = ended or number
            elif ended:
                self.add_error(
                    f"name{ended}_fi", _("Write the name. Only the last levels can be left out.")
                )
                break
        return data

    def levels(self) -> list[tuple[dict[str, str], dict[str, str]]]:
        return [
            (self.words(f"name{n}"), self.words(f"text{n}"))
            for n in range(1, self.steps + 1)
            if self.words(f"name{n}").get("fi")
        ]

    def steps_shown(self) -> list[tuple[int, list[Any], list[Any]]]:
        return [
            (n, self.group(f"name{n}"), self.group(f"text{n}")) for n in range(1, self.steps + 1)
        ]


class CompetenceForm(WordsForm):
    """A competence: its texts, its place in the tree, its target, and its levels' own texts."""

    parent = forms.ChoiceField(
        label=_("Belongs under"),
        required=False,
        help_text=_("A competence that has others under it is a heading: nobody is rated on it."),
    )
    target = forms.ChoiceField(
        label=_("Target level"),
        required=False,
        help_text=_("For everybody. Units and job titles can have a target of their own."),
    )

    def __init__(
        self,
        framework: Framework,
        nodes: Sequence[Node],
        levels: Sequence[Level],
        competence: Competence | None,
        stored: Mapping[int, Mapping[str, str]],
        data: Any = None,
    ) -> None:
        super().__init__(
            data,
            initial={
                "version": framework.version,
                "parent": str(competence.parent.uuid) if competence and competence.parent else "",
                "target": str(competence.target or "") if competence else "",
            },
        )
        self.numbers = [level.number for level in levels]
        self.by_uuid = {str(node.competence.uuid): node.competence for node in nodes}
        parents = [
            (str(node.competence.uuid), f"{'– ' * (node.depth - 1)}{node.competence.name}")
            for node in nodes
            if node.depth < DEEPEST and node.competence != competence
        ]
        self.fields["parent"].choices = [("", _("nothing, at the top")), *parents]  # type: ignore[attr-defined]
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            ("", pgettext_lazy("target", "no target")),
            *[(str(level.number), str(level)) for level in levels],
        ]
        told = competence or Competence()
        self.add_words("name", _("Name"), NAME, told.name, needed=True)
        self.add_words("description", _("What it means"), TEXT, told.description)
        self.add_words("example", _("Example from everyday work"), TEXT, told.example)
        for level in levels:
            self.add_words(
                f"level{level.number}",
                format_lazy(_("Level {number}"), number=level),
                TEXT,
                stored.get(level.number, {}),
                placeholder=level.text,
            )

    def texts_shown(self) -> list[list[Any]]:
        return [self.group(name) for name in ("name", "description", "example")]

    def levels_shown(self) -> list[list[Any]]:
        return [self.group(f"level{number}") for number in self.numbers]

    def values(self) -> dict[str, Any]:
        target = self.cleaned_data["target"]
        return {
            "name": self.words("name"),
            "description": self.words("description"),
            "example": self.words("example"),
            "parent": self.by_uuid.get(self.cleaned_data["parent"]),
            "target": int(target) if target else None,
        }

    def level_texts(self) -> dict[int, dict[str, str]]:
        return {number: self.words(f"level{number}") for number in self.numbers}


class PublishForm(WordsForm):
    decided_on = forms.DateField(
        label=_("Day of the decision"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the day of the decision."),
            "invalid": _("Write the day like this: 12.11.2026."),
        },
    )

    def __init__(self, framework: Framework, data: Any = None) -> None:
        super().__init__(data, initial={"version": framework.version, "decided_on": clock.today()})
        self.add_words("decided_by", _("Who decided"), NAME, framework.decided_by, needed=True)
