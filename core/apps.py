from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import documents, intervals, mail  # noqa: F401 - they register their handlers

        # Once per migrate, after the last app with models: hang on the last sender only would
        # tie core to its order, and the operation is cheap and idempotent.
        post_migrate.connect(intervals.put_constraints, dispatch_uid="core.intervals")
