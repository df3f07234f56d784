"""HR's pages of conversation templates."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.editor import selectors, services
from conversations.editor.checks import problems
from conversations.editor.forms import SourceForm, TemplateForm, form_of, theme_form
from conversations.editor.policies import can_delete, can_edit, can_see_templates, kinds_of
from conversations.editor.typed import differences
from conversations.editor.workflow import WORKFLOW
from conversations.models import BLOCKS, Question, QuestionKind, Template, Theme
from core.policies import Denied, Stale, Words, require


def one(request: HttpRequest, uuid: UUID) -> Template:
    require(can_see_templates(request.user))
    found: Template = get_object_or_404(Template.objects.visible_to(request.user), uuid=uuid)
    return found


def _kind(kind: str) -> Template.Kind:
    try:
        return Template.Kind(kind)
    except ValueError:
        raise Http404 from None


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All templates by kind."""
    require(can_see_templates(request.user))
    context = {"shelves": selectors.shelves(request.user)}
    return render(request, "conversations/editor/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose what the new draft is made from."""
    require(can_see_templates(request.user))
    chosen = _kind(kind)
    usable = Template.objects.visible_to(request.user).filter(kind=chosen)
    sources = list(usable.exclude(state=Template.State.DRAFT).order_by("-number")[:20])
    initial = {"source": str(sources[0].uuid) if sources else "model"}
    form = SourceForm(sources, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        source = next((t for t in sources if str(t.uuid) == form.cleaned_data["source"]), None)
        draft = services.new_draft(user=request.user, kind=chosen, source=source)
        messages.success(request, _("The draft is made. Nobody but HR sees it yet."))
        return redirect("conversations:template", draft.uuid)
    context = {"form": form, "kind": chosen.label}
    return render(request, "conversations/editor/new.html", context, status=_status(form))


@require_safe
def template(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The themes and questions; a draft is edited here."""
    found = one(request, uuid)
    context = {
        "template": found,
        "mark": selectors.STATES[Template.State(found.state)],
        "rows": selectors.tree(found),
        "edit": can_edit(request.user, found),
        "delete": can_delete(request.user, found),
        "archive": WORKFLOW.decide("archive", request.user, found),
        "restore": WORKFLOW.decide("restore", request.user, found),
        "years": selectors.years_of(found),
        "kinds": [(k.value, k.label) for k in kinds_of(found) if k not in BLOCKS],
        "blocks": [(k.value, k.label) for k in kinds_of(found) if k in BLOCKS],
    }
    if found.is_draft:
        context["problems"] = problems(found)
        context["order"] = selectors.order_token(found)
    return render(request, "conversations/editor/template.html", context)


# Words


def _open(request: HttpRequest, found: Template) -> None:
    """Whether the page opens. What was sent is not refused outright: see `_closed`."""
    if request.method != "POST":
        require(can_edit(request.user, found))


def _closed(request: HttpRequest, found: Template) -> Words:
    """Why what was sent cannot be saved any more: somebody published the draft meanwhile. The page
    comes back with what was typed."""
    decision = can_edit(request.user, found)
    return decision.reason if isinstance(decision, Denied) else ""


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The template's name and what is new."""
    found = one(request, uuid)
    _open(request, found)
    initial = {
        "name": found.name,
        "note": found.note,
        "version": services.words_version(found),
    }
    form = TemplateForm(request.POST or None, initial=initial)
    if closed := _closed(request, found):
        return _form(request, found, form, _("Name and what is new"), status=409, closed=closed)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_template(
                user=request.user,
                template=found,
                version=_version(form),
                values=form.values(),
            )
        except Stale:
            found.refresh_from_db()
            return _clash(request, found, form, found, _("Name and what is new"))
        return _saved(request, found)
    return _form(request, found, form, _("Name and what is new"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_theme(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = one(request, uuid)
    _open(request, found)
    form = theme_form(found, request.POST or None)
    if closed := _closed(request, found):
        return _form(request, found, form, _("New theme"), status=409, closed=closed)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_theme(user=request.user, template=found, values=form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _saved(request, found, made)
    return _form(request, found, form, _("New theme"))


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, uuid: UUID, theme: UUID) -> HttpResponse:
    found = one(request, uuid)
    _open(request, found)
    part = get_object_or_404(Theme.objects.select_related("template"), template=found, uuid=theme)
    initial = {
        "title": part.title,
        "help": part.help,
        "supervisors_only": part.supervisors_only,
        "version": part.version,
    }
    form = theme_form(found, request.POST or None, initial=initial)
    return _change(request, found, part, form, _("Change the theme"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_question(request: HttpRequest, uuid: UUID, theme: UUID, kind: str) -> HttpResponse:
    found = one(request, uuid)
    _open(request, found)
    if kind not in kinds_of(found):
        raise Http404
    home = get_object_or_404(Theme.objects.select_related("template"), template=found, uuid=theme)
    form = form_of(found, kind, request.POST or None)
    label = QuestionKind(kind).label
    words = _("New place that leads to: {part}") if kind in BLOCKS else _("New question: {kind}")
    heading = words.format(part=label, kind=label)
    if closed := _closed(request, found):
        return _form(request, found, form, heading, status=409, closed=closed, home=home)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_question(
                user=request.user, theme=home, kind=kind, values=form.values()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _saved(request, found, made)
    return _form(request, found, form, heading, home=home)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    found = one(request, uuid)
    _open(request, found)
    part = _question(found, question)
    form = form_of(found, part.kind, request.POST or None, part)
    return _change(request, found, part, form, _("Change the question"))


def _question(found: Template, uuid: UUID) -> Question:
    rows = Question.objects.select_related("theme__template")
    return get_object_or_404(rows, theme__template=found, uuid=uuid)


def _change(
    request: HttpRequest, found: Template, part: Theme | Question, form: Any, heading: str
) -> HttpResponse:
    if closed := _closed(request, found):
        return _form(request, found, form, heading, status=409, closed=closed, part=part)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_part(
                user=request.user, part=part, version=_version(form), values=form.values()
            )
        except Stale:
            part.refresh_from_db()
            return _clash(request, found, form, part, heading)
        return _saved(request, found, part)
    return _form(request, found, form, heading, part=part)


def _version(form: Any) -> int:
    return form.cleaned_data.get("version") or 0


def _clash(
    request: HttpRequest, found: Template, form: Any, part: Any, heading: str
) -> HttpResponse:
    """Somebody else saved first: both are shown, mine stays in the fields, and saving once more
    puts mine over theirs knowingly."""
    rows = differences(part, form)
    version = services.words_version(part) if part is found else part.version
    form.data = {**form.data.dict(), "version": version}
    return _form(
        request,
        found,
        form,
        heading,
        part=part if part is not found else None,
        status=409,
        clash=True,
        clashes=rows,
        who=part.updated_by or "–",
        at=part.updated_at,
    )


def _form(
    request: HttpRequest,
    found: Template,
    form: Any,
    heading: str,
    *,
    status: int | None = None,
    **more: Any,
) -> HttpResponse:
    context = {"template": found, "form": form, "heading": heading, **more}
    return render(
        request, "conversations/editor/form.html", context, status=status or _status(form)
    )


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _saved(request: HttpRequest, found: Template, part: Any = None) -> HttpResponse:
    messages.success(request, _("Saved."))
    url = reverse("conversations:template", args=[found.uuid])
    return redirect(f"{url}#r-{part.uuid}" if part else url)


# Order and removing


@require_POST
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """By the buttons, or by dragging (static/js/sorting.js): the same form."""
    found = one(request, uuid)
    require(can_edit(request.user, found))
    data = request.POST
    to = _number(data.get("to", ""))
    seen = data.get("seen", "")
    try:
        if data.get("what") == "theme":
            part: Any = _by_uuid(found.themes.select_related("template"), data.get("item", ""))
            services.move_theme(user=request.user, theme=part, to=to, seen=seen)
        else:
            rows = Question.objects.filter(theme__template=found).select_related("theme__template")
            part = _by_uuid(rows, data.get("item", ""))
            home = _by_uuid(found.themes, data.get("theme", ""))
            services.move_question(user=request.user, question=part, theme=home, to=to, seen=seen)
    except Stale:
        messages.warning(
            request,
            _("Somebody changed the order meanwhile, so nothing was moved. This is how it is now."),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    url = reverse("conversations:template", args=[found.uuid])
    return redirect(f"{url}#r-{part.uuid}")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise Http404
    return int(text)


def _by_uuid(rows: Any, text: str) -> Any:
    try:
        return get_object_or_404(rows, uuid=UUID(text))
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def remove_theme(request: HttpRequest, uuid: UUID, theme: UUID) -> HttpResponse:
    found = one(request, uuid)
    require(can_edit(request.user, found))
    rows = Theme.objects.select_related("template")
    return _remove(request, found, get_object_or_404(rows, template=found, uuid=theme))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_question(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    found = one(request, uuid)
    require(can_edit(request.user, found))
    return _remove(request, found, _question(found, question))


def _remove(request: HttpRequest, found: Template, part: Theme | Question) -> HttpResponse:
    """Asks first and says what goes along."""
    if request.method == "POST":
        # As in a form of fields: what one confirms is what one was shown.
        version = request.POST.get("version", "")
        shown = int(version) if version.isascii() and version.isdecimal() else -1
        services.remove_part(user=request.user, part=part, version=min(shown, 10**9))
        messages.success(request, _("Removed."))
        return redirect("conversations:template", found.uuid)
    questions = list(part.questions.all()) if isinstance(part, Theme) else []
    context = {
        "template": found,
        "part": part,
        "questions": questions,
        "shown": part.version,
    }
    return render(request, "conversations/editor/remove.html", context)
