"""Who will see a text, in words for its writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, ngettext

from conversations.models import Conversation, Layer
from conversations.policies.reading import Reader, rights_of
from conversations.querysets import any_deputy_right
from core import clock
from organization.models import Deputy, ReportingLine


def audience(
    conversation: Conversation,
    layer: str,
    *,
    sensitive: bool = False,
    shared: bool = False,
    readers: Sequence[Reader] | None = None,
) -> str:
    """The sentence beside a field: who will see the text. It asks the rules for everybody who
    could be a reader today, and says what a new supervisor would see. `shared`: the preparation
    is open already; `readers`: what `supervising_readers` answered, for pages with many fields."""
    names = _others(conversation, layer, sensitive, readers)
    if layer == Layer.AGREED:
        names.insert(0, conversation.employment.person.first_name)
    if layer == Layer.AGREED and sensitive:
        return gettext(
            "This is seen only by {names}: not by a later supervisor, HR or directors."
        ).format(names=_join(names))
    if layer == Layer.AGREED:
        return gettext(
            "This is seen by {names}, and later by whoever is then the supervisor. HR and "
            "directors do not see the texts."
        ).format(names=_join(names))
    if shared:
        return gettext("You and {names} see this. HR and directors do not see the texts.").format(
            names=_join(names) or gettext("the other side")
        )
    return ngettext(
        "Only you see this until you share your preparation. Then {names} sees it too. HR and "
        "directors do not see the texts.",
        "Only you see this until you share your preparation. Then {names} see it too. HR and "
        "directors do not see the texts.",
        len(names) or 1,
    ).format(names=_join(names) or gettext("the other side"))


def _join(names: Iterable[str]) -> str:
    *first, last = list(names) or [""]
    return (
        gettext("{first} and {last}").format(first=", ".join(first), last=last) if first else last
    )


def _others(
    conversation: Conversation, layer: str, sensitive: bool, readers: Sequence[Reader] | None
) -> list[str]:
    """First names of today's readers of the layer on the supervisor's side; for the supervisor's
    own preparation: the employee."""
    if layer == Layer.SUPERVISOR:
        return [conversation.employment.person.first_name]
    if readers is None:
        readers = supervising_readers(conversation)
    if layer == Layer.AGREED:
        seen = [r for r in readers if r.sees_agreed(sensitive=sensitive)]
    else:
        seen = [r for r in readers if r.sees_preparation(sensitive=sensitive)]
    return [str(r.person and r.person.first_name) for r in seen]


def supervising_readers(conversation: Conversation) -> list[Reader]:
    """Who could be on the supervisor's side today: the supervisor and the deputies. Two queries."""
    line = (
        ReportingLine.objects.on(clock.today())
        .filter(employment=conversation.employment)
        .select_related("supervisor")
        .first()
    )
    if line is None:
        return []
    readers = [Reader(conversation, line.supervisor, "supervisor")]
    for row in (
        Deputy.objects.in_force(clock.today())
        .filter(any_deputy_right(), supervisor=line.supervisor)
        .select_related("deputy")
    ):
        readers.append(Reader(conversation, row.deputy, "deputy", rights_of(row), line.supervisor))
    return readers
