"""The account of one person."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ExternalIdentity, Session, User
from core import personal
from core.personal import Column, Subject

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
    return User.objects.filter(uuid__in=subject.ids)


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
    return EmailAddress.objects.filter(user__uuid__in=subject.ids).select_related("user")


@chapter.table(
    "accounts.Session",
    title=_("Where you are signed in"),
    columns={
        "user": pgettext_lazy("own data", "account"),
        "device": pgettext_lazy("own data", "device"),
        "started_at": pgettext_lazy("own data", "signed in"),
        "seen_at": pgettext_lazy("own data", "last used"),
    },
    source=_("The service, when you signed in. No network address is kept."),
    readers=_("You alone."),
    kept="session",
)
def sessions(subject: Subject) -> Any:
    rows = Session.objects.filter(user__uuid__in=subject.ids, user__isnull=False)
    return rows.select_related("user").order_by("started_at", "uuid")


@chapter.table(
    "mfa.Authenticator",
    title=_("Your second factors"),
    columns={
        "user": pgettext_lazy("own data", "account"),
        "type": Column(
            pgettext_lazy("own data", "kind"), lambda row, subject: row.get_type_display()
        ),
        "last_used_at": pgettext_lazy("own data", "last used"),
    },
    source=_("You, when you took it into use."),
    readers=_("You alone. The system administrator sees whether there is one."),
    kept="account",
)
def factors(subject: Subject) -> Any:
    rows = Authenticator.objects.filter(user__uuid__in=subject.ids)
    return rows.select_related("user").order_by("pk")


@chapter.table(
    "accounts.ExternalIdentity",
    title=_("You at the city's sign-in service"),
    columns={
        "user": pgettext_lazy("own data", "account"),
        "subject": pgettext_lazy("own data", "id at the provider"),
    },
    source=_("The city's sign-in service, when you signed in with it."),
    readers=_("You alone."),
    kept="account",
)
def identities(subject: Subject) -> Any:
    rows = ExternalIdentity.objects.filter(user__uuid__in=subject.ids)
    return rows.select_related("user").order_by("pk")


personal.withhold(
    "accounts.User",
    "password",
    what=_("Your password"),
    why=_("Only a salted hash of it is kept, which tells nothing but could help in guessing it."),
)
personal.withhold(
    "accounts.Session",
    "session_data",
    what=_("The keys of the sessions by which you are signed in"),
    why=_("They open your account. When and on which device stands above."),
)
personal.withhold(
    "mfa.Authenticator",
    "data",
    what=_("The keys of your second factors"),
    why=_("They are secrets that protect your account. Which ones you have stands above."),
)
personal.withhold(
    "account.EmailConfirmation",
    "email_address",
    "key",
    what=_("One-time keys of e-mail addresses"),
    why=_("They are not in use: accounts come by invitation."),
)
