"""What of development conversations is about one person: one's own, and the feedback one got.

A supervisor's preparation is here also before it is shared: there are no hidden notes (domain.md
3.2, art. 15). It is the one text the person has not had before one's eyes, so other people's names
in it are covered. Texts about one's employees are theirs, and stand in their own data.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from conversations.models import (
    Answer,
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Preparation,
    Rating,
    Signature,
    SignedCopy,
)
from core import personal
from core.personal import Column, Subject

chapter = personal.section("conversations", order=20, title=_("Development conversations"))

BOTH = _("You and your supervisor.")
AGREED = _(
    "You and your supervisor, and later whoever is then your supervisor. Of wellbeing and feedback "
    "only you and the one who was in the talk."
)
EXISTS = _("You, your supervisor, those above in the line and HR services: dates, no texts.")
SHARED = _("Its author, and the other side once it was shared.")
YEAR = pgettext_lazy("own data", "year")


def year(row: Any, subject: Subject) -> int:
    return int(row.conversation.round.year)


def who(field: str) -> Column:
    label = {
        "author": pgettext_lazy("own data", "written by"),
        "updated_by": pgettext_lazy("own data", "changed last by"),
        "held_by": pgettext_lazy("own data", "held by"),
        "agreed_by": pgettext_lazy("own data", "agreed on by"),
        "supervisor": _("supervisor"),
        "person": pgettext_lazy("own data", "who"),
        "deputy_for": pgettext_lazy("own data", "as deputy for"),
        "held_for": pgettext_lazy("own data", "held as deputy for"),
        "earlier": pgettext_lazy("own data", "from whom"),
        "to": pgettext_lazy("own data", "to whom"),
        "recorded_by": pgettext_lazy("own data", "recorded by"),
        "by": pgettext_lazy("own data", "who"),
        "made_by": pgettext_lazy("own data", "given by"),
        "opened_by": pgettext_lazy("own data", "opened outside the round by"),
        "decided_by": pgettext_lazy("own data", "decided by"),
    }[field]

    def show(row: Any, subject: Subject) -> str:
        person = getattr(row, field)
        return subject.name(person.uuid) if person else ""

    return Column(label, show)


def _mine(subject: Subject) -> Q:
    return Q(conversation__employment__person__uuid=subject.person)


def _unopened(row: Any, shared: set[tuple[int, int]], subject: Subject) -> bool:
    """Whether it is another's preparation that its author has not shared."""
    author = row.author
    if author is None or author.uuid == subject.person:
        return False
    return (row.conversation_id, row.author_id) not in shared


def _marked(rows: Any, subject: Subject) -> Iterator[Any]:
    """The rows, each knowing whether its other names must be covered."""
    shared = set(
        Preparation.objects.filter(_mine(subject), shared_at__isnull=False).values_list(
            "conversation", "author"
        )
    )
    for row in rows:
        agreed = getattr(row, "layer", None) == Layer.AGREED or getattr(row, "agreed", False)
        row.covered = not agreed and _unopened(row, shared, subject)
        yield row


def _text(field: str, label: Any) -> Column:
    def show(row: Any, subject: Subject) -> str:
        text = getattr(row, field)
        return subject.cover(text) if row.covered else text

    return Column(label, show)


@chapter.table(
    "conversations.Conversation",
    title=_("Your conversations"),
    columns={
        "round": YEAR,
        "employment": Column(_("employment"), lambda row, s: row.employment.external_id or ""),
        "state": pgettext_lazy("own data", "stage"),
        "supervisor": who("supervisor"),
        "for_supervisor": pgettext_lazy("own data", "conversation of a supervisor"),
        "occasion": pgettext_lazy("own data", "why it was opened"),
        "occasion_note": pgettext_lazy("own data", "why, in words"),
        "opened_by": who("opened_by"),
        "due_on": pgettext_lazy("own data", "to be held by"),
        "meets_at": pgettext_lazy("own data", "time"),
        "place": pgettext_lazy("own data", "place"),
        "held_at": pgettext_lazy("own data", "held"),
        "held_by": who("held_by"),
        "held_for": who("held_for"),
        "unled_since": pgettext_lazy("own data", "without a supervisor since"),
        "held_unit": Column(
            pgettext_lazy("own data", "unit on that day"),
            lambda row, subject: _unit_name(row),
        ),
        "held_job_title": pgettext_lazy("own data", "job title on that day"),
        "locked_at": pgettext_lazy("own data", "locked"),
        "unsigned": pgettext_lazy("own data", "locked without both signatures"),
        "no_goal_reason": _("why there is no goal"),
        "restricted_at": pgettext_lazy("own data", "processing restricted since"),
    },
    source=_("HR services opened the year; the time from your supervisor."),
    readers=EXISTS,
    kept="conversation",
)
def conversations(subject: Subject) -> Any:
    rows = Conversation.objects.filter(employment__person__uuid=subject.person)
    return rows.select_related(
        "round", "employment", "supervisor", "held_by", "held_for", "held_unit", "opened_by"
    ).order_by("round__year", "pk")


