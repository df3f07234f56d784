"""How we log: who, where, when and how it ended, never what somebody wrote.

An exception's message may carry content (PostgreSQL quotes the row it refuses), so outside DEBUG
an error is logged by its class and the places it came through.
"""

import logging
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def error_without_message(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the class of the error and the frames, without its message."""
    import sys

    info = event.pop("exc_info", None)
    if not info:
        return event
    if isinstance(info, BaseException):
        error: BaseException | None = info
    else:
        error = (info if isinstance(info, tuple) else sys.exc_info())[1]
    if error is not None:
        event["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    # django_structlog and Celery put the error's words into fields of their own.
    event.pop("exception", None)
    return event


_shared: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configuration(*, level: str, as_json: bool) -> dict[str, Any]:
    """The dictionary for Django's LOGGING."""
    last: list[Processor] = (
        [error_without_message, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
                "foreign_pre_chain": _shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers off: one line per event, in our form.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # The request middleware already tells of each answer.
            "django.request": {"level": logging.CRITICAL},
            # The last seal must leave the database, whatever the level (audit.sealing).
            "audit.sealing": {"level": logging.INFO},
            # WeasyPrint quotes the text it draws; fontTools tells every table.
            "weasyprint": {"level": logging.CRITICAL},
            "fontTools": {"level": logging.WARNING},
        },
    }


def structlog_configuration() -> dict[str, Any]:
    return {
        "processors": [
            structlog.stdlib.filter_by_level,
            *_shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        "logger_factory": structlog.stdlib.LoggerFactory(),
        "cache_logger_on_first_use": True,
    }
