"""A leaver's account is closed when no task remains, and comes back on return (906/2019 16 §)."""

from datetime import timedelta

import pytest

from accounts import services as accounts
from audit.models import Event
from core import clock, work
from organization import services
from organization.provisioning import closing, leavers
from organization.provisioning.models import AccountClosing
from tests.importing import bring_in, row_of

pytestmark = pytest.mark.django_db


def settle(world) -> None:
    leavers.owe(clock.now().isoformat())
    work.drain()


def test_the_account_closes_the_day_after_the_last_day_and_sessions_end(world) -> None:
    browser = world.client("tiina")
    last = world.today + timedelta(days=5)
    services.end_employment(employment=world.employment("tiina"), day=last + timedelta(days=1))
    world.move_to(last)
    settle(world)
    assert browser.get("/").status_code == 200
    world.move_to(last + timedelta(days=1))
    settle(world)
    assert not world.user("tiina").is_active
    assert browser.get("/").status_code == 302
    event = Event.objects.get(action="organization.account_closed")
    assert event.data_subject == world.tiina.uuid


@pytest.mark.parametrize("name", ["juha", "jari", "elected"])
def test_who_has_a_task_left_keeps_the_account(world, name: str) -> None:
    """A seat in the committee, a role; who was never employed is no leaver."""
    if name != "elected":
        services.end_employment(employment=world.employment(name), day=world.today)
    settle(world)
    assert world.user(name).is_active


def test_the_account_comes_back_with_the_person_and_old_sessions_do_not(world) -> None:
    browser = world.client("tiina")
    row = row_of(world.employment("tiina"), world.today)
    bring_in(world, [[*row[:10], "31.1.2026"]])
    # Known at once, not only the next morning.
    assert not world.user("tiina").is_active
    bring_in(world, [row])
    assert world.user("tiina").is_active
    assert browser.get("/").status_code == 302
    assert not AccountClosing.objects.exists()


def test_who_is_to_come_is_no_leaver(world) -> None:
    services.end_employment(employment=world.employment("tiina"), day=world.today)
    services.employ(
        person=world.tiina, unit=world.kitchens, job_title="kokki",
        starts_on=world.today + timedelta(days=30),
    )  # fmt: skip
    settle(world)
    assert world.user("tiina").is_active


def test_what_the_directory_closed_a_return_does_not_open(world) -> None:
    tiina = world.user("tiina")
    closing.close(tiina, "left")
    closing.close(tiina, "directory")
    settle(world)
    assert not world.user("tiina").is_active
    closing.reopen(world.user("tiina"), "directory")
    assert world.user("tiina").is_active


def test_what_somebody_else_closed_stays_closed(world) -> None:
    tiina = world.user("tiina")
    tiina.is_active = False
    tiina.save()
    settle(world)
    assert not closing.reopen(tiina, "left")
    assert not world.user("tiina").is_active


def test_an_invitation_waits_a_fortnight_a_forgotten_password_three_days(
    world, monkeypatch
) -> None:
    from accounts.tokens import PasswordTokens

    keys = PasswordTokens()
    new = accounts.create_account(email="saga@heinola.example")
    old = world.user("tiina")
    old.set_password("hyvä pitkä salasana")
    old.save()
    invitation, forgotten = keys.make_token(new), keys.make_token(old)
    now = keys._now()

    def after(days: float) -> tuple[bool, bool]:
        monkeypatch.setattr(PasswordTokens, "_now", lambda self: now + timedelta(days=days))
        return keys.check_token(new, invitation), keys.check_token(old, forgotten)

    assert after(2.9) == (True, True)
    assert after(3.1) == (True, False)
    assert after(13.9) == (True, False)
    assert after(14.1) == (False, False)


def test_the_letter_says_how_long_the_invitation_works(world, settings) -> None:
    letter = accounts.invite(user=accounts.create_account(email="s@heinola.example"), name="S")
    assert letter is not None
    assert "14 päivän" in letter.text
