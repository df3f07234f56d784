"""docs/privacy.toml and the rules in the code say the same, and reach every model."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from core import retention
from core.retention import Rows, Unit

INVENTORY = tomllib.loads((Path(__file__).parent.parent / "docs" / "privacy.toml").read_text())
ROWS: dict[str, dict[str, Any]] = INVENTORY["model"]
WRITTEN: dict[str, dict[str, Any]] = INVENTORY["retention"]
RULES = {rule.key: rule for rule in retention.rules()}
MODELS = {m._meta.label: m for m in apps.get_models(include_auto_created=True)}
DAY = date(2030, 1, 1)
# Known to others by random ids only: `core.retention.forgets` takes them with what they tell of.
FORGOTTEN = {"core.Document"}
# The log leaves by whole months through its own door; a tombstone keeps who opened it.
OTHERWISE = {"audit.Event", "audit.Tombstone", "sessions.Session"}
# Links by a random id that `forgets` empties (shown in tests/test_retention_person.py).
EMPTIED = {
    "organization.ImportMapping": {"saved_by"},
    "organization.Reorganisation": {"created_by"},
}


def test_every_written_rule_is_followed_and_every_rule_is_written() -> None:
    assert set(WRITTEN) == set(RULES)


@pytest.mark.parametrize("key", sorted(RULES))
def test_rule_and_inventory_say_the_same(key: str) -> None:
    rule, row = RULES[key], WRITTEN[key]
    assert (row["unit"], row["default"]) == (rule.unit, rule.default)
    assert (row.get("least"), row.get("most")) == (rule.least, rule.most)
    assert row["automatic"] is rule.nightly
    assert row["run"] is (not rule.nightly and rule.unit != Unit.PERMANENT)
    assert row["period"]


@pytest.mark.parametrize("key", sorted(RULES))
def test_every_rule_but_the_permanent_has_somebody_who_follows_it(key: str) -> None:
    followed = {eraser.rule for eraser in retention.erasers()}
    permanent = RULES[key].unit == Unit.PERMANENT
    # Sessions end by their own clock (heinola_osaaminen.tasks.clear_expired_sessions).
    assert (key in followed) is not (permanent or key == "session")


def test_defaults_lie_within_their_bounds() -> None:
    for rule in RULES.values():
        if rule.least is not None and rule.most is not None:
            assert rule.least <= rule.default <= rule.most


def erased_models() -> set[type[models.Model]]:
    """What an eraser takes, and what the database takes with it."""
    reached = {
        eraser.due(DAY).model
        for eraser in retention.erasers()
        if isinstance(eraser, Rows) and not eraser.stays
    }
    while True:
        more = {
            model
            for model in MODELS.values()
            for field in model._meta.concrete_fields
            if field.related_model in reached
            and getattr(field.remote_field, "on_delete", None) is models.CASCADE
        }
        if more <= reached:
            return reached
        reached |= more


def is_somebodys_id(model: type[models.Model], name: str) -> bool:
    """A link that empties itself when the person or the account goes."""
    field = model._meta.get_field(name)
    if field.many_to_many:
        return True  # its own table has a row of its own
    return getattr(field.remote_field, "on_delete", None) is models.SET_NULL


@pytest.mark.django_db
@pytest.mark.parametrize(
    "label", sorted(label for label, row in ROWS.items() if "retention" in row)
)
def test_what_a_rule_is_for_is_reached_by_it(label: str) -> None:
    """A new model names a rule: then something must erase it, or empty what names people."""
    model, row = MODELS[label], ROWS[label]
    if label in FORGOTTEN | OTHERWISE or model in erased_models():
        return
    emptied = EMPTIED.get(label, set())
    left = [n for n in row["personal"] if n not in emptied and not is_somebodys_id(model, n)]
    rule = RULES[row["retention"]]
    assert rule.unit == Unit.PERMANENT or not left, f"nothing ever erases {label}: {left}"
