"""The account of one person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core import personal
from core.personal import Subject

chapter = personal.section("account", order=60, title=_("Your account"))
READERS = _("You. HR services and the system administrator see whether the account is open.")


@chapter.table(
    "accounts.User",
    title=_("Signing in"),
    columns={
        "email": _("e-mail"),
        "language": _("language"),
        "last_login": pgettext_lazy("own data", "last signed in"),
        "is_active": pgettext_lazy("own data", "sign-in is open"),
    },
    source=_("HR services who invited you; the language from yourself."),
    readers=READERS,
    kept="account",
)
def user(subject: Subject) -> Any:
    return User.objects.filter(uuid=subject.account)


@chapter.table(
    "account.EmailAddress",
    title=_("Addresses for signing in"),
    columns={
        "user": pgettext_lazy("own data", "account"),
        "email": _("e-mail"),
    },
    source=_("HR services who invited you."),
    readers=READERS,
    kept="account",
)
def addresses(subject: Subject) -> Any:
    return EmailAddress.objects.filter(user__uuid=subject.account).select_related("user")


personal.withhold(
    "accounts.User",
    "password",
    what=_("Your password"),
    why=_("Only a salted hash of it is kept, which tells nothing but could help in guessing it."),
)
personal.withhold(
    "sessions.Session",
    "session_data",
    what=_("The sessions by which you are signed in"),
    why=_("They are keys that open your account, and tell only which account it is."),
)
personal.withhold(
    "account.EmailConfirmation",
    "email_address",
    "key",
    what=_("One-time keys of e-mail addresses"),
    why=_("They are not in use: accounts come by invitation."),
)
