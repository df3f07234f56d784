"""The directory on pages: accounts that are nobody's, what groups give, the keys."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import fresh_post
from core.policies import require
from organization.provisioning import groups, selectors, tokens
from organization.provisioning.forms import GroupForm, KeyForm
from organization.provisioning.models import DirectoryGroup, ScimToken
from organization.provisioning.policies import (
    can_manage_keys,
    can_map_groups,
    can_see_directory,
)

PER_PAGE = 50


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Accounts that the directory made and that are nobody's; which role each group gives."""
    require(can_see_directory(request.user))
    nobodys = Paginator(selectors.nobodys(request.user), PER_PAGE)
    context = {
        "page": nobodys.get_page(request.GET.get("page")),
        "groups": selectors.groups(request.user),
        "may_map": can_map_groups(request.user),
    }
    return render(request, "organization/provisioning/directory.html", context)


@require_POST
@fresh_post
def group_role(request: HttpRequest, uuid: UUID) -> HttpResponse:
    require(can_map_groups(request.user))
    group = get_object_or_404(DirectoryGroup.objects.visible_to(request.user), uuid=uuid)
    form = GroupForm(group, request.POST)
    if form.is_valid():
        groups.map_role(user=request.user, group=group, role=form.cleaned_data["role"])
        messages.success(request, _("Saved. The roles of the group's members follow at once."))
    else:
        messages.error(request, _("Choose one of the roles in the list."))
    return redirect("organization:directory")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_post
def keys(request: HttpRequest) -> HttpResponse:
    """The keys, and a new one: its text is on the page that answers, and nowhere after that."""
    require(can_manage_keys(request.user))
    form, made = KeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, made = tokens.make(
            user=request.user, name=form.cleaned_data["name"], expires_on=form.expires_on
        )
        form = KeyForm()
    context: dict[str, Any] = {
        "form": form,
        "made": made,
        "address": f"{settings.BASE_URL}/scim/v2",
        "keys": selectors.keys(request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "organization/provisioning/keys.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def end_key(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first: the directory stops at once."""
    require(can_manage_keys(request.user))
    token = get_object_or_404(ScimToken.objects.visible_to(request.user), uuid=uuid)
    if request.method == "POST":
        tokens.revoke(user=request.user, token=token)
        messages.success(request, _("The key was ended."))
        return redirect("organization:directory_keys")
    return render(request, "organization/provisioning/end_key.html", {"token": token})
