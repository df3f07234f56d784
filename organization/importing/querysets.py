"""Who may read imports: HR (requirements 46 and 47 name HR as the keeper of these data)."""

from typing import Any, Self

from django.db import models


class ImportQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """HR sees all imports, others none."""
        from organization.selectors import is_hr

        return self.all() if is_hr(user) else self.none()
