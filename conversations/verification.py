"""Recomputes what signed copies and signatures rest on (`manage.py verify_documents`)."""

from collections.abc import Iterator

from conversations.content import hash_of
from conversations.models import SignedCopy
from core.verification import Counter, Problem, verifier


@verifier("signed conversations")
def signed_copies(count: Counter) -> Iterator[Problem]:
    rows = SignedCopy.objects.select_related("conversation").order_by("pk")
    for copy in rows.prefetch_related("conversation__signatures").iterator(200):
        count()
        conversation = copy.conversation
        computed = hash_of(copy.content)
        if computed != copy.content_hash:
            yield _problem(copy, "the signed text has changed")
        elif conversation.content_hash != computed:
            yield _problem(copy, "the conversation names another text")
        signatures = [s for s in conversation.signatures.all() if s.voided_at is None]
        if {s.side for s in signatures} != {"employee", "supervisor"}:
            yield _problem(copy, "a signature is missing")
        if any(s.content_hash != copy.content_hash for s in signatures):
            yield _problem(copy, "a signature is of another text")


def _problem(copy: SignedCopy, text: str) -> Problem:
    return Problem("conversations.signedcopy", copy.conversation.uuid, text)
