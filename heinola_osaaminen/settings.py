"""Settings. Everything that differs between installations comes from the environment table below.

`.env.example` explains each variable; `heinola_osaaminen/checks.py` refuses dangerous combinations.
"""

import os
from pathlib import Path
from typing import Any

import environ
import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from kombu import Exchange, Queue

from heinola_osaaminen import logs

BASE_DIR = Path(__file__).resolve().parent.parent

# name = (type, default): safe by default, convenient only in the demo
ENVIRONMENT: dict[str, tuple[type, Any]] = {
    "SECRET_KEY": (str, ""),
    "ALLOWED_HOSTS": (list, ["localhost", "127.0.0.1", "[::1]"]),
    "BASE_URL": (str, "http://localhost:8000"),
    "DATABASE_URL": (str, ""),
    "DATABASE_POOL_SIZE": (int, 8),
    "CELERY_BROKER_URL": (str, ""),
    "CELERY_KEY_PREFIX": (str, "heinola-osaaminen"),
    "CACHE_URL": (str, "locmemcache://"),
    "EMAIL_URL": (str, ""),
    "DEFAULT_FROM_EMAIL": (str, "osaaminen@localhost"),
    "FEEDBACK_EMAIL": (str, "henkilostopalvelut@localhost"),
    "INVITATION_DAYS": (int, 14),
    "IMPORT_ENDINGS_PERCENT": (int, 5),
    "DATA_PROTECTION_EMAIL": (str, "tietosuojavastaava@localhost"),
    "LOCAL_ACCOUNTS": (bool, True),
    "LOCAL_ACCOUNT_EMAILS": (list, []),
    "OIDC_ISSUER": (str, ""),
    "OIDC_CLIENT_ID": (str, ""),
    "OIDC_CLIENT_SECRET": (str, ""),
    "OIDC_NAME": (str, "Entra ID"),
    "OIDC_SCOPES": (list, ["openid", "profile", "email"]),
    "OIDC_EMPLOYEE_NUMBER_CLAIM": (str, "employee_number"),
    "OIDC_EMAIL_CLAIM": (str, "email"),
    "OIDC_EMAIL_VERIFIED_CLAIM": (str, "email_verified"),
    "OIDC_SECOND_FACTOR": (list, []),
    "OIDC_CREATE_ACCOUNTS": (bool, False),
    "SECOND_FACTOR_REQUIRED": (bool, True),
    "SESSION_IDLE_MINUTES": (int, 60),
    "SESSION_HOURS": (int, 12),
    "REAUTHENTICATION_MINUTES": (int, 15),
    "SECURE_COOKIES": (bool, True),
    "HSTS_SECONDS": (int, 31_536_000),
    "TRUST_PROXY_HEADER": (bool, False),
    "DEBUG": (bool, False),
    "DEMO": (bool, False),
    "LOG_LEVEL": (str, "INFO"),
    "VAR_DIR": (str, str(BASE_DIR / "var")),
    "STATIC_ROOT": (str, ""),
}
env = environ.Env(**ENVIRONMENT)
# What the environment says wins over the file. Tests name an empty file.
_env_file = Path(os.environ.get("ENV_FILE", BASE_DIR / ".env"))
if _env_file.is_file():
    env.read_env(_env_file)

DEBUG = env("DEBUG")
DEMO = env("DEMO")
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
BASE_URL = env("BASE_URL").rstrip("/")
VAR_DIR = Path(env("VAR_DIR")).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEMO_SECRET_KEY = "demo-only-key-that-protects-nothing-real-and-is-refused-elsewhere"  # noqa: S105
if not SECRET_KEY and DEMO:
    SECRET_KEY = DEMO_SECRET_KEY

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_structlog",
    "core",
    "accounts",
    "audit",
    "organization",
    "competencies",
    "annual_clock",
    "conversations",
    "training_plans",
    "privacy",
    *(["demo"] if DEMO else []),
    "heinola_osaaminen",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "heinola_osaaminen.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.SessionLimitMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AssuranceMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "heinola_osaaminen.middleware.RequestLogMiddleware",
    "core.middleware.ClockMiddleware",
    "audit.middleware.AuditMiddleware",
    "core.middleware.RefusalMiddleware",
    "heinola_osaaminen.middleware.LimitMiddleware",
    "privacy.notices.middleware.NoticeMiddleware",
]

