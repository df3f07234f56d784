"""The permission matrix: role x URL, reads and writes (docs/architecture.md, "Who sees what").

Each app has a module here with `ROWS` and, where objects must be prepared, `scene(world)`, whose
answer is put at `world.<module>`. tests/test_permissions.py runs every row and fails for a URL
without one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

World = Any
Text = str | Callable[[World], str]


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """One URL and method.

    `reads`: who may read -> a text that this reader must see. `allowed`: who may write.
    `refused`: who may not -> the status they get (302: sent to sign-in). `everyone`: any signed-in
    person may (a page of one's own); `public`: strangers too. `also`: who else of tests/sweep.py's
    roles may, besides those it derives. `before` moves the scene on to where
    this row begins; `wrong_state` moves the object to a state in which the first of `allowed` gets
    `wrong_status`.
    """

    url: str
    method: str = "get"
    kwargs: Callable[[World], Mapping[str, Any]] = nothing
    query: Callable[[World], Mapping[str, Any]] = nothing
    data: Callable[[World], Mapping[str, Any]] = nothing
    reads: Mapping[str, Text] = field(default_factory=dict)
    allowed: Sequence[str] = ()
    status: Sequence[int] = (200, 204, 302, 303)
    refused: Mapping[str, int] = field(default_factory=dict)
    also: Sequence[str] = ()
    everyone: bool = False
    public: bool = False
    before: Callable[[World], object] | None = None
    wrong_state: Callable[[World], object] | None = None
    wrong_status: int = 409
    # A page for machines: who (no member of the cast) -> the bearer token they show. Data is JSON.
    bearer: Callable[[World], Mapping[str, str]] = nothing
    module: str = ""


def rows() -> list[Row]:
    """All rows, each with the name of the module that prepares its scene."""
    found: list[Row] = []
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        found += [replace(row, module=info.name) for row in module.ROWS]
    return found


def prepare(world: World, module: str) -> None:
    """What a module's rows stand on, without where each of them begins."""
    found = import_module(f"{__name__}.{module}")
    if hasattr(found, "scene"):
        setattr(world, module, found.scene(world))


def set_scene(world: World, row: Row) -> None:
    prepare(world, row.module)
    if row.before:
        row.before(world)
