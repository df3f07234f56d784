"""Draw docs/access.md from the rows of tests/matrix: who may open what (`make access`).

`--check` changes nothing and says whether the page is as the rows are.
"""

import os
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "access.md"
sys.path.insert(0, str(ROOT))

SIGNS = {"may": "●", "may not": "–", "sign in": "–", "any": "○"}
HEAD = """# Who may open what

Made from the rows of the permission matrix (`tests/matrix/`, `tests/sweep.py`) by `make access`;
do not edit. `tests/test_permissions.py` tries every row by every role, and fails when this page is
not as the rows are. What is seen of a conversation and of a plan is told in `architecture.md`.

● may · – may not (no such page, refused with the reason, or led to sign in) · ○ open to all, or
depends on one's own things. An address has several lines when it was tried in several states.
Objects are those of the test's small city, the employee's own conversation, that team's plan and so
on: ● means "this role in this relation to the object".

"""


def lines() -> list[str]:
    from tests.matrix import Row, rows
    from tests.matrix_jobs import JOBS
    from tests.sweep import ROLES, expected

    by_module: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        by_module[row.module].append(row)
    count = sum(len(found) for found in by_module.values())
    out = [
        f"{count} rows x {len(ROLES)} roles = {count * len(ROLES)} outcomes.",
        "",
        "## Roles",
        "",
    ]
    out += [f"{number}. {role}" for number, role in enumerate(ROLES.values(), 1)]
    numbers = [str(n) for n in range(1, len(ROLES) + 1)]
    for module, found in sorted(by_module.items()):
        out += ["", f"## {module}", "", f"| address | | {' | '.join(numbers)} |"]
        out.append(f"|---|---|{'---|' * len(ROLES)}")
        seen = set()
        for row in found:
            cells = [SIGNS[expected(row, who)] for who in ROLES]
            line = f"| `{row.url}` | {row.method.upper()} | {' | '.join(cells)} |"
            if line not in seen:
                seen.add(line)
                out.append(line)
    out += ["", "## Background jobs", "", "Nobody is there to be asked while they run.", ""]
    out += ["| job | in whose right | what it does |", "|---|---|---|"]
    out += [f"| `{kind}` | {job.right} | {job.why} |" for kind, job in sorted(JOBS.items())]
    return out


def page() -> str:
    return HEAD + "\n".join(lines()) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text() == page() else "docs/access.md is old: make access")
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
