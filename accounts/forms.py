"""allauth's forms in our words: labels that stay, no placeholders, help that says what to do."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import openid, services

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW = _("New password")
AGAIN = _("New password again")
ADVICE = _("At least 12 characters. Several words in a row are easy to remember and hard to guess.")


def _speak(form: forms.Form, **labels: Any) -> None:
    """Our labels; a placeholder vanishes as one types and repeats the label, so it goes."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ADVICE if name == "password1" else ""
        field.label = labels.get(name, field.label)


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, login=EMAIL, password=PASSWORD)
        # For the page: which ways in there are.
        self.provider = settings.OIDC_NAME if openid.is_configured() else ""
        self.local = settings.LOCAL_ACCOUNTS
        self.few_local = not settings.LOCAL_ACCOUNTS and bool(settings.LOCAL_ACCOUNT_EMAILS)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, email=EMAIL)

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The letter is written by background work, so that every answer takes as long."""
        services.owe_password_letter(users=self.users)
        email: str = self.cleaned_data["email"]
        return email


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, password1=NEW, password2=AGAIN)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, oldpassword=_("Present password"), password1=NEW, password2=AGAIN)


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, password1=NEW, password2=AGAIN)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, password=PASSWORD)


CODE = _("Code")


class CodeForm(code_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, code=CODE)


class ReauthenticateCodeForm(code_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, code=CODE)


class ActivateCodesForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, code=_("Code that the app shows"))


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """Every passkey opens the account by itself: it needs the device and its PIN or finger."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, name=_("Name of the passkey"))
        self.fields["name"].max_length = 60
        self.fields["name"].help_text = _("By which you know it again, for example Work phone.")
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the pages and letters"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        widget=forms.RadioSelect,
    )
