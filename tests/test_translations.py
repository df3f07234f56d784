"""Everything is said in Finnish, Swedish and English."""

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each app has its own catalogues; the shared templates' stand in locale/ at the root.
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
PLACES = [*APPS, "."]
PLACEHOLDER = re.compile(r"%\([^)]+\)[sd]|%[sd]|{[a-z_]+}")


@dataclass(frozen=True)
class Message:
    """One entry of a catalogue. `texts` has one item per plural form."""

    context: str
    original: str
    plural: str
    texts: tuple[str, ...]
    fuzzy: bool


def unquote(lines: str) -> str:
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:\\.|[^"\\])*"', lines))


def read(path: Path) -> dict[tuple[str, str], Message]:
    """The messages of a .po file, by context and original."""
    found = {}
    for block in re.split(r"\n\s*\n", path.read_text()):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
        fields: dict[str, str] = {}
        key = ""
        for line in lines:
            if line.startswith("#"):
                continue
            match = re.match(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s", line)
            if match:
                key = match[1]
            if key:
                fields[key] = fields.get(key, "") + unquote(line)
        original = fields.get("msgid", "")
        if not original:
            continue
        texts = tuple(v for k, v in sorted(fields.items()) if k.startswith("msgstr"))
        message = Message(
            fields.get("msgctxt", ""), original, fields.get("msgid_plural", ""), texts, fuzzy
        )
        found[message.context, original] = message
    return found


@pytest.fixture(scope="session")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[tuple[str, str], Message]]:
    """What the code and templates say right now, gathered from a copy of them."""
    copy = tmp_path_factory.mktemp("texts")
    for folder in [*APPS, "templates", "static"]:
        ignored = shutil.ignore_patterns("locale", "__pycache__", "migrations")
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    for place in PLACES:
        (copy / place / "locale").mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = ["-m", "django", "makemessages", "--locale", "fi", "--no-location"]
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found = {}
    for place in PLACES:
        path = copy / place / "locale" / "fi" / "LC_MESSAGES" / "django.po"
        found[place] = read(path) if path.exists() else {}
    return found


def catalogue(place: str, language: str) -> Path:
    return ROOT / place / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_everything_is_translated(place: str, language: str, gathered: dict) -> None:
    wanted = gathered[place]
    if not wanted:
        return
    path = catalogue(place, language)
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: make messages"
    have = read(path)
    missing = [
        original
        for key, message in wanted.items()
        if (original := message.original)
        and (key not in have or (language != "en" and not all(have[key].texts)))
    ]
    assert missing == []
    assert [m.original for m in have.values() if m.fuzzy] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_placeholders_are_the_same(place: str, language: str) -> None:
    if not catalogue(place, language).exists():
        return
    wrong = []
    for message in read(catalogue(place, language)).values():
        allowed = set(PLACEHOLDER.findall(message.original + message.plural))
        for text in filter(None, message.texts):
            used = set(PLACEHOLDER.findall(text))
            if not used <= allowed or (not message.plural and used != allowed):
                wrong.append((message.original, text))
    assert wrong == []


@pytest.mark.parametrize("place", PLACES)
def test_catalogues_compile(place: str, tmp_path: Path) -> None:
    for language in ("fi", "sv", "en"):
        source = catalogue(place, language)
        if source.exists():
            done = subprocess.run(
                ["msgfmt", "--check", "--output-file", str(tmp_path / "x.mo"), str(source)],
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr


def test_the_same_text_is_said_the_same_way_everywhere() -> None:
    """Two apps with one message must agree: Django would show whichever it loaded last."""
    clashes = []
    for language in ("fi", "sv"):
        seen: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
        for place in PLACES:
            if not catalogue(place, language).exists():
                continue
            for key, message in read(catalogue(place, language)).items():
                before = seen.setdefault(key, (place, message.texts))
                if before[1] != message.texts:
                    clashes.append((language, key[1], before, (place, message.texts)))
    assert clashes == []