def _unit_name(row: Conversation) -> str:
    from organization.selectors import unit_name

    return str(unit_name(row.held_unit, row.held_at.date())) if row.held_unit else ""  # type: ignore[union-attr]


@chapter.table(
    "conversations.Preparation",
    title=_("Preparations: yours, and your supervisor's"),
    columns={
        "conversation": Column(YEAR, year),
        "side": pgettext_lazy("own data", "side"),
        "author": who("author"),
        "deputy_for": who("deputy_for"),
        "earlier": pgettext_lazy("own data", "by an earlier supervisor"),
        "shared_at": pgettext_lazy("own data", "shared"),
        "delete_after": pgettext_lazy("own data", "deleted after, unless shared"),
    },
    source=_("Each side prepares by oneself."),
    readers=SHARED,
    kept=("unshared", "conversation"),
)
def preparations(subject: Subject) -> Any:
    rows = Preparation.objects.filter(_mine(subject))
    return rows.select_related("conversation__round", "author", "deputy_for").order_by(
        "conversation__round__year", "pk"
    )


@chapter.table(
    "conversations.Answer",
    title=_("Texts: what was prepared and what was agreed"),
    columns={
        "conversation": Column(YEAR, year),
        "question": Column(
            pgettext_lazy("own data", "question"), lambda row, subject: str(row.question.title)
        ),
        "layer": pgettext_lazy("own data", "whose text"),
        "author": who("author"),
        # In words: of a scale or a choice not the key that is kept.
        "text": _text("shown", pgettext_lazy("own data", "text")),
        "updated_at": pgettext_lazy("own data", "changed"),
        "updated_by": who("updated_by"),
    },
    name=lambda row: f"{row.conversation.round.year}: {row.question.title}",
    source=_("Yourself, your supervisor, or both together (agreed)."),
    readers=AGREED,
    kept=("conversation", "unshared"),
    note=_(
        "Your supervisor's preparation is here also before it is shared, while it exists. In it "
        "the names of others than you are covered."
    ),
)
def answers(subject: Subject) -> Any:
    rows = Answer.objects.filter(_mine(subject)).exclude(text="")
    rows = rows.select_related("conversation__round", "question", "author", "updated_by")
    order = ("conversation__round__year", "question__theme__order", "question__order", "layer")
    return _marked(rows.order_by(*order, "pk"), subject)


@chapter.table(
    "conversations.Rating",
    title=_("Ratings of competence"),
    columns={
        "conversation": Column(YEAR, year),
        "competence": Column(
            _("competence"), lambda row, subject: str(row.competence.name)
        ),
        "layer": pgettext_lazy("own data", "whose rating"),
        "author": who("author"),
        "level": pgettext_lazy("own data", "level"),
        "updated_at": pgettext_lazy("own data", "changed"),
    },
    source=_("Yourself, your supervisor, or both together (agreed)."),
    readers=AGREED,
    kept=("conversation", "unshared"),
)  # fmt: skip
def ratings(subject: Subject) -> Any:
    rows = Rating.objects.filter(_mine(subject))
    return rows.select_related("conversation__round", "competence", "author").order_by(
        "conversation__round__year", "competence__order", "layer", "pk"
    )


