"""Who may read reorganisations: HR, which prepares them. A draft must not leak beforehand."""

from typing import Any, Self

from django.db import models


class ReorganisationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """HR sees all, others none."""
        from organization.selectors import is_hr

        return self.all() if is_hr(user) else self.none()