ROOT_URLCONF = "heinola_osaaminen.urls"
WSGI_APPLICATION = "heinola_osaaminen.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heinola_osaaminen.navigation.site",
            ],
            "builtins": [
                "core.templatetags.look",
                "core.templatetags.writing",
                "django.templatetags.i18n",
            ],
        },
    },
]

# Database: embedded SQLite unless told otherwise. IMMEDIATE, because with the default mode
# concurrent writers fail with "database is locked" instead of waiting.
DATABASES = {
    "default": env.db_url_config(env("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
}
_db = DATABASES["default"]
if _db["ENGINE"].endswith("sqlite3"):
    _db["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
        ),
    }
else:
    _db["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env("DATABASE_POOL_SIZE")}}
    _db["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url_config(env("CACHE_URL"))}

# Background work. Rows in the database say what is owed (core.work); a message is only a nudge,
# so both transports are safe, each in its own way:
# - embedded: kombu's SQLAlchemy transport on a SQLite file of its own. It hides a message before
#   delivery, never redelivers (the sweep does) and never deletes (heinola_osaaminen.tasks does).
# - Redis: acknowledged late, so that a killed worker's message comes back, after
#   visibility_timeout at the latest. Longer work is protected by its lease, not by the timeout.
CELERY_BROKER_URL = env("CELERY_BROKER_URL") or f"sqla+sqlite:///{VAR_DIR / 'celery.sqlite3'}"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "global_keyprefix": env("CELERY_KEY_PREFIX") + ":",
        "visibility_timeout": 15 * 60,
        "socket_connect_timeout": 5,
        "socket_timeout": 30,
        "socket_keepalive": True,
        "retry_on_timeout": True,
        "health_check_interval": 30,
    }
    if CELERY_BROKER_URL.startswith("redis")
    else {"connect_args": {"timeout": 30}}
)
CELERY_TASK_DEFAULT_QUEUE = env("CELERY_KEY_PREFIX")
# Workers take from both in turn, so that nobody waits behind ten thousand reminders.
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(CELERY_TASK_DEFAULT_QUEUE), routing_key=name)
    for name in (CELERY_TASK_DEFAULT_QUEUE, f"{CELERY_TASK_DEFAULT_QUEUE}-bulk")
]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# A nudge that cannot be sent must not keep a person waiting: the sweep takes the work.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # kB; drawing a long PDF takes 200 MB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "Europe/Helsinki"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")


