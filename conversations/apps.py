from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ConversationsConfig(AppConfig):
    name = "conversations"

    def ready(self) -> None:
        from conversations import (  # noqa: F401 - they register themselves
            acting,
            documents,
            milestones,
            obligations,
            reorganising,
            verification,
        )
        from conversations.editor import guards
        from conversations.groups import registering  # noqa: F401
        from conversations.needs import publishing  # noqa: F401 - its background work
        from conversations.results import services  # noqa: F401 - its background work
        from conversations.services import rounds  # noqa: F401 - its background work
        from conversations.signing import beside  # noqa: F401 - remarks
        from conversations.strategic import registering as strategic  # noqa: F401

        pre_migrate.connect(guards.before_migrate, sender=self, dispatch_uid="templates.guards")
        post_migrate.connect(guards.after_migrate, sender=self, dispatch_uid="templates.guards")
