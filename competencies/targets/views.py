"""The page of targets: choose a place, set its levels."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from competencies.models import Framework, Level
from competencies.targets import selectors, services
from competencies.targets.policies import can_see_targets, can_set_targets
from competencies.targets.selectors import Line
from core import clock
from core.policies import Stale, require
from organization.models import Unit
from organization.selectors import is_hr


class PlaceForm(forms.Form):
    """Whose targets: a unit, a job title, or both."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Job title"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Empty: everybody in the unit and below it."),
        widget=forms.TextInput(attrs={"list": "titles", "autocomplete": "off"}),
    )

    def __init__(self, units: list[tuple[Unit, Any]], whole: bool, *args: Any) -> None:
        super().__init__(*args)
        self.units = {str(unit.uuid): unit for unit, _name in units}
        first = [("", gettext_lazy("the whole city"))] if whole else []
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            *first,
            *((str(unit.uuid), str(name)) for unit, name in units),
        ]

    @property
    def place(self) -> tuple[Unit | None, str] | None:
        """The chosen one; None when none was chosen."""
        if not self.is_bound or not self.is_valid():
            return None
        unit = self.units.get(self.cleaned_data["unit"])
        title = self.cleaned_data["title"].strip()
        return (unit, title) if unit or title else None


class LevelsForm(forms.Form):
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, lines: list[Line], levels: list[Level], data: Any = None) -> None:
        super().__init__(data, initial={"seen": selectors.token(lines)})
        self.lines = lines
        for line in lines:
            otherwise = (
                _("as elsewhere: {level}").format(level=line.otherwise)
                if line.otherwise
                else pgettext("target", "no target")
            )
            self.fields[f"t_{line.competence.key}"] = forms.TypedChoiceField(
                label=str(line.competence.name),
                choices=[("", otherwise), *((step.number, str(step)) for step in levels)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=line.own or "",
            )

    def rows(self) -> list[Any]:
        return [self[f"t_{line.competence.key}"] for line in self.lines]

    def chosen(self) -> dict[Any, int | None]:
        return {
            line.competence: self.cleaned_data[f"t_{line.competence.key}"] for line in self.lines
        }


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """HR's of the whole city, a leader's of the own units: what is set, and one place's levels."""
    framework: Framework = get_object_or_404(Framework, uuid=uuid)
    decision = can_see_targets(request.user, framework)
    if not decision and not framework.published_at:
        raise Http404  # a draft is HR's
    require(decision)
    today = clock.today()
    hr = is_hr(request.user)
    units = selectors.units_for(request.user, today)
    asked = request.POST if request.method == "POST" and "unit" in request.POST else request.GET
    place_form = PlaceForm(units, hr, asked or None)
    place = place_form.place
    form, clash, may = None, False, None
    if place is not None:
        may = can_set_targets(request.user, framework, place[0])
        lines = selectors.lines(framework, *place, today)
        levels = list(framework.levels.all())
        form = LevelsForm(lines, levels, request.POST if request.method == "POST" else None)
        if request.method == "POST":
            require(may)
            if form.is_valid():
                try:
                    _write(request, framework, place, form)
                except Stale:
                    clash = True
                    form.data = {**request.POST.dict(), "seen": selectors.token(lines)}
                except ValidationError as error:
                    form.add_error(None, error)
                else:
                    messages.success(request, _("Saved."))
                    return redirect(reverse("competencies:targets", args=[framework.uuid]))
    elif request.method == "POST":
        raise Http404
    found = selectors.places(framework, [unit for unit, _name in units], today, all_=hr)
    context = {
        "framework": framework,
        "title": f"{framework.title.capitalize()} {framework.year}",
        "hr": hr,
        "place_form": place_form,
        "place": place,
        "place_words": _words(place, units),
        "form": form,
        "may": may,
        "clash": clash,
        "titles": selectors.job_titles([unit for unit, _name in units], today),
        "places": [(each, _address(each)) for each in found],
    }
    status = 409 if clash else 422 if form and form.errors else 200
    return render(request, "competencies/targets.html", context, status=status)


def _write(request: HttpRequest, framework: Framework, place: Any, form: LevelsForm) -> None:
    services.set_targets(
        user=request.user,
        framework=framework,
        unit=place[0],
        job_title=place[1],
        levels=form.chosen(),
        seen=form.cleaned_data["seen"],
    )


def _words(place: Any, units: list[tuple[Unit, Any]]) -> str:
    if place is None:
        return ""
    names = {unit: str(name) for unit, name in units}
    parts = [names.get(place[0], _("the whole city")), place[1]]
    return ", ".join(part for part in parts if part)


def _address(place: selectors.PlaceTargets) -> str:
    return "?" + urlencode(
        {"unit": str(place.unit.uuid) if place.unit else "", "title": place.job_title}
    )
