from typing import Any

from django.apps import AppConfig
from django.db import models
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import checks, guards, sealing, sign_in  # noqa: F401 - they register themselves
        from audit.services import record
        from core.workflow import Transition, listen

        pre_migrate.connect(guards.before_migrate, sender=self, dispatch_uid="audit.guards")
        post_migrate.connect(guards.after_migrate, sender=self, dispatch_uid="audit.guards")

        @listen
        def write(user: Any, obj: models.Model, transition: Transition, reason: str) -> None:
            record(user, f"{obj._meta.label_lower}.{transition.name}", obj)
