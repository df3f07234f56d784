"""Translations: `compile` makes .mo files where they are older than their .po; `gather` collects
the texts of code and templates into the .po files of each app."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "sv", "en")


def catalogues() -> list[Path]:
    return sorted(
        path
        for path in ROOT.glob("*/**/LC_MESSAGES/*.po")
        if not {".venv", "node_modules", "var"} & set(path.relative_to(ROOT).parts)
    )


def compile_all() -> None:
    for source in catalogues() + sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        command = ["msgfmt", "--check-format", "-o", str(target), str(source)]
        if subprocess.run(command).returncode:
            sys.exit(f"{source.relative_to(ROOT)} cannot be compiled.")


def gather(folder: Path) -> None:
    """Collect the texts of one app (or of templates/ and the project) into its catalogues."""
    languages = [option for language in LANGUAGES for option in ("--locale", language)]
    subprocess.run(
        [
            sys.executable, "-m", "django", "makemessages", *languages, "--no-location",
            "--no-obsolete", "--verbosity", "0",
        ],
        cwd=folder,
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] == ["gather"]:
        for locale in sorted({path.parents[2] for path in catalogues()}):
            gather(locale.parent)
    compile_all()
