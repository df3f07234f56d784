"""docs/privacy.toml read at run time, so that what the papers say of it is true."""

import tomllib
from functools import lru_cache
from typing import Any

from django.conf import settings


@lru_cache
def inventory() -> dict[str, Any]:
    return tomllib.loads((settings.BASE_DIR / "docs" / "privacy.toml").read_text("utf-8"))


def personal_models() -> dict[str, dict[str, Any]]:
    """The rows that hold personal data, by the model's label."""
    rows: dict[str, dict[str, Any]] = inventory()["model"]
    return {label: row for label, row in rows.items() if "none" not in row}
