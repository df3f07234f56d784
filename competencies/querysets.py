"""Who may read what of the competences: everybody signed in, once it is published.

Lines are for everybody too: HR shares them so that lower conversations can lean on them
(requirement 31).
"""

from typing import Any, Self

from django.db import models


class OpenQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Every signed-in person."""
        return self.all() if getattr(user, "is_authenticated", False) else self.none()


class FrameworkQuerySet(OpenQuerySet):
    def published(self) -> Self:
        """In use: neither a draft nor archived."""
        return self.filter(state="published")

    def visible_to(self, user: Any) -> Self:
        """Every signed-in person: what has been published, archived versions too, since talks were
        held with them. Drafts are their writers' (frameworks.policies)."""
        return super().visible_to(user).filter(published_at__isnull=False).exclude(state="draft")


class LineQuerySet(OpenQuerySet):
    def in_force(self) -> Self:
        """Without those that a later decision left out."""
        return self.filter(retired_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Every signed-in person, what is in force."""
        return super().visible_to(user).in_force()


class CatalogueQuerySet(OpenQuerySet):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(published_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Every signed-in person, published versions only. A draft is its writers' alone
        (competencies.catalogue.policies)."""
        return super().visible_to(user).published()
