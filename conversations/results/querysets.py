"""Who may read the published results of competences: the city's everybody in the house, the areas'
those who decide by them (requirements 30, 42)."""

from typing import Any, Self

from django.db import models

from organization.selectors import person_of


class ResultsQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Every person of the house. Which parts of it: `policies.can_see_areas`."""
        return self.all() if person_of(user) else self.none()
