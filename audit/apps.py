from typing import Any

from django.apps import AppConfig
from django.db import models


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import sign_in  # noqa: F401 - its receivers
        from audit.services import record
        from core.workflow import Transition, listen

        @listen
        def write(user: Any, obj: models.Model, transition: Transition, reason: str) -> None:
            record(
                user,
                f"{obj._meta.label_lower}.{transition.name}",
                obj,
                data_subject=getattr(obj, "data_subject", None),
            )
