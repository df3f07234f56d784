"""Pages that belong to no app: home, language, help, statements, errors, the living components."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST, require_safe

from accounts import held
from accounts.services import choose_language
from core.policies import require
from heinola_osaaminen import helps, places, showcase
from heinola_osaaminen.home import home_page
from heinola_osaaminen.navigation import address, roles_of_reader
from heinola_osaaminen.policies import can_look_after_data, can_run_the_year
from privacy.notices.context import notice_context


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The to-do list in plain words, the most urgent first."""
    return render(request, "home.html", {"page": home_page(request.user)})


@require_safe
def hr(request: HttpRequest) -> HttpResponse:
    """The places that HR services keep going."""
    require(can_run_the_year(request.user))
    title, lead = (
        pgettext("menu", "HR services"),
        _("What you keep going through the year."),
    )
    return _places(request, title, lead, places.HR)


@require_safe
def officer(request: HttpRequest) -> HttpResponse:
    """The places of the data-protection officer."""
    require(can_look_after_data(request.user))
    title, lead = pgettext("menu", "Data protection"), _("Logs, decisions and reports. No content.")
    return _places(request, title, lead, places.OFFICER)


def _places(request: HttpRequest, title: str, lead: str, groups: places.Groups) -> HttpResponse:
    found = [
        (
            heading,
            [(item.label, url, words) for item, words in items if (url := address(item.name))],
        )
        for heading, items in groups
    ]
    return render(request, "places.html", {"title": title, "lead": lead, "groups": found})


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language: kept with the account, or in a cookie for a visitor."""
    chosen = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = redirect(target)
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_language(user=request.user, language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@require_safe
def to_profile(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return redirect("accounts:profile")


@require_safe
def to_second_factor(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return redirect("mfa_index")


# Help and statements. Public: a person who cannot sign in needs them too.


@login_not_required
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    roles = roles_of_reader(request.user)
    return render(request, "help/index.html", {"pages": helps.pages(roles)})


@login_not_required
@require_safe
def help_page(request: HttpRequest, role: str) -> HttpResponse:
    if role not in helps.ROLES:
        raise Http404
    pages = helps.pages(frozenset())
    guide = next(page.guide for page in pages if page.role == role)
    return render(request, "help/page.html", {"pages": pages, "role": role, "guide": guide})


@login_not_required
@require_safe
def who_sees(request: HttpRequest) -> HttpResponse:
    return render(request, "help/who_sees.html", {"table": helps.WHO_SEES})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "help/accessibility.html", {"feedback_email": settings.FEEDBACK_EMAIL})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "help/privacy.html", notice_context())


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component once (demo and development only)."""
    return render(request, "components.html", showcase.context(request))


# Errors. None of these may need a user, a session or the database.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "400", 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "403", 403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _error(request, "500", 500, bare=True)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key was missing or old, for example because one has signed in again in another
    window. When the same person sent it from a page of ours, it is kept and given back; else what
    was typed stays in the browser (autosave.js)."""
    user = request.user
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not user.is_authenticated or request.POST.get("_user") != str(user.uuid):
        return _error(request, "csrf", 403)
    if ours and held.hold(request, user):
        return redirect("accounts:held")
    return _error(request, "csrf", 403)


def _error(request: HttpRequest, name: str, status: int, *, bare: bool = False) -> HttpResponse:
    """`bare`, or whenever the full frame cannot be drawn: the page without user and menu."""
    template = f"errors/{name}.html"
    if not bare:
        try:
            return render(request, template, {"frame": "base.html"}, status=status)
        except Exception:  # noqa: S110 - the error page itself must not fail
            pass
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    with translation.override(language):
        data = {"frame": "errors/bare.html", "ui": {"language": language}}
        return HttpResponse(render_to_string(template, data), status=status)
