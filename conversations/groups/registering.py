"""What registers itself when the app is ready: each import is one."""

from conversations.groups import (  # noqa: F401
    acting,
    documents,
    effects,
    milestones,
    obligations,
    verification,
)
