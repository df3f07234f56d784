"""The pages of help: one per reader, in plain words, and the table of who sees what."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.policies import Words

ROLES: dict[str, Words] = {
    "employee": _("Employee"),
    "supervisor": _("Supervisor"),
    "director": _("Area director"),
    "hr": _("HR services"),
    "committee": _("Member of the cooperation committee"),
}


@dataclass(frozen=True)
class HelpPage:
    role: str
    title: Words
    mine: bool


def pages(roles: frozenset[str]) -> list[HelpPage]:
    """Every help page; those of the reader's own roles first."""
    found = [HelpPage(role, title, role in roles) for role, title in ROLES.items()]
    return sorted(found, key=lambda page: not page.mine)


WHO_SEES: list[object] = []
