"""The layers hold: imports, and the foreign keys that imports do not show."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent

# From the bottom up; apps on one level do not know each other.
LEVELS = {
    "core": 0,
    "accounts": 1,
    "audit": 2,
    "organization": 3,
    "competencies": 4,
    "annual_clock": 4,
    "conversations": 5,
    "training_plans": 6,
    "privacy": 7,
    "demo": 8,
    "heinola_osaaminen": 9,
}
OURS = [config for config in apps.get_app_configs() if config.name in LEVELS]
MODELS = [model for config in OURS for model in config.get_models()]


def test_every_app_has_its_level() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert folders == LEVELS.keys()


def test_imports_point_downwards() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model: type[models.Model]) -> None:
    here = model._meta.app_label
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete) or field.related_model is None:
            continue
        there = field.related_model._meta.app_label
        if there in LEVELS and there != here:
            assert LEVELS[there] < LEVELS[here], f"{field} points up or sideways to {there}"


def test_the_log_outlives_what_it_tells_of() -> None:
    """audit keeps UUIDs and words, never foreign keys (a deleted thing must not take its log)."""
    for model in apps.get_app_config("audit").get_models():
        relations = [f.name for f in model._meta.get_fields() if f.is_relation and f.concrete]
        assert relations == [], model


def python_files() -> list[Path]:
    return sorted(path for config in OURS for path in (ROOT / config.name).rglob("*.py"))


def test_rules_are_not_hidden_in_signals_or_save() -> None:
    """Business rules live in policies, workflow, services and constraints."""
    found = []
    for path in python_files():
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            is_save = isinstance(node, ast.FunctionDef) and node.name == "save"
            if is_save and path.name != "forms.py" and "forms" not in path.parts:
                found.append(f"{path.relative_to(ROOT)}: save()")
            if isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals":
                names = {alias.name for alias in node.names}
                if names - {"pre_migrate", "post_migrate"}:
                    found.append(f"{path.relative_to(ROOT)}: {sorted(names)}")
    assert found == []


def test_files_stay_small_enough_to_read() -> None:
    """About 300 lines is ready to be split by topic; data files and tests apart."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if "migrations" not in path.parts
        and not {"content", "data", "defaults"} & set(path.parts)
        and (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def templates() -> list[Path]:
    folders = [ROOT / "templates", *(ROOT / config.name / "templates" for config in OURS)]
    return sorted(path for folder in folders for path in folder.rglob("*.html"))


def test_pages_carry_no_inline_script_or_style() -> None:
    """The content security policy would refuse them. Letters and documents are no pages."""
    found = []
    for path in templates():
        if {"letters", "documents"} & set(path.parts) or path.name.startswith("document"):
            continue
        text = re.sub(r"{#.*?#}|{%.*?%}", "", path.read_text(), flags=re.S)
        if re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)", text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_nothing_comes_from_other_hosts() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in templates()
        if re.search(
            r"<(script|link|img|iframe)[^>]+(src|href)=[\"'](https?:)?//", path.read_text()
        )
    ]
    assert found == []


def test_what_has_an_address_has_a_random_one() -> None:
    """No address shows a running number, by which one could count or guess."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(resolver: URLResolver, prefix: str = "") -> list[str]:
        routes = []
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            routes += walk(pattern, route) if isinstance(pattern, URLResolver) else [route]
            assert isinstance(pattern, URLPattern | URLResolver)
        return routes

    numbered = [r for r in walk(get_resolver()) if re.search(r"<int:(pk|id|\w+_(pk|id))>", r)]
    assert numbered == []
