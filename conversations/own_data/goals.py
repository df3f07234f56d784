"""What was noted of one's goals, and what one wrote for a team or published."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.goals.models import CheckIn, TeamGoal
from conversations.needs.models import NeedsPublication
from conversations.own_data.talks import chapter, who
from core.personal import Column, Subject

PAIR = _("You and your supervisor, and later whoever is then your supervisor.")


@chapter.table(
    "conversations.CheckIn",
    title=_("What has been noted of your goals"),
    columns={
        "goal": Column(_("goal"), lambda row, subject: row.goal.title),
        "at": pgettext_lazy("own data", "when"),
        "author": who("author"),
        "deputy_for": who("deputy_for"),
        "status": pgettext_lazy("own data", "how far"),
        "progress": pgettext_lazy("own data", "how far, in words"),
        "note": _("what has happened, and what next"),
    },
    source=_("Yourself or your supervisor."),
    readers=PAIR,
    kept="conversation",
)
def check_ins(subject: Subject) -> Any:
    rows = CheckIn.objects.filter(goal__employment__person__uuid=subject.person)
    return rows.select_related("goal", "author", "deputy_for").order_by("at", "pk")


@chapter.table(
    "conversations.TeamGoal",
    title=_("Goals you have set for a whole team"),
    columns={
        "title": _("goal"),
        "measure": _("how we know it is reached"),
        "author": who("author"),
        "created_at": pgettext_lazy("own data", "when"),
    },
    source=_("Yourself."),
    readers=_("Everybody in the team."),
    kept="conversation",
)
def team_goals(subject: Subject) -> Any:
    rows = TeamGoal.objects.filter(author__uuid=subject.person)
    return rows.select_related("author").order_by("created_at", "pk")


@chapter.table(
    "conversations.NeedsPublication",
    title=_("Sums of needs that you have published"),
    columns={
        "round": Column(pgettext_lazy("own data", "year"), lambda row, subject: row.round.year),
        "closed_by": Column(
            pgettext_lazy("own data", "who"),
            lambda row, subject: subject.name(row.closed_by.uuid),
        ),
        "closed_at": pgettext_lazy("own data", "when"),
    },
    source=_("Yourself."),
    readers=_("HR services and those who lead areas."),
    kept="conversation",
)
def publications(subject: Subject) -> Any:
    rows = NeedsPublication.objects.filter(closed_by__uuid=subject.person)
    return rows.select_related("round", "closed_by").order_by("closed_at")
