"""Who may read what the directory has told: HR; the keys: the system administrator."""

from typing import Any, Self

from django.db import models


class DirectoryQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Accounts and groups are HR's (906/2019 16 §), keys the system administrator's."""
        from organization.models import RoleGrant, ScimToken
        from organization.selectors import is_hr, roles_of

        if self.model is ScimToken:
            allowed = RoleGrant.Role.SYSTEM_ADMIN in roles_of(user)
        else:
            allowed = is_hr(user)
        return self.all() if allowed else self.none()
