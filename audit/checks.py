"""The system check of the guards: run by `manage.py check --database default`."""

import sys
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from audit import guards


@register(Tags.database)
def check_guards(
    app_configs: Sequence[Any] | None = None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """Migrate checks too before it begins, but is itself the way to put them back."""
    if sys.argv[1:2] == ["migrate"]:
        return []
    return [
        Error(
            f"The event log is not guarded: {', '.join(absent)} missing or changed.",
            hint="Find out why; `manage.py migrate` puts them back, `verify_audit` tells what "
            "happened meanwhile.",
            id="audit.E001",
        )
        for alias in databases or []
        if (absent := guards.missing(connections[alias]))
    ]
