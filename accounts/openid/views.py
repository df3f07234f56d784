"""To the provider and back."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import openid, signals
from accounts.models import User
from accounts.openid import client
from accounts.openid.client import Identity, ProviderDown, Unsound
from accounts.openid.linking import Refusal, account_of
from core import clock

FLOWS = "openid"
AT_ONCE = 5  # windows in which a sign-in may be under way
LASTS = 15 * 60  # seconds that the provider may take
STATUS = {"down": 503, "cancelled": 200, "old": 400, "unsound": 400}


@login_not_required
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return _leave(request, again=False)


@never_cache
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Show once more who one is, at the provider."""
    return _leave(request, again=True)


def _leave(request: HttpRequest, *, again: bool) -> HttpResponse:
    if not openid.is_configured():
        raise Http404
    try:
        address, flow = client.begin(again=again)
    except ProviderDown:
        return _problem(request, "down")
    except Unsound:
        return _problem(request, "unsound")
    flow["next"] = _safe(request, request.GET.get("next", ""))
    flows = request.session.get(FLOWS, [])
    request.session[FLOWS] = [*flows, flow][-AT_ONCE:]
    return redirect(address)


@login_not_required
@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    if not openid.is_configured():
        raise Http404
    flow = _take_flow(request)
    if flow is None:
        return _problem(request, "old")
    # RFC 9207: an answer of another provider is nobody's business here.
    issuer = request.GET.get("iss")
    if issuer and issuer != settings.OIDC_ISSUER:
        return _problem(request, "unsound")
    if request.GET.get("error"):
        denied = request.GET["error"] in ("access_denied", "interaction_required", "login_required")
        return _problem(request, "cancelled" if denied else "down")
    try:
        identity = client.finish(flow, request.GET.get("code", ""))
    except ProviderDown:
        return _problem(request, "down")
    except Unsound:
        signals.openid_refused.send(User, user=None, reason="unsound")
        return _problem(request, "unsound")
    return (
        _shown_again(request, flow, identity) if flow["again"] else _enter(request, flow, identity)
    )


def _take_flow(request: HttpRequest) -> dict[str, Any] | None:
    """The sign-in under way that `state` names; each is used once."""
    state = request.GET.get("state", "")
    flows: list[dict[str, Any]] = request.session.get(FLOWS, [])
    found = next((flow for flow in flows if flow["state"] == state), None)
    if found is None:
        return None
    request.session[FLOWS] = [flow for flow in flows if flow is not found]
    return found if clock.real_now().timestamp() - found["at"] < LASTS else None


def _enter(request: HttpRequest, flow: dict[str, Any], identity: Identity) -> HttpResponse:
    account = account_of(identity)
    if isinstance(account, Refusal):
        known = User.objects.filter(
            identities__issuer=identity.issuer, identities__subject=identity.subject
        ).first()
        signals.openid_refused.send(User, user=known, reason=str(account))
        if account is Refusal.INACTIVE:
            return redirect("account_inactive")
        return _problem(request, str(account), email=identity.email)
    record_authentication(
        request, account, method="openid", second_factor=identity.second_factor or None
    )
    answer: HttpResponse = perform_login(
        request, Login(user=account, redirect_url=flow["next"] or None)
    )
    return answer


def _shown_again(request: HttpRequest, flow: dict[str, Any], identity: Identity) -> HttpResponse:
    """Only the one who is signed in may show again who one is."""
    if not request.user.is_authenticated:
        return _problem(request, "old")
    user = request.user
    mine = user.identities.filter(issuer=identity.issuer, subject=identity.subject)
    if not mine.exists():
        signals.openid_refused.send(User, user=user, reason="other")
        return _problem(request, "other")
    record_authentication(
        request,
        user,
        method="openid",
        reauthenticated=True,
        second_factor=identity.second_factor or None,
    )
    return redirect(flow["next"] or "home")


def _safe(request: HttpRequest, target: str) -> str:
    fine = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if fine else ""


def _problem(request: HttpRequest, reason: str, email: str = "") -> HttpResponse:
    context = {
        "reason": reason,
        "email": email,
        "provider": settings.OIDC_NAME,
        "few_local": settings.LOCAL_ACCOUNTS or settings.LOCAL_ACCOUNT_EMAILS,
    }
    return render(request, "openid/problem.html", context, status=STATUS.get(reason, 403))
