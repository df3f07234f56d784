"""The help of the site: one guide per reader, and the table of who sees what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.policies import Words
from heinola_osaaminen.help_texts import GUIDES, Guide

ROLES = tuple(GUIDES)


@dataclass(frozen=True)
class HelpPage:
    role: str
    guide: Guide
    mine: bool


def pages(roles: frozenset[str]) -> list[HelpPage]:
    """Every guide; those of the reader's own roles first."""
    found = [HelpPage(role, guide, role in roles) for role, guide in GUIDES.items()]
    return sorted(found, key=lambda page: not page.mine)


@dataclass(frozen=True)
class Sight:
    """Who sees one part of a development conversation, in words (architecture: least privilege)."""

    part: Words
    employee: Words
    supervisor: Words
    earlier: Words
    director: Words
    hr: Words


YES = pgettext_lazy("who sees", "yes")
NO = pgettext_lazy("who sees", "no")
SUMS = _("only as sums of enough people")
SHARED = _("when its author has shared it")
THERE = _("only the one who was there")
ALL_YEARS = _("yes, earlier years too")

WHO_SEES: Sequence[Sight] = (
    Sight(
        _("That the conversation exists, its dates and stage"),
        YES,
        YES,
        _("that it was held, until the day they led"),
        YES,
        YES,
    ),
    Sight(_("Employee's preparation"), pgettext_lazy("who sees", "always"), SHARED, NO, NO, NO),
    Sight(_("Supervisor's preparation"), SHARED, _("the author only"), NO, NO, NO),
    Sight(_("Agreed text, ordinary themes"), YES, ALL_YEARS, NO, NO, NO),
    Sight(_("Agreed text, wellbeing and feedback on the supervisor"), YES, THERE, NO, NO, NO),
    Sight(_("Agreed ratings, goals and development needs"), YES, ALL_YEARS, NO, SUMS, SUMS),
    Sight(_("Own rating and supervisor's rating"), YES, THERE, NO, SUMS, SUMS),
)
