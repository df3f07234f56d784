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


Places = tuple[tuple[Item, Words], ...]

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
# What the data-protection officer looks after, on a page of its own: (item, what one does there).
OFFICER_PLACES: Places = (
    (Item(_("Event log"), "privacy:log"), _("Who has read or done what, and how it ended.")),
    (
        Item(_("Lawful disclosures"), "privacy:disclosures"),
        _("Somebody asks to read a conversation on a legal basis; you may be the one who decides."),
    ),
    (
        Item(_("Requests about data"), "privacy:requests"),
        _("Corrections and restrictions that wait for an answer, within a month."),
    ),
    (
        Item(_("Data of those who have left"), "privacy:deliveries"),
        _("Order a leaver's own data. You cannot open them."),
    ),
    (
        Item(_("How long data are kept"), "privacy:retention"),
        _("Periods, what is due, and destruction records. Main users decide."),
    ),
    (
        Item(_("Who holds which role"), "organization:role_holders"),
        _("Roles and seats, and since when."),
    ),
    (
        Item(_("Record of processing activities"), "privacy:processing"),
        _("What is processed, why and on what basis; as a file too."),
    ),
    (
        Item(_("Impact assessment, draft"), "privacy:assessment"),
        _("A base for the city's own assessment; as a file too."),
    ),
)
# What HR services keep going, on a page of its own: (item, what one does there).
HR_PLACES: Places = (
    (Item(_("The year's conversations"), "conversations:round"), _("Open the round of the year.")),
    (
        Item(_("Strategic competence conversation"), "conversations:strategic"),
        _("Agenda, material and decisions for next year. Compile and share the summary."),
    ),
    (
        Item(_("Competence results"), "conversations:results"),
        _("Publish last year's results for the city and by service area."),
    ),
    (
        Item(_("How the conversations are going"), "conversations:overview"),
        _("Dates and stages by unit. No texts."),
    ),
    (
        Item(_("Learning needs in sums"), "conversations:needs_sums"),
        _("Close the year's collection; what people need to learn, without names."),
    ),
    (
        Item(_("Needs of units"), "conversations:unit_needs"),
        _("What surveys, the law and HR services ask people to learn."),
    ),
    (
        Item(_("Signatures without an account"), "conversations:signing"),
        _("Signing codes for those without an account; signatures on paper."),
    ),
    (
        Item(_("Conversation templates"), "conversations:templates"),
        _("Themes and questions of each kind of conversation: edit, preview, publish."),
    ),
    (
        Item(_("Summaries of group conversations"), "groups:summaries"),
        _("By service area, as PDF to share; how far each group is."),
    ),
    (
        Item(_("Plans"), "training_plans:index"),
        _("Compile the areas' plans, ask for comments, take them to the committee."),
    ),
    (
        Item(_("Organisation"), "organization:tree"),
        _("Units, leaders and people on any day."),
    ),
    (
        Item(_("Reorganisations"), "organization:reorganisations"),
        _("Prepare changes of units and people ahead, and see what they do."),
    ),
    (
        Item(_("People and units"), "organization:import_files"),
        _("Bring in a file from the HR system."),
    ),
    (
        Item(_("Deputies"), "organization:deputies_all"),
        _("Who stands in for which supervisor, and in what."),
    ),
    (
        Item(_("Long leave"), "organization:absences"),
        _("Who is away, by the days only. What is due waits."),
    ),
    (
        Item(_("Invitations"), "organization:invitations"),
        _("Invite people to sign in by letter."),
    ),
    (
        Item(_("The directory's accounts"), "organization:directory"),
        _("Accounts that are nobody's, and which role each group gives."),
    ),
    (
        Item(_("Roles and seats"), "organization:role_holders"),
        _("Who holds which role. Main users give and end roles and seats."),
    ),
    (
        Item(_("Help with signing in"), "organization:sign_in_help"),
        _("For somebody who has lost the phone or the passkey. Main users and administrators."),
    ),
    (
        Item(_("Feedback on accessibility"), "privacy:feedback_all"),
        _("Answer within two weeks."),
    ),
    (
        Item(_("Letters and jobs"), "annual_clock:post"),
        _("Letters whose outcome is unknown, and work that did not succeed."),
    ),
    (
        Item(_("How long data are kept"), "privacy:retention"),
        _("Periods, what is due, and destruction records. Main users decide."),
    ),
    (
        Item(_("Requests about data"), "privacy:requests"),
        _("Corrections and restrictions that wait for an answer, within a month."),
    ),
    (
        Item(_("Data of those who have left"), "privacy:deliveries"),
        _("Order a leaver's own data. You cannot open them."),
    ),
    (
        Item(_("Lawful disclosures"), "privacy:disclosures"),
        _("Main users ask to read a conversation on a legal basis; a second person decides."),
    ),
    (
        Item(_("Lists of competences"), "competencies:frameworks"),
        _("Write next year's lists, scale and targets; publish them with the decision."),
    ),
    (
        Item(_("Competences"), "competencies:index"),
        _("The shared competences and their levels."),
    ),
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
