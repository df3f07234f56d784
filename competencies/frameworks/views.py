"""HR's pages of frameworks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from competencies.frameworks import selectors, services
from competencies.frameworks.forms import (
    CompetenceForm,
    NewForm,
    PublishForm,
    ScaleForm,
    SettingsForm,
    WordsForm,
)
from competencies.frameworks.policies import can_draft, can_edit, can_see_drafts
from competencies.frameworks.workflow import FRAMEWORK
from competencies.models import Audience, Competence, Framework
from competencies.selectors import view_of
from core import clock
from core.policies import Stale, require
from organization.models import Unit

STATES = {"draft": "next", "published": "done", "archived": "coming"}


def _one(request: HttpRequest, uuid: UUID) -> Framework:
    require(can_see_drafts(request.user))
    found: Framework = get_object_or_404(Framework.objects.select_related("unit"), uuid=uuid)
    return found


def _draft(request: HttpRequest, uuid: UUID) -> Framework:
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    return found


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """Every framework with its versions by year."""
    require(can_see_drafts(request.user))
    context = {"groups": selectors.groups(), "states": STATES}
    return render(request, "competencies/frameworks/list.html", context)


@require_POST
def framework_draft(request: HttpRequest) -> HttpResponse:
    """Begin the year's draft from the version before."""
    audience = request.POST.get("audience", "")
    if audience not in Audience.values:
        raise Http404
    require(can_draft(request.user, audience))
    year = request.POST.get("year", "")
    key = request.POST.get("key", "").replace("\x00", "")
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise Http404
    try:
        made = services.draft_next(user=request.user, audience=audience, year=int(year), key=key)
    except ValidationError:
        raise Http404 from None
    return redirect("competencies:framework", made.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def framework_new(request: HttpRequest) -> HttpResponse:
    """A framework of a unit or a profession."""
    require(can_see_drafts(request.user))
    form = NewForm(selectors.unit_choices(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = services.draft_own(
            user=request.user,
            audience=data["audience"],
            name=form.words("name"),
            year=data["year"],
            unit=_unit(data["unit"]) if data["audience"] == Audience.UNIT else None,
            job_titles=data["job_titles"],
        )
        messages.success(request, _("The draft is made. Nobody but HR services sees it yet."))
        return redirect("competencies:framework", made.uuid)
    context = {"form": form, "heading": _("New list of a unit or a profession")}
    return render(request, "competencies/frameworks/new.html", context, status=_status(form))


def _unit(uuid: str) -> Unit | None:
    return Unit.objects.filter(uuid=uuid).first() if uuid else None


@require_safe
def framework(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The tree, the scale and the settings; a draft is written from here."""
    found = _one(request, uuid)
    nodes = selectors.tree(found.competences.all())
    context = {
        **_head(found),
        "nodes": nodes,
        "levels": list(found.levels.all()),
        "edit": can_edit(request.user, found),
        "archive": FRAMEWORK.decide("archive", request.user, found),
        "missing": selectors.missing(found) if found.state == Framework.State.DRAFT else [],
    }
    return render(request, "competencies/frameworks/framework.html", context)


def _head(found: Framework) -> dict[str, Any]:
    return {
        "framework": found,
        "title": f"{found.title.capitalize()} {found.year}",
        "mark": STATES[found.state],
        "unit": selectors.unit_words(found),
    }


@require_safe
def framework_preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """As somebody reads it for the first time."""
    found = _one(request, uuid)
    context = {**_head(found), "view": view_of(found)}
    return render(request, "competencies/frameworks/preview.html", context)


# Writing


def _save(
    request: HttpRequest,
    found: Framework,
    form: WordsForm,
    heading: str,
    write: Callable[[int], Any],
    theirs: Callable[[], Any] | None = None,
) -> HttpResponse:
    """Write what is valid. When somebody else saved first, what was typed stays in the fields and
    what they saved stands above."""
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data.get("version")
            write(-1 if version is None else version)
        except Stale:
            found.refresh_from_db()
            require(can_edit(request.user, found))
            form.data = {**form.data.dict(), "version": str(found.version)}  # type: ignore[attr-defined]
            clash = theirs() if theirs else []
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("competencies:framework", found.uuid)
    context = {**_head(found), "form": form, "heading": heading, "clash": clash}
    status = 409 if clash is not None else _status(form)
    return render(request, "competencies/frameworks/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def framework_settings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who rates, and whose an own framework is."""
    found = _draft(request, uuid)
    form = SettingsForm(found, selectors.unit_choices(), request.POST or None)

    def write(version: int) -> None:
        data = form.cleaned_data
        values: dict[str, Any] = {
            name: data[name] for name in ("raters", "both_lists", "job_titles") if name in data
        }
        if "unit" in data:
            values["unit"] = _unit(data["unit"])
        if "name_fi" in data:
            values["name"] = form.words("name")
        services.change(user=request.user, framework=found, version=version, **values)

    return _save(request, found, form, _("Settings of the list"), write)


@require_http_methods(["GET", "HEAD", "POST"])
def framework_scale(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The levels and their common texts."""
    found = _draft(request, uuid)
    form = ScaleForm(found, list(found.levels.all()), request.POST or None)

    def write(version: int) -> None:
        services.save_scale(
            user=request.user, framework=found, version=version, levels=form.levels()
        )

    return _save(request, found, form, _("The scale"), write)


@require_http_methods(["GET", "HEAD", "POST"])
def competence_add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _competence(request, _draft(request, uuid), None)


@require_http_methods(["GET", "HEAD", "POST"])
def competence(request: HttpRequest, uuid: UUID, competence: UUID) -> HttpResponse:
    """One competence: texts, place, target, levels."""
    found = _draft(request, uuid)
    row = get_object_or_404(
        Competence.objects.select_related("parent"), framework=found, uuid=competence
    )
    return _competence(request, found, row)


def _competence(request: HttpRequest, found: Framework, row: Competence | None) -> HttpResponse:
    stored = {text.number: text.text for text in row.level_texts.all()} if row else {}
    nodes = selectors.tree(found.competences.all())
    form = CompetenceForm(found, nodes, list(found.levels.all()), row, stored, request.POST or None)

    def write(version: int) -> None:
        services.save_competence(
            user=request.user,
            framework=found,
            version=version,
            competence=row,
            values=form.values(),
            texts=form.level_texts(),
        )

    def theirs() -> list[tuple[Any, str]]:
        if row is None or not (now := Competence.objects.filter(pk=row.pk).first()):
            return []
        names = [("name", now.name), ("description", now.description), ("example", now.example)]
        return [
            (form[f"{name}_{code}"].label, text.get(code, ""))
            for name, text in names
            for code in ("fi", "sv", "en")
            if text.get(code, "") != form.cleaned_data.get(f"{name}_{code}", "").strip()
        ]

    heading = _("Change the competence") if row else _("New competence")
    return _save(request, found, form, heading, write, theirs)


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else -1


@require_POST
def competence_move(request: HttpRequest, uuid: UUID, competence: UUID) -> HttpResponse:
    found = _draft(request, uuid)
    row = get_object_or_404(found.competences, uuid=competence)
    services.move(
        user=request.user,
        framework=found,
        version=_version(request),
        competence=row,
        up=request.POST.get("to") == "up",
    )
    return redirect(f"{_address(found)}#c-{row.uuid}")


@require_POST
def competence_remove(request: HttpRequest, uuid: UUID, competence: UUID) -> HttpResponse:
    found = _draft(request, uuid)
    row = get_object_or_404(found.competences, uuid=competence)
    services.remove_competence(
        user=request.user, framework=found, version=_version(request), competence=row
    )
    messages.success(request, _("“{name}” was left out of the draft.").format(name=row.name))
    return redirect("competencies:framework", found.uuid)


def _address(found: Framework) -> str:
    from django.urls import reverse

    return reverse("competencies:framework", args=[found.uuid])


# The decision


@require_http_methods(["GET", "HEAD", "POST"])
def framework_publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is missing; the decision that sets it; then it never changes."""
    found = _one(request, uuid)
    require(can_edit(request.user, found))
    form = PublishForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.get("version") != found.version:
            raise Stale
        try:
            services.publish(
                user=request.user,
                framework=found,
                decided_by=form.words("decided_by"),
                decided_on=form.cleaned_data["decided_on"],
            )
        except ValidationError as error:
            for name, found_errors in error.message_dict.items():
                form.add_error(f"{name}_fi" if name == "decided_by" else name, found_errors)
        else:
            messages.success(request, _("The list is published. It never changes from now on."))
            return redirect("competencies:framework", found.uuid)
    context = {
        **_head(found),
        "form": form,
        "missing": selectors.missing(found),
        "publish": FRAMEWORK.decide("publish", request.user, found),
        "coming": found.year >= clock.today().year,
    }
    return render(request, "competencies/frameworks/publish.html", context, status=_status(form))


@require_POST
def framework_archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take out of use; talks that were held with it keep it."""
    found = _one(request, uuid)
    services.archive(user=request.user, framework=found)
    messages.success(request, _("The list is archived. Talks that were held with it keep it."))
    return redirect("competencies:frameworks")


def _status(form: WordsForm) -> int:
    return 422 if form.is_bound and form.errors else 200
