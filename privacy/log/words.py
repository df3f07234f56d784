"""The log's codes in plain words."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.policies import Words

# What was looked at, of a conversation of a year. Only these count as looking.
LOOKS: dict[str, Callable[[str], str]] = {
    "conversations.read": lambda year: _("the page of the conversation {year}").format(year=year),
    "conversations.read_texts": lambda year: _("the texts of the conversation {year}").format(
        year=year
    ),
    "conversations.read_ratings": lambda year: _("the ratings of the conversation {year}").format(
        year=year
    ),
    "conversations.read_goals": lambda year: _(
        "the goals and learning needs of the conversation {year}"
    ).format(year=year),
    "conversations.read_goal": lambda year: _("your goals and how they go"),
    "conversations.download": lambda year: _("the PDF of the conversation {year}").format(
        year=year
    ),
    "conversations.read_levels": lambda year: _(
        "the agreed levels of the conversation {year}, in the team's table"
    ).format(year=year),
    "training_plans.need_read": lambda year: _("your agreed learning needs, for the training plan"),
    "privacy.request.read": lambda year: _("your request about your data"),
    "privacy.feedback_read": lambda year: _("your feedback on accessibility"),
    "privacy.disclosure.read": lambda year: _(
        "what was disclosed of the conversation {year}"
    ).format(year=year),
    "privacy.log_search": lambda year: _("the event log about you"),
    "privacy.log_export": lambda year: _("the event log about you, as a table"),
}

# "deputy" is said with the name of the other (selectors).
ROLES: dict[str, Words] = {
    "employee": gettext_lazy("employee"),
    "supervisor": gettext_lazy("supervisor"),
    "deputy": gettext_lazy("deputy"),
    "director": gettext_lazy("director"),
    "hr_main": gettext_lazy("HR main user"),
    "hr_planner": gettext_lazy("HR planner"),
    "data_protection": gettext_lazy("data-protection officer"),
    "system_admin": gettext_lazy("system administrator"),
    "committee": gettext_lazy("committee member"),
    "disclosure": pgettext_lazy("role in the log", "with a disclosure"),
    "system": pgettext_lazy("role in the log", "the service itself"),
    "account": pgettext_lazy("role in the log", "an account without a person"),
    "stranger": pgettext_lazy("role in the log", "not signed in"),
}

OUTCOMES: dict[str, Words] = {
    "ok": pgettext_lazy("outcome in the log", "went through"),
    "refused": pgettext_lazy("outcome in the log", "refused"),
    "hidden": pgettext_lazy("outcome in the log", "answered that it does not exist"),
    "wrong_state": pgettext_lazy("outcome in the log", "wrong stage"),
}

# Groups of actions for the search: key, words, beginnings of the codes.
GROUPS: tuple[tuple[str, Words, tuple[str, ...]], ...] = (
    ("looked", gettext_lazy("Reading another's data"), tuple(LOOKS)),
    ("sign_in", gettext_lazy("Sign-in and accounts"), ("accounts.", "account_", "mfa_")),
    (
        "rights",
        gettext_lazy("Rights: roles, seats, deputies"),
        (
            "organization.role", "organization.seat", "organization.name_deputy",
            "organization.change_deputy", "organization.end_deputy", "organization.scim.role",
            "organization.scim.group", "organization.scim.key",
        ),
    ),
    ("conversations", gettext_lazy("Conversations"), ("conversations.",)),
    ("plans", gettext_lazy("Plans"), ("training_plans.",)),
    ("organization", gettext_lazy("Organisation"), ("organization.",)),
    ("privacy", gettext_lazy("Privacy"), ("privacy.", "audit.")),
)  # fmt: skip


def role_words(role: str) -> str:
    return str(ROLES.get(role, role))


def outcome_words(outcome: str) -> str:
    return str(OUTCOMES.get(outcome, outcome))


def look_words(action: str, year: Any) -> str:
    return LOOKS[action](str(year) if year else "").strip()


def action_words(action: str) -> str:
    """The group of the action in words; the exact code stands beside it."""
    for _key, words, beginnings in GROUPS:
        if action.startswith(beginnings):
            return str(words)
    return pgettext("action in the log", "Other")
