"""What was signed or confirmed stays as it was: hashes are recomputed from what is stored.

An app registers a verifier that yields a `Problem` for each thing whose content no longer has
the hash that was signed; `manage.py verify_documents` runs them all.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from core.models import Document


@dataclass(frozen=True)
class Problem:
    kind: str
    uuid: UUID
    text: str


class Counter(Protocol):
    """Told once of each thing that was looked at."""

    def __call__(self) -> None: ...


Verifier = Callable[[Counter], Iterator[Problem]]
_verifiers: dict[str, Verifier] = {}


def verifier(name: str) -> Callable[[Verifier], Verifier]:
    def register(function: Verifier) -> Verifier:
        _verifiers[name] = function
        return function

    return register


def verify() -> tuple[dict[str, int], list[Problem]]:
    """How many things of each kind were looked at, and what is wrong."""
    counts: dict[str, int] = {}
    problems: list[Problem] = []
    for name, function in sorted(_verifiers.items()):
        counts[name] = 0

        def count(name: str = name) -> None:
            counts[name] += 1

        problems += function(count)
    return counts, problems


@verifier("documents")
def _documents(count: Counter) -> Iterator[Problem]:
    """The bytes of every drawn PDF."""
    for document in Document.objects.filter(pdf__isnull=False).order_by("pk").iterator(20):
        count()
        if hashlib.sha256(bytes(document.pdf or b"")).hexdigest() != document.pdf_sha256:
            yield Problem(document.kind, document.uuid, "the PDF's bytes have changed")
