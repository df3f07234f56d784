"""Forms of goals outside a conversation's own pages, and what a goal may serve."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from competencies.lines.selectors import LinesOfUnit, lines_above
from competencies.models import Catalogue, Competence, Framework, LearningWay, Share, StrategyItem
from conversations.goals.models import TeamGoal
from conversations.goals.services import MAX_NOTE
from conversations.models import Goal
from conversations.models.items import Progress
from organization.models import Unit

DROP = "drop"
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


class ServesField(forms.ChoiceField):
    """One line that stands above a unit, or one of the city's strategy goals."""

    def __init__(self, lines: Sequence[LinesOfUnit], goal: Any = None) -> None:
        self.found: dict[str, Any] = {"": None}
        groups: list[Any] = [("", _("None of these"))]
        for group in lines:
            groups.append((str(group.unit), [self._choice("line", row) for row in group.lines]))
        strategy = StrategyItem.objects.filter(kind=StrategyItem.Kind.GOAL, retired_on=None)
        if rows := [self._choice("goal", row) for row in strategy]:
            groups.append((str(_("Strategy goals of the city")), rows))
        initial = ""
        if chosen := goal and (goal.line or goal.strategy_item):
            initial = f"{'line' if goal.line else 'goal'}:{chosen.uuid}"
            if initial not in self.found:
                # Another year's, or one given up since: what was chosen stays choosable.
                groups.append(self._choice("line" if goal.line else "goal", chosen))
        super().__init__(
            label=_("Which line or strategy goal does it serve?"),
            required=False,
            choices=groups,
            initial=initial,
        )

    def _choice(self, kind: str, row: Any) -> tuple[str, str]:
        value = f"{kind}:{row.uuid}"
        self.found[value] = row
        return value, str(row)

    def values(self, chosen: str) -> dict[str, Any]:
        row = self.found.get(chosen)
        return {
            "line": row if chosen.startswith("line:") else None,
            "strategy_item": row if chosen.startswith("goal:") else None,
        }


def by_share(ways: Any, empty: Any) -> list[Any]:
    """The catalogue as the select shows it: 70, 20 and 10 with their names."""
    groups: dict[int, list[tuple[int, str]]] = {share: [] for share in Share.values}
    for way in ways:
        groups[way.share].append((way.pk, str(way.name)))
    return [
        ("", empty),
        *[(f"{share} {Share(share).label}", ways) for share, ways in groups.items() if ways],
    ]


def ways_of(year: int) -> Any:
    """The catalogue in force in `year`: the newest published one up to it."""
    catalogue = (
        Catalogue.objects.published().filter(year__lte=year).order_by("-year").first()
        or Catalogue.objects.published().order_by("year").first()
    )
    return LearningWay.objects.filter(catalogue=catalogue)


def competences_of(year: int, *, supervisors: bool) -> Any:
    """The shared competences in force in `year`."""
    audiences = ["all_staff", *(["supervisors"] if supervisors else [])]
    found = []
    for audience in audiences:
        rows = Framework.objects.published().filter(audience=audience)
        newest = rows.filter(year__lte=year).order_by("-year").first() or rows.first()
        if newest is not None:
            found.append(newest.pk)
    return Competence.objects.filter(framework__in=found).order_by("framework__audience", "order")


class ChoosingForm(forms.ModelForm):
    """Common: the year's ways by share and its shared competences; `once` makes a form's second
    sending nothing new; `version` is what the page stood on."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )

    def __init__(self, year: int, *args: Any, supervisors: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way: Any = self.fields["way"]
        way.queryset = ways_of(year)
        if self.instance.pk and self.instance.way_id:
            way.queryset = way.queryset | LearningWay.objects.filter(pk=self.instance.way_id)
        way.empty_label = _("Choose a way")
        way.widget.choices = by_share(way.queryset, way.empty_label)
        competence: Any = self.fields["competence"]
        competence.queryset = competences_of(year, supervisors=supervisors)
        if self.instance.pk and self.instance.competence_id:
            own = Competence.objects.filter(pk=self.instance.competence_id)
            competence.queryset = competence.queryset | own
        competence.empty_label = _("None of these")
        if "due_on" in self.fields:
            self.fields["due_on"].input_formats = DATE_FORMATS  # type: ignore[attr-defined]
        self.fields["once"].initial = uuid4()
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0

    @property
    def sent_once(self) -> UUID | None:
        once: UUID | None = self.cleaned_data.get("once")
        return once

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]


class GoalForm(ChoosingForm):
    """A goal outside the round."""

    class Meta:
        model: Any = Goal
        fields = ["title", "way", "competence", "measure", "due_on"]
        widgets = {"due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        help_texts = {
            "title": _("What will you do or be able to do? For example: I guide a new colleague."),
            "way": _("Choose how this is learned. Most is learned at work and together."),
            "measure": _("For example: the new colleague does the round alone."),
        }
        error_messages = {
            "title": {"required": _("Write the goal.")},
            "way": {"required": _("Choose how this is learned.")},
        }

    def __init__(self, unit: Unit | int | None, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(year, *args, **kwargs)
        self.fields["serves"] = ServesField(
            lines_above(unit, year) if unit else [], self.instance if self.instance.pk else None
        )

    def values(self) -> dict[str, Any]:
        serves: Any = self.fields["serves"]
        return {**super().values(), **serves.values(self.cleaned_data.get("serves", ""))}


class TeamGoalForm(GoalForm):
    class Meta(GoalForm.Meta):
        model = TeamGoal
        help_texts = {
            "title": _(
                "What will the team do or be able to do together? Name nobody: the whole team "
                "sees this."
            ),
            "way": _("Choose how this is learned. Most is learned at work and together."),
            "measure": _("For example: everybody uses the new plan on a phone."),
        }


class CheckInForm(forms.Form):
    """How far a goal is, and a few words."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    progress = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[*[(str(value), label) for value, label in Progress.choices],
                 (DROP, _("it is not pursued any more"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far the goal is.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("What has happened, and what next"),
        help_text=_("Both of you see this. It stays as it was written. No health details here."),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, goal: Goal | TeamGoal, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dropped = goal.status == Goal.Status.DROPPED
        self.fields["progress"].initial = DROP if dropped else str(goal.progress)
        self.fields["once"].initial = uuid4()
        self.goal = goal

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data["progress"]
        return {
            "progress": self.goal.progress if chosen == DROP else int(chosen),
            "dropped": chosen == DROP,
            "note": self.cleaned_data["note"].replace("\r\n", "\n"),
            "once": self.cleaned_data["once"],
        }
