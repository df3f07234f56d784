"""What the notice and the public page of privacy are drawn from."""

from typing import Any

from django.conf import settings

from privacy.retention.periods import decided
from privacy.retention.words import keeps

# What the notice tells the periods of (core.retention).
TOLD = ("conversation", "leaver", "unshared", "letter", "log", "account", "organisation")


def notice_context() -> dict[str, Any]:
    """Whom one writes to, and how long is kept: the periods as they are decided today."""
    rules = decided()
    return {
        "hr_email": settings.FEEDBACK_EMAIL,
        "protection_email": settings.DATA_PROTECTION_EMAIL,
        "kept": [
            (one.rule.name, keeps(one.rule.unit, one.period), one.rule.counted_from)
            for one in (rules[key] for key in TOLD)
        ],
    }
