"""allauth's forms in our words: labels that stay, no placeholders, help that says what to do."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services

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


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the pages and letters"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        widget=forms.RadioSelect,
    )