@chapter.table(
    "conversations.Goal",
    title=_("Goals"),
    columns={
        "conversation": Column(
            YEAR, lambda row, subject: row.conversation.round.year if row.conversation else ""
        ),
        "employment": Column(
            _("employment"), lambda row, subject: row.employment.external_id or ""
        ),
        "title": _text("title", _("goal")),
        "way": Column(_("way of learning"), lambda row, subject: str(row.way.name)),
        "competence": Column(
            _("competence"),
            lambda row, subject: str(row.competence.name) if row.competence else "",
        ),
        "measure": _text("measure", _("how we know it is reached")),
        "due_on": _("ready by"),
        "line": Column(
            _("line it serves"), lambda row, subject: str(row.line.text) if row.line else ""
        ),
        "strategy_item": Column(
            _("strategy goal it serves"),
            lambda row, subject: str(row.strategy_item.name) if row.strategy_item else "",
        ),
        "status": pgettext_lazy("own data", "how far"),
        "progress": pgettext_lazy("own data", "how far, in words"),
        "continues": Column(
            pgettext_lazy("own data", "goes on from"),
            lambda row, subject: row.continues.title if row.continues else "",
        ),
        "agreed": pgettext_lazy("own data", "agreed by both"),
        "agreed_by": who("agreed_by"),
        "agreed_at": pgettext_lazy("own data", "agreed"),
        "author": who("author"),
    },
    source=_("Yourself, your supervisor, or both together (agreed)."),
    readers=_("You and your supervisor, and later whoever is then your supervisor."),
    kept="conversation",
)  # fmt: skip
def goals(subject: Subject) -> Any:
    rows = Goal.objects.filter(employment__person__uuid=subject.person)
    return _marked(
        rows.select_related(
            "conversation__round", "employment", "way", "competence", "author", "line",
            "strategy_item", "continues", "agreed_by",
        ).order_by("pk"),
        subject,
    )  # fmt: skip


@chapter.table(
    "conversations.DevelopmentNeed",
    title=_("What you need to learn"),
    columns={
        "conversation": Column(YEAR, year),
        "topic": _text("topic", _("what needs to be learned")),
        "competence": Column(
            _("competence"),
            lambda row, subject: str(row.competence.name) if row.competence else "",
        ),
        "way": Column(
            _("way of learning"), lambda row, subject: str(row.way.name) if row.way else ""
        ),
        "horizon": pgettext_lazy("own data", "now or in future"),
        "urgency": pgettext_lazy("own data", "how urgent"),
        "agreed": pgettext_lazy("own data", "agreed by both"),
        "author": who("author"),
    },
    source=_("Yourself, your supervisor, or both together (agreed)."),
    readers=_(
        "You and your supervisor. In a training plan it is an item of the whole team, without you."
    ),
    kept="conversation",
)
def needs(subject: Subject) -> Any:
    rows = DevelopmentNeed.objects.filter(_mine(subject))
    return _marked(
        rows.select_related("conversation__round", "way", "competence", "author").order_by("pk"),
        subject,
    )


@chapter.table(
    "conversations.Signature",
    title=_("Signatures in your conversations, and those you have given"),
    columns={
        "conversation": Column(YEAR, year),
        "side": pgettext_lazy("own data", "side"),
        "person": who("person"),
        "deputy_for": who("deputy_for"),
        "was_present": pgettext_lazy("own data", "was in the talk"),
        "signed_at": pgettext_lazy("own data", "signed"),
        "voided_at": pgettext_lazy("own data", "voided by an edit or a reopening"),
        "way": pgettext_lazy("own data", "how it was given"),
        "recorded_by": who("recorded_by"),
        "paper_on": pgettext_lazy("own data", "day on the paper"),
        "remark": pgettext_lazy("own data", "words beside it"),
        "differs": pgettext_lazy("own data", "a differing view"),
    },
    source=_("Whoever signed."),
    readers=BOTH,
    kept="conversation",
)
def signatures(subject: Subject) -> Any:
    rows = Signature.objects.filter(_mine(subject) | Q(person__uuid=subject.person))
    return rows.select_related(
        "conversation__round", "person", "deputy_for", "recorded_by"
    ).order_by("signed_at")


@chapter.table(
    "conversations.SignedCopy",
    title=_("Signed content as it was signed"),
    columns={
        "conversation": Column(YEAR, year),
        "content": Column(
            pgettext_lazy("own data", "content"),
            lambda row, subject: (
                row.content if subject.raw else gettext("In the PDF and in the JSON")
            ),
        ),
    },
    source=_("The service, when both had signed."),
    readers=AGREED,
    kept="conversation",
    note=_("The words are the agreed texts above. The JSON has the copy whole."),
)
def copies(subject: Subject) -> Any:
    rows = SignedCopy.objects.filter(_mine(subject))
    return rows.select_related("conversation__round").order_by("conversation__round__year")
