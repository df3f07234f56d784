"""Reminders: a week before, on the day, a week after, then the next supervisor; each once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from annual_clock import obligations, services, tasks
from annual_clock.models import Reminder
from annual_clock.obligations import Obligation, obligations_of
from annual_clock.reminders import Stage, stages_on
from core import clock, work
from core.models import Letter, Work
from organization import closure
from organization.models import Employment, Membership, Person
from tests.cast import World

pytestmark = pytest.mark.django_db
DUE = date(2026, 2, 16)


class Owing:
    """What the apps above would say: whoever is in `who` owes this until it is done."""

    def __init__(self) -> None:
        self.owed: list[Obligation] = []

    def add(self, person: Person, due: date = DUE, **more: Any) -> Obligation:
        one = Obligation(
            person=person,
            kind="tests.talk",
            subject=uuid5(NAMESPACE_URL, f"{person.uuid}{more.get('kind', '')}"),
            title=gettext_lazy("Your turn"),
            due=due,
            url="/keskustelut/x/",
            text="a text that no letter may carry",
        )
        self.owed.append(replace(one, **more))
        return self.owed[-1]

    def done(self) -> None:
        self.owed.clear()

    def __call__(self, today: date, people: Iterable[Person] | None) -> Iterator[Obligation]:
        chosen = None if people is None else {p.pk for p in people}
        yield from (o for o in self.owed if chosen is None or o.person.pk in chosen)


@pytest.fixture
def owing(monkeypatch: pytest.MonkeyPatch) -> Owing:
    owing = Owing()
    monkeypatch.setattr(obligations, "_providers", [owing])
    return owing


@pytest.fixture
def on(world: World) -> Callable[[date], list[tuple[str, str]]]:
    """`on(day)`: that day's work is done; the new letters as (to, subject)."""

    def live(day: date) -> list[tuple[str, str]]:
        world.move_to(day)
        services.owe_reminders(clock.today())
        outbox.outbox.clear()
        work.drain()
        return sorted((m.to[0], m.subject) for m in outbox.outbox)

    return live


def whom(letters: list[tuple[str, str]]) -> list[str]:
    return [to.partition(".")[0] for to, _ in letters]


@pytest.mark.parametrize(
    ("days", "stages"),
    [
        (-8, ()),
        (-7, (Stage.BEFORE,)),
        (-1, (Stage.BEFORE,)),
        (0, (Stage.DUE,)),
        (6, (Stage.DUE,)),
        (7, (Stage.AFTER,)),
        (13, (Stage.AFTER,)),
        (14, (Stage.AFTER, Stage.SUPERVISOR)),
        (60, (Stage.AFTER, Stage.SUPERVISOR)),
    ],
)
def test_the_stages(days: int, stages: tuple[Stage, ...]) -> None:
    assert stages_on(DUE, DUE + timedelta(days=days)) == stages


@pytest.mark.requirement(40)
def test_a_week_before_on_the_day_a_week_after_then_the_supervisor(
    world: World, owing: Owing, on: Any
) -> None:
    owing.add(world.tiina)
    came = {}
    for day in range(-10, 40):
        letters = on(DUE + timedelta(days=day))
        if letters:
            came[day] = whom(letters)
    assert came == {-7: ["tiina"], 0: ["tiina"], 7: ["tiina"], 14: ["mervi"]}


def test_each_stage_comes_once_however_often_the_day_is_done(
    world: World, owing: Owing, on: Any
) -> None:
    owing.add(world.tiina)
    assert len(on(DUE)) == 1
    for _ in range(3):
        for _progress in services.send_reminders(DUE):
            pass
    assert Letter.objects.count() == 1
    assert on(DUE + timedelta(days=1)) == []


def test_missed_days_are_caught_up_with_one_letter(world: World, owing: Owing, on: Any) -> None:
    owing.add(world.tiina)
    assert whom(on(DUE + timedelta(days=3))) == ["tiina"]
    assert whom(on(DUE + timedelta(days=30))) == ["mervi", "tiina"]
    assert on(DUE + timedelta(days=31)) == []


