from django.apps import AppConfig


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
        from conversations.signing import beside  # noqa: F401 - remarks
        from conversations.results import services  # noqa: F401 - its background work
        from conversations.services import rounds  # noqa: F401 - its background work
