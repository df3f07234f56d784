"""`make requirements`: the 97 requirements with the tests that show them.

A test says which it shows: `@pytest.mark.requirement(39)`. The list is tests/requirements.toml.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

FILE = Path(__file__).parent / "requirements.toml"


@dataclass(frozen=True)
class Requirement:
    """One requirement of the sources. `background`: why no test can show it (else "")."""

    number: int
    title: str
    finnish: str
    background: str = ""


def load() -> dict[int, Requirement]:
    rows = tomllib.loads(FILE.read_text())["requirement"]
    return {
        row["number"]: Requirement(
            row["number"], row["en"], row.get("fi", ""), row.get("background", "")
        )
        for row in rows
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--requirements",
        action="store_true",
        help="print the requirements with their tests, and run nothing",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("requirements"):
        config.option.collectonly = True
        config.option.verbose = -2


def numbers(item: pytest.Item) -> set[int]:
    return {n for mark in item.iter_markers("requirement") for n in mark.args}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = load()
    for item in items:
        unknown = numbers(item) - known.keys()
        if unknown:
            raise pytest.UsageError(f"{item.nodeid} names unknown requirements {sorted(unknown)}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not config.getoption("requirements"):
        return
    session = terminalreporter._session
    assert session is not None
    shown: dict[int, set[str]] = defaultdict(set)
    for item in session.items:
        for number in numbers(item):
            shown[number].add(item.nodeid.split("[")[0])
    write = terminalreporter.write_line
    known = load()
    for requirement in known.values():
        tests = sorted(shown[requirement.number])
        if tests:
            state = f"{len(tests)} test" + ("s" if len(tests) > 1 else "")
        elif requirement.background:
            state = f"background only: {requirement.background}"
        else:
            state = "NO TEST YET"
        write(f"{requirement.number:>3}  {requirement.title} ({requirement.finnish})  [{state}]")
        for test in tests:
            write(f"       {test}")
    tested = [r for r in known.values() if shown[r.number]]
    background = [r for r in known.values() if r.background and not shown[r.number]]
    missing = [r.number for r in known.values() if not r.background and not shown[r.number]]
    write("")
    write(
        f"{len(known)} requirements: {len(tested)} with tests, {len(background)} background only, "
        f"{len(missing)} with no test yet: {', '.join(map(str, missing)) or 'none'}"
    )
