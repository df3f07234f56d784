"""The Celery app. Messages carry only ids of rows that say what is owed (core.work)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heinola_osaaminen.settings")

app = Celery("heinola_osaaminen")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
