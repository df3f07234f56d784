from django.apps import AppConfig


class TrainingPlansConfig(AppConfig):
    name = "training_plans"
