"""What stands around every page: the main menu, the footer, the language switch, the demo's strip.

The menu is drawn twice (bar and phone) from this one list. An item shows only to those whom it
concerns; that is for clarity, not for safety: each page asks its own policy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.policies import Words
from organization.models import BodyKind, Leadership, UnitKind, UnitPeriod
from organization.selectors import (
    in_body,
    is_hr,
    leads_people,
    person_of,
    roles_of,
    stands_in,
    valid,
)

EMPLOYEE, SUPERVISOR, DEPUTY, DIRECTOR, HR, COMMITTEE = (
    "employee",
    "supervisor",
    "deputy",
    "director",
    "hr",
    "committee",
)
# Their places are few; the five readers above have guides of their own.
SYSTEM_ADMIN, DATA_PROTECTION = "system_admin", "data_protection"
EVERYONE = frozenset({EMPLOYEE, SUPERVISOR, DIRECTOR, HR, COMMITTEE})


@dataclass(frozen=True)
class Item:
    """A place of the main menu: the name of its URL and for whom it is."""

    label: Words
    name: str
    roles: frozenset[str] = EVERYONE


@dataclass(frozen=True)
class Link:
    """An item as drawn. `current` is an aria-current value: page, true or nothing."""

    label: Words
    url: str
    current: str = ""


MENU = (
    Item(pgettext_lazy("menu", "Home"), "home"),
    Item(_("Annual clock"), "annual_clock:clock"),
    Item(_("Conversations"), "conversations:index"),
    Item(_("Competences"), "competencies:index"),
    Item(_("Team"), "conversations:team", frozenset({SUPERVISOR, DIRECTOR, DEPUTY})),
    Item(_("Plans"), "training_plans:index", frozenset({SUPERVISOR, DIRECTOR, HR})),
    Item(_("Plans to confirm"), "training_plans:committee", frozenset({COMMITTEE})),
    Item(pgettext_lazy("menu", "HR services"), "hr", frozenset({HR})),
    Item(_("Letters and jobs"), "annual_clock:post", frozenset({SYSTEM_ADMIN})),
    Item(_("Help with signing in"), "organization:sign_in_help", frozenset({SYSTEM_ADMIN})),
    Item(_("Keys of the directory"), "organization:directory_keys", frozenset({SYSTEM_ADMIN})),
    Item(pgettext_lazy("menu", "Data protection"), "officer", frozenset({DATA_PROTECTION})),
)
FOOTER = (
    Item(_("Help"), "help"),
    Item(_("Who sees my data"), "who_sees"),
    Item(_("Accessibility statement"), "accessibility"),
    Item(_("Privacy"), "privacy"),
)
DEMO = (
    Item(_("Move the day"), "demo:day"),
    Item(_("Change the person"), "demo:cast"),
    Item(_("Letters"), "demo:letters"),
)
LANGUAGES = (("fi", "Suomi"), ("sv", "Svenska"), ("en", "English"))


def roles_of_reader(user: Any) -> frozenset[str]:
    """For which of the five readers (requirements 49, 31) the pages are drawn now."""
    person = person_of(user)
    if person is None:
        return frozenset()
    known: frozenset[str] | None = getattr(user, "_reader", None)
    if known is None:
        today = clock.today()
        roles = {EMPLOYEE}
        if leads_people(person, today):
            roles.add(SUPERVISOR)
            if leads_area(person):
                roles.add(DIRECTOR)
        elif stands_in(person, today):
            roles.add(DEPUTY)
        if is_hr(user):
            roles.add(HR)
        roles |= roles_of(user) & {SYSTEM_ADMIN, DATA_PROTECTION}
        if in_body(person, BodyKind.COOPERATION, today):
            roles.add(COMMITTEE)
        known = user._reader = frozenset(roles)
    return known


def leads_area(person: Any) -> bool:
    """Whether `person` leads a service area or a responsibility area today."""
    today = clock.today()
    areas = UnitPeriod.objects.on(today).filter(
        kind__in=[UnitKind.SERVICE_AREA, UnitKind.RESPONSIBILITY_AREA]
    )
    return (
        Leadership.objects.filter(valid(today))
        .filter(person=person, unit__in=areas.values("unit"))
        .exists()
    )


@lru_cache
def address(name: str) -> str:
    """The URL of a named page, or "" when its app is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def links(items: Iterable[Item], path: str) -> list[Link]:
    """The items with addresses, the one nearest to `path` marked as current."""
    found = [(item.label, address(item.name)) for item in items]
    found = [(label, url) for label, url in found if url]
    nearest = max(
        (url for _label, url in found if url == path or (url != "/" and path.startswith(url))),
        key=len,
        default="",
    )
    return [
        Link(label, url, ("page" if url == path else "true") if url == nearest else "")
        for label, url in found
    ]


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `ui` for base.html (allauth calls something else `site`)."""
    user = getattr(request, "user", None)
    roles = roles_of_reader(user) if user is not None else frozenset()
    account = user if user is not None and user.is_authenticated else None
    person = person_of(account)
    return {
        "ui": {
            "navigation": links((i for i in MENU if i.roles & roles), request.path),
            "footer": links(FOOTER, request.path),
            "feedback": f"mailto:{settings.FEEDBACK_EMAIL}",
            "demo": links(DEMO, request.path) if settings.DEMO else [],
            "today": clock.today() if settings.DEMO else None,
            "languages": LANGUAGES,
            "language": (translation.get_language() or "fi")[:2],
            "roles": roles,
            "person": person,
            "user_name": str(person or account) if account else "",
            "user_key": str(account.uuid) if account else "",
            "profile_url": address("accounts:profile"),
            "home_url": address("home"),
            "cast_url": address("demo:cast") if settings.DEMO else "",
        }
    }