def test_yesterdays_work_done_today_speaks_of_today(world: World, owing: Owing, on: Any) -> None:
    owing.add(world.tiina)
    services.owe_reminders(DUE - timedelta(days=1))
    ((_, subject),) = on(DUE)
    assert subject.startswith("Tänään")


def test_what_is_done_is_not_reminded_of(world: World, owing: Owing, on: Any) -> None:
    owing.add(world.tiina)
    on(DUE - timedelta(days=7))
    owing.done()
    assert on(DUE) == []
    assert on(DUE + timedelta(days=20)) == []


def test_waiting_for_others_and_what_asks_for_no_reminder_bring_none(
    world: World, owing: Owing, on: Any
) -> None:
    owing.add(world.tiina, waiting_for="Mervi Aaltonen")
    owing.add(world.marko, remind=False)
    assert on(DUE + timedelta(days=14)) == []


def test_who_has_left_gets_nothing_and_their_supervisor_neither(
    world: World, owing: Owing, on: Any
) -> None:
    owing.add(world.tiina)
    Employment.objects.filter(person=world.tiina).update(ends_on=DUE)
    closure.rebuild()
    assert on(DUE) == []
    assert on(DUE + timedelta(days=14)) == []


def test_an_elected_chair_without_employment_is_reminded(
    world: World, owing: Owing, on: Any
) -> None:
    owing.add(world.elected)
    assert whom(on(DUE)) == ["matti"]


def test_without_an_address_the_supervisor_still_hears(world: World, owing: Owing, on: Any) -> None:
    owing.add(world.sirpa)
    assert on(DUE) == []
    assert whom(on(DUE + timedelta(days=14))) == ["mervi"]


def test_the_supervisor_of_the_right_employment_hears(world: World, owing: Owing, on: Any) -> None:
    second = Employment.objects.create(
        person=world.tiina, contract="permanent", percent=20, starts_on=world.start
    )
    Membership.objects.create(
        employment=second, unit=world.kitchens, job_title="keittiöapulainen", valid_from=world.start
    )
    closure.rebuild()
    owing.add(world.tiina, employment=second)
    owing.add(world.tiina, kind="tests.other")
    late = on(DUE + timedelta(days=14))
    assert whom(late) == ["heidi", "mervi", "tiina"]


def test_what_a_supervisor_hears_on_one_day_is_one_letter(
    world: World, owing: Owing, on: Any
) -> None:
    subject = uuid5(NAMESPACE_URL, "one plan")
    owing.add(world.tiina, subject=subject)
    owing.add(world.marko, subject=subject)
    assert whom(on(DUE + timedelta(days=14))).count("mervi") == 1
    letter: Any = next(m for m in outbox.outbox if m.to[0].startswith("mervi"))
    assert "Tiina Rautio: Sinun vuorosi" in letter.body
    assert "Marko Seppä: Sinun vuorosi" in letter.body


def test_what_waits_for_one_person_on_one_day_is_one_letter(
    world: World, owing: Owing, on: Any
) -> None:
    for number in range(40):
        owing.add(world.mervi, kind=f"tests.{number}", title=f"Sovi aika {number}")
    ((to, subject),) = on(DUE)
    assert to.startswith("mervi")
    assert subject == "Muistutus: 40 asiaa odottaa sinua"
    body = str(outbox.outbox[0].body)
    assert all(f"Sovi aika {number}\n" in body for number in range(40))


def test_a_letter_tells_only_what_has_not_been_told(world: World, owing: Owing, on: Any) -> None:
    owing.add(world.tiina, kind="tests.first", title="Ensimmäinen")
    on(DUE)
    owing.add(world.tiina, kind="tests.second", title="Toinen")
    assert on(DUE + timedelta(days=1)) == [
        ("tiina.rautio@heinola.example", "Myöhässä: Toinen"),
    ]


