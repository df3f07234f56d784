"""Who sees templates as such: HR. Everybody else meets their words in a conversation."""

from typing import Any, Self

from django.db import models

from organization.selectors import is_hr


class TemplateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self.all() if is_hr(user) else self.none()
