"""Every stored field is accounted for in docs/privacy.toml (GDPR articles 5 and 30)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

INVENTORY = tomllib.loads((Path(__file__).parent.parent / "docs" / "privacy.toml").read_text())
ROWS: dict[str, dict[str, Any]] = INVENTORY["model"]
MODELS = {m._meta.label: m for m in apps.get_models(include_auto_created=True)}
TOLD = ("subjects", "purpose", "basis", "retention", "erased", "personal")


def fields(model: type[models.Model]) -> set[str]:
    return {f.name for f in model._meta.get_fields() if f.concrete}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_field_has_a_row(label: str) -> None:
    assert label in ROWS, f"{label} is missing from docs/privacy.toml"
    row = ROWS[label]
    listed = [*row.get("personal", {}), *row["technical"]]
    assert len(listed) == len(set(listed)), "a field stands twice"
    assert set(listed) == fields(MODELS[label])


@pytest.mark.parametrize("label", sorted(ROWS))
def test_every_row_tells_what_it_must(label: str) -> None:
    assert label in MODELS, f"docs/privacy.toml tells of {label}, which is no more"
    row = ROWS[label]
    if "none" in row:
        assert row["none"]
        assert not set(TOLD) & row.keys()
        return
    assert all(row.get(key) for key in TOLD)
    assert row["basis"] in INVENTORY["basis"]
    assert row["retention"] in INVENTORY["retention"]


def test_text_that_people_write_is_never_called_technical_by_oversight() -> None:
    """A model with free text about people declares at least that text."""
    free = {
        "conversations.Answer": "text",
        "conversations.Goal": "title",
        "conversations.DevelopmentNeed": "topic",
        "conversations.SignedCopy": "content",
        "core.Draft": "data",
        "core.Letter": "text",
        "core.Document": "pdf",
    }
    for label, field in free.items():
        assert field in ROWS[label]["personal"]


def test_no_field_for_what_must_not_be_kept() -> None:
    """Identity codes, reasons of absence, health and union membership have no place (759/2004)."""
    forbidden = ("hetu", "identity", "ssn", "diagnos", "sick", "absence_reason", "union")
    found = [
        f"{label}.{name}"
        for label, model in MODELS.items()
        for name in fields(model)
        if any(word in name for word in forbidden)
    ]
    assert found == []
