"""Translations: `compile` makes .mo files where they are older than their .po; `gather` collects
the texts of code and templates into the .po files of each app."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "sv", "en")
IGNORED = (".venv", "node_modules", "var", "tests", "scripts", "docs")
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
LOCALES = [ROOT / "locale", *(ROOT / app / "locale" for app in APPS)]


def compile_all() -> None:
    for source in sorted(po for locale in LOCALES for po in locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        command = ["msgfmt", "--check-format", "-o", str(target), str(source)]
        if subprocess.run(command).returncode:
            sys.exit(f"{source.relative_to(ROOT)} cannot be compiled.")


def gather() -> None:
    """Each text goes to the catalogue of its app; shared templates' to locale/ at the root."""
    for locale in LOCALES:
        locale.mkdir(exist_ok=True)
    languages = [option for language in LANGUAGES for option in ("--locale", language)]
    ignored = [option for name in IGNORED for option in ("--ignore", name)]
    command = ["-m", "django", "makemessages", *languages, *ignored]
    options = ["--no-location", "--no-obsolete", "--verbosity", "0"]
    subprocess.run([sys.executable, *command, *options], cwd=ROOT, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["gather"]:
        gather()
    compile_all()
