"""Empty var/ after asking: the embedded database, letters and documents of this machine."""

import fcntl
import shutil
import sys
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"


def main() -> None:
    things = sorted(VAR.iterdir()) if VAR.is_dir() else []
    if not things:
        print("var/ is empty already.")
        return
    lock = VAR / "running.lock"
    if lock.exists():
        with lock.open() as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                sys.exit("It is running here. Stop it first (Ctrl-C in its window).")
    print("This deletes everything that was entered here: " + ", ".join(t.name for t in things))
    try:
        answer = input("Type yes to delete: ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in {"yes", "kyllä", "ja"}:
        sys.exit("Nothing was deleted.")
    for thing in things:
        shutil.rmtree(thing) if thing.is_dir() and not thing.is_symlink() else thing.unlink()
    print("var/ is empty. The next make run begins from the start.")


if __name__ == "__main__":
    main()
