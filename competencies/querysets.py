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
        return self.filter(published_at__isnull=False)

    def visible_to(self, user: Any) -> Self:
        """Every signed-in person, published versions only."""
        return super().visible_to(user).published()
