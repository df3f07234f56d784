"""Recomputes what the summaries of groups rest on (`manage.py verify_documents`)."""

from collections.abc import Iterator

from conversations.groups.models import GroupConversation, GroupSummary
from core.documents import content_hash
from core.verification import Counter, Problem, verifier


@verifier("summaries of group conversations")
def summaries(count: Counter) -> Iterator[Problem]:
    newest: set[int] = set()
    rows = GroupSummary.objects.select_related("conversation").order_by("conversation", "-number")
    for summary in rows.iterator(200):
        count()
        c = summary.conversation
        if content_hash(summary.content) != summary.content_hash:
            yield _problem(summary, "the summary has changed")
        first = c.pk not in newest
        newest.add(c.pk)
        closed = c.state == GroupConversation.State.CLOSED
        if first and closed and c.content_hash != summary.content_hash:
            yield _problem(summary, "the conversation names another summary")


def _problem(summary: GroupSummary, text: str) -> Problem:
    return Problem("conversations.groupsummary", summary.conversation.uuid, text)
