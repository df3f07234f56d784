"""Recomputes what signed copies and signatures rest on (`manage.py verify_documents`)."""

from collections.abc import Iterator

from conversations.content import hash_of
from conversations.models import Conversation, Reopening, Signature, SignedCopy
from conversations.services.signing import remark_hash
from core.verification import Counter, Problem, verifier

BOTH = {"employee", "supervisor"}


@verifier("signed conversations")
def signed_copies(count: Counter) -> Iterator[Problem]:
    """What is locked now. Remarks added since are beside the copy and change none of this."""
    bare = Conversation.objects.filter(state=Conversation.State.LOCKED, signed_copy=None)
    for uuid in bare.values_list("uuid", flat=True):
        yield Problem("conversations.conversation", uuid, "the copy of what was locked is missing")
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
        for text in _wrong(signatures, copy.content_hash, conversation.unsigned):
            yield _problem(copy, text)


@verifier("conversations before a reopening")
def earlier_copies(count: Counter) -> Iterator[Problem]:
    """Each copy that was locked before a reopening, with the signatures that closed it."""
    rows = Reopening.objects.select_related("conversation").order_by("pk")
    for row in rows.prefetch_related("signatures").iterator(200):
        count()
        if hash_of(row.content) != row.content_hash:
            yield _problem(row, "the text signed before the reopening has changed")
        for text in _wrong(list(row.signatures.all()), row.content_hash, row.unsigned):
            yield _problem(row, text)


def _wrong(signatures: list[Signature], content_hash: str, unsigned: str) -> Iterator[str]:
    sides = {s.side for s in signatures}
    if not unsigned and sides != BOTH:
        yield "a signature is missing"
    if unsigned and sides == BOTH:
        yield "both signatures are there, and it says that one is not"
    for signature in signatures:
        if signature.content_hash != content_hash:
            yield "a signature is of another text"
        words = (signature.content_hash, signature.remark, signature.differs)
        if (signature.remark or signature.remark_hash) and (
            remark_hash(*words) != signature.remark_hash
        ):
            yield "the words beside a signature have changed"


def _problem(copy: SignedCopy | Reopening, text: str) -> Problem:
    return Problem(copy._meta.label_lower, copy.conversation.uuid, text)
