"""Long leave pauses what is due; dates only, never a reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from annual_clock.services import send_reminders
from audit.models import Event
from conversations.models import Conversation, Preparation
from conversations.obligations import obligations
from conversations.services.preparing import delete_expired
from conversations.turns import exceptions
from core.models import Letter
from core.policies import Refused
from organization.absences import selectors, services
from organization.absences.models import Absence
from organization.deputies import services as deputies
from tests import conversation_factories as f

DAY = timedelta(days=1)


def leave(world: Any, name: str, days: int | None, first: date | None = None) -> Absence:
    first = first or world.today
    last = None if days is None else first + (days - 1) * DAY
    return services.enter(
        user=world.user("jari"), employment=world.employment(name), first_day=first, last_day=last
    )


def owed(world: Any, name: str, talk: Conversation) -> list[Any]:
    found = obligations(world.today, [getattr(world, name)])
    return [o for o in found if o.subject == talk.uuid and not o.waiting_for]


def page(world: Any, name: str, url: str) -> str:
    return str(world.client(name).get(url).content.decode())


def test_there_is_no_place_for_a_reason() -> None:
    fields = {field.name for field in Absence._meta.get_fields()}
    assert fields == {"id", "uuid", "employment", "valid_from", "valid_until"}


def test_what_is_due_pauses_for_both_and_comes_back_with_a_new_day(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    assert owed(world, "tiina", talk)
    assert owed(world, "mervi", talk)
    leave(world, "tiina", 100)
    assert not owed(world, "tiina", talk)
    assert not owed(world, "mervi", talk)
    world.move_to(world.today + 100 * DAY)
    back = world.today
    assert [o.due for o in owed(world, "tiina", talk)] == [back + 14 * DAY]
    assert [o.due for o in owed(world, "mervi", talk)] == [back + 14 * DAY]


def test_a_short_leave_leaves_a_later_day_as_it_was(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    leave(world, "tiina", 7)
    world.move_to(world.today + 7 * DAY)
    assert [o.due for o in owed(world, "tiina", talk)] == [talk.round.due_on]


def test_after_the_talk_only_the_employees_signature_waits(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    f.hold(world, "mervi", talk)
    leave(world, "tiina", 100)
    assert not owed(world, "tiina", talk)
    assert [o.kind for o in owed(world, "mervi", talk)] == ["conversations.sign"]


def test_no_reminders_while_away(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    leave(world, "tiina", 200)
    world.move_to(talk.round.due_on + 20 * DAY)
    list(send_reminders(world.today))
    told = Letter.objects.filter(kind="reminder").values_list("recipient", flat=True)
    assert world.tiina.uuid not in told
    assert world.marko.uuid in told


def test_the_pages_say_so(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    leave(world, "tiina", 50)
    for name, url in (
        ("tiina", f"/keskustelut/{talk.uuid}/"),
        ("mervi", f"/keskustelut/{talk.uuid}/"),
        ("mervi", "/keskustelut/tiimi/"),
    ):
        assert "Poissa 30.3. asti" in page(world, name, url)
    assert "Tiina Rautio" in page(world, "jari", "/keskustelut/kierros/")
    assert "poissa" in page(world, "jari", "/keskustelut/kierros/")


def test_who_is_away_when_the_year_opens_gets_the_conversation_on_return(world: Any) -> None:
    leave(world, "tiina", 30)
    f.open_round(world)
    assert not Conversation.objects.filter(employment__person=world.tiina).exists()
    assert world.tiina in [row.employment.person for row in exceptions(2026, world.today)]
    world.move_to(world.today + 30 * DAY)
    talk = f.talk_of(world, "tiina")
    assert [o.due for o in owed(world, "tiina", talk)] == [
        max(talk.round.due_on, world.today + 14 * DAY)
    ]


def test_a_supervisor_who_is_away(world: Any) -> None:
    """The employee's page says whom to turn to; HR sees that nobody stands in."""
    talk = f.talk_of(world, "tiina")
    leave(world, "mervi", 50)
    assert "Mervi Aaltonen on poissa 30.3. asti" in page(
        world, "tiina", f"/keskustelut/{talk.uuid}/"
    )
    assert owed(world, "tiina", talk)
    assert not owed(world, "mervi", talk)
    assert "keskusteluilla ei ole sijaista" in page(world, "jari", "/organisaatio/poissaolot/")
    assert "Mervi Aaltonen" in page(world, "jari", "/")
    assert list(selectors.unstaffed(world.today)) == [world.mervi]
    deputies.name(
        user=world.user("jari"),
        supervisor=world.mervi,
        deputy=world.heidi,
        rights=["hold"],
        first_day=world.today,
        last_day=world.today + 49 * DAY,
    )
    assert "Sijainen: Heidi Koivisto" in page(world, "tiina", f"/keskustelut/{talk.uuid}/")
    assert not selectors.unstaffed(world.today)
    assert "keskusteluilla ei ole sijaista" not in page(world, "jari", "/organisaatio/poissaolot/")


def test_unshared_text_waits_for_its_author(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    f.write(world, "tiina", talk, "Tiinan ajatus")
    f.hold(world, "mervi", talk)
    leave(world, "tiina", 30)
    world.move_to(world.today + 40 * DAY)
    assert delete_expired(world.today) == 0
    world.move_to(world.today + 5 * DAY)
    assert delete_expired(world.today) == 1
    assert not Preparation.objects.filter(author=world.tiina).exists()


def test_two_employments_are_away_one_by_one(world: Any) -> None:
    from organization.services import employ

    employ(person=world.tiina, unit=world.kitchens, job_title="kokki", starts_on=world.today)
    first = world.tiina.employments.order_by("starts_on").first()
    services.enter(user=world.user("jari"), employment=first, first_day=world.today, last_day=None)
    assert not selectors.away([world.tiina], world.today)


def test_the_return_and_a_correction(world: Any) -> None:
    row = leave(world, "tiina", None)
    assert selectors.away([world.tiina], world.today)[world.tiina.pk].back_on is None
    services.correct(user=world.user("sanna"), absence=row, last_day=world.today + DAY)
    assert selectors.away([world.tiina], world.today)
    assert not selectors.away([world.tiina], world.today + 2 * DAY)
    services.remove(user=world.user("sanna"), absence=row)
    assert not Absence.objects.exists()
    assert Event.objects.filter(action__endswith="_absence").count() == 3


@pytest.mark.parametrize("who", ["mervi", "tiina", "outi", "veera"])
def test_only_hr_enters_it(world: Any, who: str) -> None:
    with pytest.raises(Refused):
        services.enter(
            user=world.user(who),
            employment=world.employment("tiina"),
            first_day=world.today,
            last_day=None,
        )


def test_days_that_overlap_or_do_not_fit(world: Any) -> None:
    row = leave(world, "tiina", 10)
    assert leave(world, "tiina", 10) == row
    with pytest.raises(ValidationError):
        leave(world, "tiina", 5, world.today + 3 * DAY)
    with pytest.raises(ValidationError):
        leave(world, "tiina", 0)
    with pytest.raises(ValidationError):
        leave(world, "tiina", 5, world.start - 10 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(employment=row.employment, valid_from=world.today + DAY)


def test_the_list_costs_the_same_with_many(world: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for names in (("tiina",), ("marko", "mervi", "kari", "aino")):
        for who in names:
            leave(world, who, 20)
        client = world.client("jari")
        client.get("/organisaatio/poissaolot/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/organisaatio/poissaolot/")
        counts.append(len(caught))
    assert counts[0] == counts[1]
