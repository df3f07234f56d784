"""One's own account: who I am here, in which language, where signed in."""

from typing import cast
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import held, hooks, openid, second_factor, services
from accounts import sessions as open_sessions
from accounts.backends import may_sign_in_locally
from accounts.forms import LanguageForm
from accounts.models import Session, User


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = LanguageForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        services.choose_language(user=user, language=form.cleaned_data["language"])
        with translation.override(user.language):
            messages.success(request, _("The language was saved."))
        return redirect("accounts:profile")
    context = {
        "form": form,
        "local": may_sign_in_locally(user),
        "provider": settings.OIDC_NAME if openid.is_configured() else "",
        "linked": openid.is_configured() and openid.is_linked(user),
        "factors": second_factor.methods(user),
        "demanded": settings.SECOND_FACTOR_REQUIRED and hooks.demands(user),
    }
    return render(request, "accounts/profile.html", context)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in now."""
    user = cast(User, request.user)
    context = {
        "sessions": open_sessions.of_user(user),
        "here": request.session.session_key,
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "hours": settings.SESSION_HOURS,
    }
    return render(request, "accounts/sessions.html", context)


@require_POST
def close_session(request: HttpRequest, uuid: UUID) -> HttpResponse:
    user = cast(User, request.user)
    session = get_object_or_404(Session.objects.filter(user=user), uuid=uuid)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    services.close_sessions(user=user, only=session)
    messages.success(request, _("That device has been signed out."))
    return redirect("accounts:sessions")


@require_POST
def close_everywhere(request: HttpRequest) -> HttpResponse:
    """Here too: whoever doubts this browser is safe on the sign-in page."""
    user = cast(User, request.user)
    services.close_sessions(user=user)
    logout(request)
    with translation.override(user.language):
        messages.success(request, _("You have been signed out everywhere."))
    return redirect("account_login")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_passkey(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks first; the last second factor stays while one's tasks demand one."""
    user = cast(User, request.user)
    passkey = second_factor.passkey(user, uuid)
    if passkey is None:
        raise Http404
    stays = not get_adapter().can_delete_authenticator(passkey)
    if request.method == "POST" and not stays:
        remove_authenticator(request, passkey)
        return redirect("mfa_index")
    context = {"passkey": passkey, "stays": stays}
    status = 409 if request.method == "POST" else 200
    return render(request, "mfa/webauthn/remove.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def held_form(request: HttpRequest) -> HttpResponse:
    """What was on its way when the session ended or one had to show who one is; POST: leave it."""
    waiting = held.waiting(request)
    if request.method == "POST":
        held.drop(request)
        return redirect(waiting.back if waiting else "home")
    if waiting is None:
        return redirect("home")
    return render(request, "accounts/held.html", {"held": waiting})
