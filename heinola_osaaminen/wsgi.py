"""The door for gunicorn. Refuses to open when a system check finds a dangerous configuration."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heinola_osaaminen.settings")

application = get_wsgi_application()

from heinola_osaaminen.checks import refuse_danger  # noqa: E402 - needs the apps loaded

refuse_danger()
