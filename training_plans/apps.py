from django.apps import AppConfig


class TrainingPlansConfig(AppConfig):
    name = "training_plans"

    def ready(self) -> None:
        from annual_clock.obligations import provide
        from training_plans import (  # noqa: F401 - they register themselves
            acting,
            documents,
            group_agenda,
            milestones,
            planning,
            reorganising,
            strategic,
        )
        from training_plans.obligations import obligations

        provide(obligations)
