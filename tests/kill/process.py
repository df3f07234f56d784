"""What a worker does, as a process of its own that a test can kill.

python -m tests.kill.process drain    do all work that is owed
python -m tests.kill.process beat     beat's reminder task, then all work
python -m tests.kill.process owe      owe the reminders and nudge the broker
python -m tests.kill.process sweep    nudge what nobody holds
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import django

django.setup()

from annual_clock import services  # noqa: E402
from annual_clock.obligations import Obligation, provide  # noqa: E402
from conversations.services import rounds  # noqa: E402
from core import clock, work  # noqa: E402
from organization.models import Person  # noqa: E402

# Small, so that a handful of people makes many chunks.
services.CHUNK = 4
rounds.CHUNK = 4


@provide
def _everybody_owes_something(today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
    for person in people or ():
        subject = uuid5(NAMESPACE_URL, str(person.uuid))
        yield Obligation(person, "tests.task", subject, "Tehtävä", today, "/")


if __name__ == "__main__":
    verb = sys.argv[1]
    if verb in ("beat", "owe"):
        services.owe_reminders(clock.today())
    if verb in ("beat", "drain"):
        work.drain()
    if verb == "sweep":
        work.sweep()