def test_two_workers_with_the_same_person_tell_once(
    world: World, owing: Owing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first had written."""
    owing.add(world.tiina)
    list(services.send_reminders(DUE))
    owing.add(world.tiina, kind="tests.second")
    monkeypatch.setattr(services, "_known", lambda letters: set())
    list(services.send_reminders(DUE))
    assert Letter.objects.count() == 1
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [
        ("fi", "Myöhässä: Sinun vuorosi", "Määräpäivä oli ma 16.2."),
        ("sv", "Försenat: Din tur", "Sista dagen var må 16.2."),
        ("en", "Late: Your turn", "This was due on Mon 16 Feb."),
    ],
)
def test_letters_are_in_the_readers_language_and_carry_no_content(
    world: World, owing: Owing, on: Any, language: str, subject: str, body: str
) -> None:
    user = world.tiina.user
    user.language = language
    user.save()
    owing.add(world.tiina)
    assert on(DUE + timedelta(days=7))[0][1] == subject
    message: Any = outbox.outbox[0]
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert body in text.replace("\N{NO-BREAK SPACE}", " ")
        assert "http://localhost:8000/keskustelut/x/" in text
        assert "a text that no letter may carry" not in text
    assert f'<html lang="{language}"' in html


def test_the_supervisors_letter_says_what_and_whose_and_nothing_else(
    world: World, owing: Owing, on: Any
) -> None:
    owing.add(world.tiina)
    on(DUE + timedelta(days=14))
    letter: Any = next(m for m in outbox.outbox if m.to[0].startswith("mervi"))
    assert "Tiina" not in letter.subject
    assert "Tiina Rautio" in letter.body
    assert "Sinun vuorosi" in letter.body
    assert "/keskustelut/x/" not in letter.body
    assert "a text that no letter may carry" not in letter.body


def test_chunks_are_resumed_and_report_progress(world: World, owing: Owing) -> None:
    for name in ("tiina", "mervi", "outi", "aino", "timo"):
        owing.add(getattr(world, name))
    with patch.object(services, "CHUNK", 3):
        steps = services.send_reminders(DUE)
        next(steps)
        written = Letter.objects.count()
        assert written < 5
        all_steps = list(services.send_reminders(DUE))
    assert Letter.objects.count() == 5
    assert all_steps[-1].done == all_steps[-1].total == Person.objects.count()


def test_beat_owes_the_day_once_and_not_at_night(
    world: World, owing: Owing, time_machine: Any
) -> None:
    Work.objects.all().delete()
    time_machine.move_to("2026-02-09T03:59:00Z", tick=False)
    world.move_to(DUE)
    tasks.send_reminders()
    assert not Work.objects.exists(), "05:59 in Heinola"
    time_machine.move_to("2026-02-09T04:01:00Z", tick=False)
    tasks.send_reminders()
    tasks.send_reminders()
    assert Work.objects.get().key == "2026-02-16"


def test_a_chunk_asks_the_database_as_often_for_few_as_for_many(world: World, owing: Owing) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            list(services.send_reminders(DUE + timedelta(days=14)))
        return len(caught)

    owing.add(world.tiina)
    queries()  # writes the letters
    few = queries()
    for name in ("mervi", "outi", "aino", "timo", "marko", "noora"):
        owing.add(getattr(world, name))
    queries()
    assert queries() == few
    assert few <= 10


# ---------------------------------------------------------------------------- home


def test_the_home_list_is_split_and_the_most_urgent_comes_first(world: World, owing: Owing) -> None:
    owing.add(world.tiina, due=DUE, kind="later")
    owing.add(world.tiina, due=DUE - timedelta(days=20), kind="late")
    owing.add(world.tiina, kind="theirs", waiting_for="Mervi Aaltonen")
    owing.add(world.marko)
    mine = obligations_of(world.user("tiina"))
    assert [o.kind for o in mine.own] == ["late", "later"]
    assert [o.kind for o in mine.waiting] == ["theirs"]
    assert obligations_of(world.user("anonymous")).own == []


def test_home_asks_the_database_as_often_with_little_as_with_much(
    world: World, owing: Owing
) -> None:
    def queries() -> int:
        client = world.client("tiina")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/").status_code == 200
        return len(caught)

    owing.add(world.tiina)
    queries()
    few = queries()
    for number in range(20):
        owing.add(world.tiina, kind=f"tests.{number}")
    assert queries() == few
