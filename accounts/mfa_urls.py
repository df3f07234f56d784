"""allauth's pages of second factors that are used; a passkey is removed by a page of our own, whose
address tells no running number."""

from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from accounts import views

urlpatterns = [
    path("", include("allauth.mfa.base.urls")),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("webauthn/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "webauthn/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("webauthn/<uuid:uuid>/poista/", views.remove_passkey, name="mfa_remove_webauthn"),
]
