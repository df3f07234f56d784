"""Whom one writes to: for the notice and the public page of privacy."""

from django.conf import settings


def contacts() -> dict[str, str]:
    return {
        "hr_email": settings.FEEDBACK_EMAIL,
        "protection_email": settings.DATA_PROTECTION_EMAIL,
    }
