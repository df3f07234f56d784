"""What the city's directory has told of one's account, and keys that one has made for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import personal
from core.personal import Column, Subject, by_id
from organization.provisioning.models import (
    AccountClosing,
    DirectoryAccount,
    DirectoryGroup,
    ScimToken,
)

chapter = personal.section("account", order=60, title=_("Your account"))

SOURCE = _("The city's directory of accounts.")
READERS = _("You, HR services and the system administrator.")


@chapter.table(
    "organization.DirectoryAccount",
    title=_("You in the city's directory"),
    columns={
        "user": pgettext_lazy("own data", "account"),
        "user_name": pgettext_lazy("own data", "name in the directory"),
        "external_id": pgettext_lazy("own data", "id in the directory"),
        "employee_number": _("employee number"),
        "first_name": _("first name"),
        "last_name": _("last name"),
    },
    source=SOURCE,
    readers=READERS,
    kept="account",
)
def directory(subject: Subject) -> Any:
    rows = DirectoryAccount.objects.filter(user__uuid__in=subject.ids)
    return rows.select_related("user").order_by("pk")


@chapter.table(
    "organization.DirectoryGroup",
    title=_("Groups of the directory you are in"),
    columns={
        "name": pgettext_lazy("own data", "group"),
        "members": Column(
            pgettext_lazy("own data", "member"), lambda row, subject: subject.name(subject.person)
        ),
    },
    source=SOURCE,
    readers=READERS,
    kept="account",
)
def groups(subject: Subject) -> Any:
    return DirectoryGroup.objects.filter(members__uuid__in=subject.ids).order_by("pk")


@chapter.table(
    "organization.AccountClosing",
    title=_("When your account was closed"),
    columns={
        "user": pgettext_lazy("own data", "account"),
        "reason": pgettext_lazy("own data", "reason"),
        "at": pgettext_lazy("own data", "when"),
    },
    source=_("The city's directory, or the end of the employment."),
    readers=READERS,
    kept="account",
)
def closings(subject: Subject) -> Any:
    rows = AccountClosing.objects.filter(user__uuid__in=subject.ids)
    return rows.select_related("user").order_by("pk")


@chapter.table(
    "organization.ScimToken",
    title=_("Keys for the directory that you have made"),
    columns={
        "name": pgettext_lazy("own data", "name"),
        "made_by": Column(pgettext_lazy("own data", "who"), by_id("made_by")),
        "made_at": pgettext_lazy("own data", "when"),
    },
    source=_("You, when you made it."),
    readers=_("HR services and the system administrator."),
    kept="log",
)
def tokens(subject: Subject) -> Any:
    return ScimToken.objects.filter(made_by__in=subject.ids).order_by("pk")


personal.withhold(
    "organization.DirectoryGroup_members",
    "user",
    "directorygroup",
    what=_("The list of members of the directory's groups"),
    why=_("The groups you are in stand above; the rest is about others."),
)
