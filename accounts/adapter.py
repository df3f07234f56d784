"""allauth's door to us: no open sign-up, letters through core.mail, our words for errors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import hooks, openid
from accounts.backends import may_sign_in_locally
from accounts.models import User
from accounts.sealing import seal, unseal
from accounts.second_factor import is_last


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One answer for a wrong password and an unknown address: nobody learns who has an account.
        "email_password_mismatch": _(
            "The e-mail address or the password is wrong. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a few minutes and try again, or ask for a new password."
        ),
        "incorrect_password": _("The password is wrong. Try again."),
        "enter_current_password": _("The present password is wrong. Try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation only."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No letter of allauth's own leaves: ours are durable (accounts.services)."""

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Where local accounts are off, a passkey opens no more than a password does."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None and not (_vouched(request, user) or may_sign_in_locally(user)):
            clear_login(request)
            messages.error(
                request,
                gettext("Sign in with {provider}.").format(provider=settings.OIDC_NAME),
            )
            return redirect("account_login")
        return response

    def get_login_stages(self) -> list[str]:
        """The code is asked by our own rule: the provider's second factor may count."""
        ours = "accounts.adapter.SecondFactorStage"
        return [
            ours if path == "allauth.mfa.stages.AuthenticateStage" else path
            for path in super().get_login_stages()
        ]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """accounts.middleware asks, by the same rule as everywhere."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        if not user.is_authenticated:
            return []
        methods = [
            method
            for method in super().get_reauthentication_methods(user)
            if method["id"] != "reauthenticate" or may_sign_in_locally(user)
        ]
        words = {
            "reauthenticate": _("Use the password"),
            "mfa_reauthenticate": _("Use a one-time code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        for method in methods:
            method["description"] = words[method["id"]]
        if openid.is_configured() and openid.is_linked(user):
            words_of_provider = gettext("Sign in again with {provider}")
            methods.append(
                {
                    "id": "openid",
                    "description": words_of_provider.format(provider=settings.OIDC_NAME),
                    "url": reverse("openid:again"),
                }
            )
        return methods


def _vouched(request: HttpRequest, user: User) -> bool:
    records = get_authentication_records(request, user)
    return bool(records) and records[-1]["method"] == "openid"


class SecondFactorStage(AuthenticateStage):
    """Asks for the code or passkey, unless the provider has seen a second factor that counts."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, self.login.user)
        if records and records[-1].get("second_factor"):
            return False
        return bool(super()._should_handle(request))


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong or has been used. Wait for the next one."),
        "cannot_delete_authenticator": _(
            "Your tasks demand a second factor. Take another into use before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """ "" when SECRET_KEY has been changed: no code fits, and the factor must be renewed."""
        return unseal(encrypted_text) or ""

    def get_totp_issuer(self) -> str:
        return "Heinola Osaaminen"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        demanded = settings.SECOND_FACTOR_REQUIRED and hooks.demands(authenticator.user)
        return not (demanded and is_last(authenticator))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Heinola Osaaminen"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.email or str(user.uuid)}
