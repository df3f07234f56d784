"""What follows from the conversation, each part at an address of its own: focus areas, needs and
goals; practices for sharing what is learned; who was there."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from conversations.groups.forms import ITEM_FORMS, PracticeForm
from conversations.groups.models import GroupItem, Practice
from conversations.groups.policies import can_write
from conversations.groups.selectors import shown
from conversations.groups.services import writing
from conversations.groups.views.common import heading, was_read
from conversations.groups.views.writing import READ, opened
from core.policies import Stale, require
from organization.models import Person, UnitPeriod


@require_safe
def items(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Focus areas, needs and team goals."""
    page = opened(request, uuid)
    was_read(request, page.reader, READ)
    context = {
        **heading(page),
        **page.frame("items"),
        "may_write": can_write(page.reader, page.conversation),
        "lists": [
            (
                GroupItem.Kind.FOCUS,
                _("Focus areas"),
                _("Add a focus area"),
                _("What do we put our effort into next? Agree on one to three."),
                page.items(GroupItem.Kind.FOCUS),
            ),
            (
                GroupItem.Kind.NEED,
                _("What we need to learn"),
                _("Add a learning need"),
                _("The unit's training plan is made from these."),
                page.items(GroupItem.Kind.NEED),
            ),
            (
                GroupItem.Kind.GOAL,
                _("The team's goals"),
                _("Add a goal"),
                _("What do we want to reach together? These are followed through the year."),
                page.items(GroupItem.Kind.GOAL),
            ),
        ],
    }
    return render(request, "groups/items.html", context)


ITEM_TITLES = {
    GroupItem.Kind.FOCUS: lambda: _("A focus area"),
    GroupItem.Kind.NEED: lambda: _("A learning need of the group"),
    GroupItem.Kind.GOAL: lambda: _("A goal of the team"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, uuid: UUID, kind: str, item: UUID | None = None) -> HttpResponse:
    """Add or change one."""
    page = opened(request, uuid)
    require(can_write(page.reader, page.conversation))
    row = (
        get_object_or_404(GroupItem, conversation=page.conversation, kind=kind, uuid=item)
        if item
        else None
    )
    form = ITEM_FORMS[kind](page.conversation, request.POST or None, instance=row)
    stale = None
    if request.method == "POST":
        try:
            if row and "delete" in request.POST:
                writing.delete_item(user=request.user, reader=page.reader, item=row)
                return redirect("groups:items", uuid)
            if form.is_valid():
                values = form.values()
                if row:
                    writing.change_item(
                        user=request.user,
                        reader=page.reader,
                        item=row,
                        version=form.cleaned_data.get("version") or 0,
                        values=values,
                    )
                else:
                    writing.add_item(
                        user=request.user, reader=page.reader, kind=kind, values=values
                    )
                return redirect("groups:items", uuid)
        except ValidationError as error:
            form.is_valid()
            form.add_error(None, error)
        except Stale:
            stale = GroupItem.objects.filter(pk=row.pk).first() if row else None
            if stale is None:
                raise Http404 from None
            form.data = {**form.data.dict(), "version": str(stale.version)}  # type: ignore[attr-defined]
    context = {
        **heading(page),
        "heading": ITEM_TITLES[GroupItem.Kind(kind)](),
        "form": form,
        "item": row,
        "theirs": str(stale) if stale else "",
        "back": page.url("items"),
        "here": ITEM_TITLES[GroupItem.Kind(kind)](),
    }
    status = 409 if stale else 422 if form.is_bound else 200
    return render(request, "groups/item_form.html", context, status=status)


# ---------------------------------------------------------------------------- practices


@require_safe
def practices(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ways of sharing what the group learns, also across unit borders (requirement 13)."""
    page = opened(request, uuid)
    was_read(request, page.reader, READ)
    context = {
        **heading(page),
        **page.frame("practices"),
        "may_write": can_write(page.reader, page.conversation),
        "rows": shown(page.practices, page.day),
    }
    return render(request, "groups/practices_own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, uuid: UUID, practice: UUID | None = None) -> HttpResponse:
    page = opened(request, uuid)
    require(can_write(page.reader, page.conversation))
    row = (
        get_object_or_404(Practice, conversation=page.conversation, uuid=practice)
        if practice
        else None
    )
    people = Person.objects.filter(pk__in=page.conversation.participants.values("person"))
    units = sorted(
        UnitPeriod.objects.on(page.day).exclude(unit=page.conversation.unit_id),
        key=lambda p: str(p.name),
    )
    form = PracticeForm(people, units, request.POST or None, instance=row)
    stale = None
    if request.method == "POST":
        try:
            if row and "delete" in request.POST:
                writing.delete_practice(user=request.user, reader=page.reader, practice=row)
                return redirect("groups:practices_own", uuid)
            if form.is_valid():
                writing.save_practice(
                    user=request.user,
                    reader=page.reader,
                    values=form.values(),
                    units=form.cleaned_data["units"],
                    practice=row,
                    version=form.cleaned_data.get("version") or 0,
                )
                return redirect("groups:practices_own", uuid)
        except ValidationError as error:
            form.is_valid()
            form.add_error(None, error)
        except Stale:
            stale = Practice.objects.filter(pk=row.pk).first() if row else None
            if stale is None:
                raise Http404 from None
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(stale.version)  # type: ignore[index]
    context = {
        **heading(page),
        "heading": _("A way of sharing what we learn"),
        "form": form,
        "item": row,
        "theirs": str(stale) if stale else "",
        "back": page.url("practices"),
        "here": _("A way of sharing what we learn"),
    }
    status = 409 if stale else 422 if form.is_bound else 200
    return render(request, "groups/item_form.html", context, status=status)


# ---------------------------------------------------------------------------- attendance


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who was there."""
    page = opened(request, uuid)
    if request.method == "POST":
        require(can_write(page.reader, page.conversation))
        own = {str(p.pk): p.pk for p in page.participants}
        writing.save_attendance(
            user=request.user,
            reader=page.reader,
            present=[own[value] for value in request.POST.getlist("present") if value in own],
        )
        messages.success(request, _("It is written down who was there."))
        return redirect("groups:detail", uuid)
    was_read(request, page.reader, READ)
    context = {
        **heading(page),
        **page.frame("attendance"),
        "may_write": can_write(page.reader, page.conversation),
        "participants": page.participants,
    }
    return render(request, "groups/attendance.html", context)
