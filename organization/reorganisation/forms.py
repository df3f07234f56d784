"""Forms of a reorganisation: the whole, and one for each kind of step.

Each step's form is drawn from the picture that the step will meet, and `data()` is what the step
keeps. Choosing nobody and no job title means everybody.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core import clock
from organization.models import ClockVariant, GroupYears, Person, Unit, UnitKind
from organization.reorganisation.models import ReorganisationStep
from organization.reorganisation.picture import Picture, UnitNow

Kind = ReorganisationStep.Kind
KINDS = [choice for choice in UnitKind.choices if choice[0] != UnitKind.CITY]


class ReorganisationForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("What people call the change, such as “Cleaning teams together”."),
    )
    effective_on = forms.DateField(
        label=gettext_lazy("Takes effect on"),
        help_text=gettext_lazy("Everything in it changes on this day by itself."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    decision = forms.CharField(
        label=gettext_lazy("Decision or reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example the body, the day and the section of the decision."),
    )

    def clean_effective_on(self) -> Any:
        day = self.cleaned_data["effective_on"]
        if day < clock.today():
            raise forms.ValidationError(_("The day has passed. Choose a day to come."))
        return day


def unit_choices(picture: Picture) -> list[tuple[str, str]]:
    """Every unit with the one above it, by name."""
    rows = []
    for unit in picture.units.values():
        above = picture.name(unit.parent)
        rows.append((unit.uuid, f"{unit.name} ({above})" if above else str(unit.name)))
    return sorted(rows, key=lambda row: row[1])


class StepForm(forms.Form):
    """What all kinds share. `unit` is given for the kinds that choose people of one unit."""

    def __init__(
        self,
        picture: Picture,
        *args: Any,
        unit: UnitNow | None = None,
        step: ReorganisationStep | None = None,
        **kwargs: Any,
    ) -> None:
        self.picture, self.unit_now = picture, unit
        if step is not None:
            kwargs.setdefault("initial", self.initial_of(step.data))
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        raise NotImplementedError

    def initial_of(self, data: dict[str, Any]) -> dict[str, Any]:
        name = data.get("name") or {}
        return {**data, **{f"name_{language}": name.get(language, "") for language in LANGUAGES}}

    def data_of_step(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    # Fields

    def unit_field(self, label: Any, *, empty: Any = None, help_text: Any = "") -> forms.Field:
        first = ("", empty if empty is not None else pgettext("unit", "choose"))
        return forms.ChoiceField(
            label=label,
            choices=[first, *self.units()],
            required=empty is None,
            help_text=help_text,
        )

    def units(self) -> list[tuple[str, str]]:
        """Every unit with the one above it, by name."""
        rows = [
            (
                unit.uuid,
                f"{unit.name} ({above})" if (above := self._above(unit)) else str(unit.name),
            )
            for unit in self.picture.units.values()
        ]
        return sorted(rows, key=lambda row: row[1])

    def _above(self, unit: UnitNow) -> str:
        return self.picture.name(unit.parent)

    def name_fields(self) -> None:
        labels = {
            "fi": gettext_lazy("Name in Finnish"),
            "sv": gettext_lazy("Name in Swedish"),
            "en": gettext_lazy("Name in English"),
        }
        for language, label in labels.items():
            self.fields[f"name_{language}"] = forms.CharField(
                label=label, max_length=120, required=language == "fi"
            )

    def name_data(self) -> dict[str, str]:
        typed = {n: self.cleaned_data.pop(f"name_{n}", "").strip() for n in LANGUAGES}
        return {language: name for language, name in typed.items() if name}

    def people_fields(self) -> None:
        """Job titles and people of the unit, as boxes."""
        if self.unit_now is None:
            return
        members = self.picture.members_of(self.unit_now.key)
        titles = sorted({member.job_title for member in members})
        self.fields["titles"] = forms.MultipleChoiceField(
            label=gettext_lazy("Everybody with the job title"),
            choices=[(title, title) for title in titles],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["people"] = forms.MultipleChoiceField(
            label=gettext_lazy("One by one"),
            choices=[
                (m.employment_uuid, f"{self.picture.people.get(m.person, '')}, {m.job_title}")
                for m in members
            ],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


LANGUAGES = ("fi", "sv", "en")


class CreateForm(StepForm):
    def build(self) -> None:
        self.name_fields()
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
        self.fields["parent"] = self.unit_field(gettext_lazy("Under the unit"))
        self.fields["code"] = forms.CharField(
            label=gettext_lazy("Code in the HR system"), max_length=40, required=False
        )
        self.fields["clock_variant"] = forms.ChoiceField(
            label=gettext_lazy("Annual clock"), choices=ClockVariant.choices
        )
        self.fields["group_years"] = forms.ChoiceField(
            label=gettext_lazy("Talks as a group"), choices=GroupYears.choices
        )
        self.fields["directors_area"] = forms.BooleanField(
            label=gettext_lazy("Director's own area"), required=False
        )
        self.fields["balance"] = forms.BooleanField(
            label=gettext_lazy("Balance-sheet unit"), required=False
        )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if code and Unit.objects.filter(code=code).exists():
            raise forms.ValidationError(_("The code %(code)s is another unit's.") % {"code": code})
        return code

    def data_of_step(self) -> dict[str, Any]:
        name = self.name_data()
        return {**self.cleaned_data, "name": name}


class RenameForm(StepForm):
    def build(self) -> None:
        self.fields["unit"] = self.unit_field(gettext_lazy("Unit"))
        self.name_fields()

    def data_of_step(self) -> dict[str, Any]:
        name = self.name_data()
        return {**self.cleaned_data, "name": name}


class MoveForm(StepForm):
    def build(self) -> None:
        self.fields["unit"] = self.unit_field(
            gettext_lazy("Unit"), help_text=gettext_lazy("The units below it move along.")
        )
        self.fields["parent"] = self.unit_field(gettext_lazy("Under the unit"))


class KindForm(StepForm):
    def build(self) -> None:
        self.fields["unit"] = self.unit_field(gettext_lazy("Unit"))
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)


class MergeForm(StepForm):
    def build(self) -> None:
        self.fields["into"] = self.unit_field(
            gettext_lazy("Into the unit"),
            help_text=gettext_lazy(
                "A unit that stands, or one that an earlier step founds. It continues the plans of"
                " those that end."
            ),
        )
        self.fields["units"] = forms.MultipleChoiceField(
            label=gettext_lazy("Units that end"),
            choices=self.units(),
            widget=forms.CheckboxSelectMultiple,
            help_text=gettext_lazy("Their people and the units below them go along."),
        )


class SplitForm(StepForm):
    def build(self) -> None:
        self.fields["first"] = self.unit_field(
            gettext_lazy("First part"),
            help_text=gettext_lazy(
                "It continues the unit's plans. Who is not chosen below goes here."
            ),
        )
        self.fields["second"] = self.unit_field(
            gettext_lazy("Second part"), help_text=gettext_lazy("Who is chosen below goes here.")
        )
        self.people_fields()

    def data_of_step(self) -> dict[str, Any]:
        return {**self.cleaned_data, "unit": self.unit_now.uuid if self.unit_now else ""}


class EndForm(StepForm):
    def build(self) -> None:
        self.fields["unit"] = self.unit_field(gettext_lazy("Unit"))
        self.fields["successor"] = self.unit_field(
            gettext_lazy("Who continues its work"),
            empty=gettext_lazy("the unit above it"),
            help_text=gettext_lazy(
                "People, units below it and unfinished plans that no other step moves go there."
            ),
        )


class LeaderForm(StepForm):
    def build(self) -> None:
        self.fields["unit"] = self.unit_field(gettext_lazy("Unit"))
        self.fields["person"] = forms.CharField(
            label=gettext_lazy("Leader"),
            max_length=160,
            required=False,
            help_text=gettext_lazy(
                "Name or employee number. Leave empty when the unit has no leader of its own: its"
                " people then have the nearest one above."
            ),
        )

    def initial_of(self, data: dict[str, Any]) -> dict[str, Any]:
        key = self.picture.person_by_uuid.get(data.get("person") or "")
        return {**data, "person": self.picture.people.get(key or 0, "")}

    def clean_person(self) -> str:
        typed = " ".join(self.cleaned_data["person"].split())
        if not typed:
            return ""
        here = {m.person for m in self.picture.present()}
        names = {pk for pk, name in self.picture.people.items() if _same_name(name, typed)} & here
        by_number = Person.objects.filter(Q(employee_number=typed)).values_list("pk", flat=True)
        found = names | (set(by_number) & here)
        if not found:
            raise forms.ValidationError(
                _("Nobody with this name or number works for the city on that day.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several people have this name. Write the employee number.")
            )
        uuids = {pk: uuid for uuid, pk in self.picture.person_by_uuid.items()}
        return uuids[found.pop()]


def _same_name(name: str, typed: str) -> bool:
    return sorted(name.casefold().split()) == sorted(typed.casefold().split())


class PeopleForm(StepForm):
    def build(self) -> None:
        self.fields["to"] = self.unit_field(gettext_lazy("To the unit"))
        self.fields["job_title"] = forms.CharField(
            label=gettext_lazy("New job title"), max_length=120, required=False
        )
        self.people_fields()

    def data_of_step(self) -> dict[str, Any]:
        return {**self.cleaned_data, "unit": self.unit_now.uuid if self.unit_now else ""}


class WhoseForm(forms.Form):
    """Of which unit people are chosen: asked first, as their names depend on it."""

    unit = forms.ChoiceField(label=pgettext_lazy("step", "Of which unit?"))

    def __init__(self, choices: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(choices)  # type: ignore[attr-defined]


FORMS: dict[str, Callable[..., StepForm]] = {
    Kind.CREATE: CreateForm,
    Kind.RENAME: RenameForm,
    Kind.MOVE: MoveForm,
    Kind.KIND: KindForm,
    Kind.MERGE: MergeForm,
    Kind.SPLIT: SplitForm,
    Kind.END: EndForm,
    Kind.LEADER: LeaderForm,
    Kind.PEOPLE: PeopleForm,
}
OF_ONE_UNIT = (Kind.SPLIT, Kind.PEOPLE)
