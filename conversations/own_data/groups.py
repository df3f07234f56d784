"""What of group conversations is about one person: that one was in it, and what one sent with one's
name. What was sent without a name is nobody's: not even this knows whose it is."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.groups.models import (
    GatheredThought,
    GroupConversation,
    GroupParticipant,
    GroupSummary,
    GroupText,
    Practice,
    Thought,
)
from conversations.own_data.talks import chapter
from core.personal import Column, Subject

GROUP = _("Your group and its leader.")
YEAR = Column(pgettext_lazy("own data", "year"), lambda row, subject: int(row.conversation.year))


def _you(field: str, label: Any) -> Column:
    def show(row: Any, subject: Subject) -> str:
        person = getattr(row, field)
        return subject.name(person.uuid) if person else ""

    return Column(label, show)


@chapter.table(
    "conversations.GroupParticipant",
    title=_("Group conversations you have been in"),
    columns={
        "conversation": YEAR,
        "person": _you("person", pgettext_lazy("own data", "who")),
        "attended": pgettext_lazy("own data", "was there"),
    },
    source=_("The organisation, and the leader of the group."),
    readers=_("Your group and its leader; in the summary also the leaders above and HR services."),
    kept="group",
)
def participants(subject: Subject) -> Any:
    rows = GroupParticipant.objects.filter(person__uuid=subject.person)
    return rows.select_related("conversation", "person").order_by("pk")


@chapter.table(
    "conversations.Thought",
    title=_("Thoughts you have sent with your name"),
    columns={
        "conversation": YEAR,
        "author": _you("author", pgettext_lazy("own data", "written by")),
        "text": pgettext_lazy("own data", "text"),
    },
    source=_("Yourself."),
    readers=_("Only you, until the collection ends."),
    kept="group",
)
def thoughts(subject: Subject) -> Any:
    rows = Thought.objects.filter(author__uuid=subject.person)
    return rows.select_related("conversation", "author").order_by("pk")


@chapter.table(
    "conversations.GatheredThought",
    title=_("Your thoughts as the group sees them"),
    columns={
        "conversation": YEAR,
        "author": _you("author", pgettext_lazy("own data", "written by")),
        "text": pgettext_lazy("own data", "text"),
    },
    source=_("Yourself."),
    readers=GROUP,
    kept="thoughts",
    note=_("What was sent without a name is not here: the service does not know whose it is."),
)
def gathered(subject: Subject) -> Any:
    rows = GatheredThought.objects.filter(author__uuid=subject.person)
    return rows.select_related("conversation", "author").order_by("pk")


@chapter.table(
    "conversations.GroupText",
    title=_("Texts of groups that you changed last"),
    columns={
        "conversation": YEAR,
        "text": pgettext_lazy("own data", "text"),
        "updated_by": _you("updated_by", pgettext_lazy("own data", "changed last by")),
    },
    source=_("Yourself, for the group."),
    readers=GROUP,
    kept="group",
)
def texts(subject: Subject) -> Any:
    rows = GroupText.objects.filter(updated_by__uuid=subject.person)
    return rows.select_related("conversation", "updated_by").order_by("pk")


@chapter.table(
    "conversations.GroupConversation",
    title=_("What you have done as the leader of a group"),
    columns={
        "collection_decided_by": _you(
            "collection_decided_by", pgettext_lazy("own data", "wrote down the group's choice")
        ),
        "opened_by": _you("opened_by", pgettext_lazy("own data", "opened by")),
        "closed_by": _you("closed_by", pgettext_lazy("own data", "closed by")),
        "closed_for": _you("closed_for", pgettext_lazy("own data", "as deputy for")),
    },
    source=_("Yourself."),
    readers=GROUP,
    kept="group",
    name=lambda row: str(row),
)
def led(subject: Subject) -> Any:
    mine = Q()
    for field in ("collection_decided_by", "opened_by", "closed_by", "closed_for"):
        mine |= Q(**{f"{field}__uuid": subject.person})
    rows = GroupConversation.objects.filter(mine)
    return rows.select_related(
        "collection_decided_by", "opened_by", "closed_by", "closed_for"
    ).order_by("pk")


@chapter.table(
    "conversations.Practice",
    title=_("Where you invite others to learn"),
    columns={
        "title": pgettext_lazy("own data", "what is shared"),
        "contact": _you("contact", pgettext_lazy("own data", "who invites")),
    },
    source=_("Your group's conversation."),
    readers=_("Everybody in the city."),
    kept="group",
)
def practices(subject: Subject) -> Any:
    rows = Practice.objects.filter(contact__uuid=subject.person)
    return rows.select_related("contact").order_by("pk")


@chapter.table(
    "conversations.GroupSummary",
    title=_("Summaries of groups in which you are named"),
    columns={
        "conversation": YEAR,
        "content": Column(
            pgettext_lazy("own data", "you in it"),
            lambda row, subject: subject.say(_present(row, subject)),
        ),
    },
    source=_("Your group's conversation."),
    readers=_("Your group and its leader, the leaders above and HR services."),
    kept="group",
)
def summaries(subject: Subject) -> Any:
    mine = GroupParticipant.objects.filter(person__uuid=subject.person)
    rows = GroupSummary.objects.filter(conversation__in=mine.values("conversation"))
    return rows.select_related("conversation").order_by("pk")


def _present(row: GroupSummary, subject: Subject) -> str:
    mine = GroupParticipant.objects.filter(
        conversation=row.conversation_id, person__uuid=subject.person
    ).values_list("attended", flat=True)
    there = next(iter(mine), None)
    return str(pgettext_lazy("own data", "was there") if there else _("was not there"))
