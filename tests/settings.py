"""The settings of tests: the same file, in an environment of its own.

SQLite in a file (WAL, IMMEDIATE), so that threads, the browser's server and other processes meet
the real thing; PostgreSQL and Redis when `DATABASE_URL` and `CELERY_BROKER_URL` say so.
"""

import hashlib
import os
from pathlib import Path

_root = Path(__file__).resolve().parent.parent
_state = Path(os.environ.get("VAR_DIR", _root / "var"))
if _state.name != "test":
    _state = _state / "test"

os.environ |= {
    "ENV_FILE": "",
    "VAR_DIR": str(_state),
    "DEMO": "1",
    "DEBUG": "0",
    "SECRET_KEY": "a-key-of-the-tests-that-is-used-for-nothing-else-at-all",
    "SECURE_COOKIES": "0",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "BASE_URL": "http://localhost:8000",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "",
    "LOG_LEVEL": "WARNING",
}
# A database and keys of its own for each checkout and state directory.
RUN = hashlib.sha256(str(_state).encode()).hexdigest()[:8]
os.environ["CELERY_KEY_PREFIX"] = f"heinola-test-{RUN}"

from heinola_osaaminen.settings import *  # noqa: E402, F403
from heinola_osaaminen.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(_state / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_heinola_osaaminen_{RUN}"}

# Nothing is nudged: a test says when work is done (core.work.drain).
WORK_NUDGE = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