def _every(seconds: int, task: str) -> dict[str, Any]:
    """A message that nobody took in time is dropped: the next one says the same."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "sweep owed work": _every(15, "core.sweep"),
    "beat": _every(30, "core.beat"),
    "seal the event log": _every(60, "audit.seal_events"),
    "send reminders": _every(300, "annual_clock.send_reminders"),
    "reorganisations that take effect": _every(60, "organization.reorganise"),
    "what a new day owes": _every(300, "conversations.daily"),
    "accounts of leavers": _every(300, "organization.leavers"),
    "what goes by itself": _every(300, "privacy.erase_nightly"),
    "purge delivered messages": _every(600, "heinola_osaaminen.purge_delivered_messages"),
    "end what is due": _every(600, "privacy.end_what_is_due"),
    "clear old drafts": _every(3600, "heinola_osaaminen.clear_old_drafts"),
    "clear expired sessions": _every(3600, "heinola_osaaminen.clear_expired_sessions"),
}
WORK_NUDGE = True

# Letters
if env("EMAIL_URL"):
    vars().update(env.email_url_config(env("EMAIL_URL")))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
FEEDBACK_EMAIL = env("FEEDBACK_EMAIL")
DATA_PROTECTION_EMAIL = env("DATA_PROTECTION_EMAIL")
EMAIL_TIMEOUT = 20

# How long the links in letters work; Django knows one limit, accounts.tokens holds the shorter.
INVITATION_DAYS = env("INVITATION_DAYS")
PASSWORD_LINK_DAYS = 3
PASSWORD_RESET_TIMEOUT = max(INVITATION_DAYS, PASSWORD_LINK_DAYS) * 24 * 3600
IMPORT_ENDINGS_PERCENT = env("IMPORT_ENDINGS_PERCENT")

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False  # kitchens and care homes share computers
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.PasswordTokens"  # noqa: S105 - a path
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
# Who may sign in with a password or passkey: everybody, or only those of the list (emergencies).
LOCAL_ACCOUNTS = env("LOCAL_ACCOUNTS")
LOCAL_ACCOUNT_EMAILS = [address.lower() for address in env("LOCAL_ACCOUNT_EMAILS")]

# OpenID Connect (accounts.openid); empty issuer: none.
OIDC_ISSUER = env("OIDC_ISSUER")
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET")
OIDC_NAME = env("OIDC_NAME")
OIDC_SCOPES = env("OIDC_SCOPES")
OIDC_EMPLOYEE_NUMBER_CLAIM = env("OIDC_EMPLOYEE_NUMBER_CLAIM")
OIDC_EMAIL_CLAIM = env("OIDC_EMAIL_CLAIM")
OIDC_EMAIL_VERIFIED_CLAIM = env("OIDC_EMAIL_VERIFIED_CLAIM")
OIDC_SECOND_FACTOR = env("OIDC_SECOND_FACTOR")
OIDC_CREATE_ACCOUNTS = env("OIDC_CREATE_ACCOUNTS")

SECOND_FACTOR_REQUIRED = env("SECOND_FACTOR_REQUIRED")
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey then counts as two factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env("SECURE_COOKIES")
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from HR, not from their owners
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "accounts.forms.ActivateCodesForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
}

# Sessions end by themselves, on phones too: they are shared in kitchens as computers are.
SESSION_ENGINE = "accounts.sessions"
SESSION_IDLE_MINUTES = env("SESSION_IDLE_MINUTES")
SESSION_HOURS = env("SESSION_HOURS")
REAUTHENTICATION_MINUTES = env("REAUTHENTICATION_MINUTES")
SESSION_COOKIE_AGE = 60 * 60 * (SESSION_HOURS + 24)  # a late form's writer must still be known

# Language and time: Finnish first
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_I18N = True

# Static files: fetched at set-up from npm, served by WhiteNoise, never from a CDN
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT") or VAR_DIR / "static")
_node = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", _node / "bootstrap" / "dist" / "css"),
    ("vendor/bootstrap-icons", _node / "bootstrap-icons" / "font"),
    ("vendor/source-sans-3", _node / "@fontsource-variable" / "source-sans-3"),
]
STATICFILES_FINDERS = [
    "heinola_osaaminen.staticfiles.UsedFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# What browsers never load in ordinary use (maps) or what is compressed already (fonts).
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "woff", "woff2", "png", "jpg", "ico"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env("SECURE_COOKIES")
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = env("HSTS_SECONDS") if env("SECURE_COOKIES") else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 0
SECURE_SSL_REDIRECT = env("SECURE_COOKIES")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env("TRUST_PROXY_HEADER") else None
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "heinola_osaaminen.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# No browser feature is used but printing; the page asks for none (heinola_osaaminen.middleware).
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera"),
        *("display-capture", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer"),
        *("microphone", "midi", "payment", "screen-wake-lock", "serial", "usb"),
        "xr-spatial-tracking",
    )
)

SILENCED_SYSTEM_CHECKS: list[str] = []

# Logs: JSON lines in production, readable lines in the demo and while developing. Never content:
# requests by their route, errors by class and place (heinola_osaaminen.logs).
DJANGO_STRUCTLOG_USER_ID_FIELD = "uuid"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10
LOGGING = logs.configuration(level=env("LOG_LEVEL"), as_json=not (DEBUG or DEMO))
structlog.configure(**logs.structlog_configuration())
