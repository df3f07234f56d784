"""Rule by rule: what is due goes, what is not due stays, on the very day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from annual_clock.models import Reminder
from audit import sealing
from audit.models import Event, Tombstone
from conversations.defaults import ensure_template
from conversations.goals.models import TeamGoal
from conversations.groups.models import GatheredThought, GroupConversation
from conversations.models import Arrangement, Conversation, DevelopmentNeed, Goal, Preparation
from conversations.scheduling.models import OfferedTime
from core import clock, retention, work
from core.models import Draft, Letter, TransitionLog, Work
from core.retention import Unit, months_before
from organization import services as organization
from organization.importing.models import Import
from organization.models import BodyMembership, Deputy, Employment, Person, RoleGrant
from organization.provisioning.models import ScimToken
from organization.reorganisation.models import Reorganisation, ReorganisationStep
from privacy.disclosure.models import Disclosure
from privacy.feedback.models import Feedback
from privacy.own_data.models import DataFile, Delivery
from privacy.requests.models import DataRequest
from privacy.retention import services
from privacy.retention.models import DestructionRecord, ErasureRun
from privacy.retention.periods import decided
from tests.conversation_factories import hold, open_round, talk_of, way, write
from tests.factories import EmploymentFactory, PersonFactory

pytestmark = pytest.mark.django_db


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


JUNE = date(2026, 6, 15)


def letter(**more: Any) -> Letter:
    values = {
        "recipient": uuid4(), "to": "a@heinola.example", "kind": "x", "subject_id": uuid4(),
        "occasion": "1", "language": "fi", "subject": "s", "text": "t", "html": "h",
        "state": Letter.State.SENT, "written_at": noon(JUNE),
    }  # fmt: skip
    return Letter.objects.create(**values | more)


def leaver(w: Any) -> Person:
    """Somebody whose only employment ended with the 14th of June."""
    person: Person = PersonFactory(account=True)
    EmploymentFactory(person=person, unit=w.cleaning, starts_on=date(2025, 1, 1), ends_on=JUNE)
    return person


def finished_work(w: Any) -> Work:
    # Stamped by the machine's own clock: told here as the day that it would be on the wall.
    return Work.objects.create(
        kind="x", key="1", state="done", finished_at=noon(JUNE) - clock.shift()
    )


def talk_of_leaver(w: Any) -> Conversation:
    talk = talk_of(w, "tiina")
    Employment.objects.filter(person=w.tiina).update(ends_on=JUNE)
    return talk


def goal(w: Any, **more: Any) -> Goal:
    made = Goal.objects.create(
        employment=w.employment("tiina"), title="t", way=way(talk_of(w, "tiina")), **more
    )
    return made


def goal_of_leaver(w: Any) -> Goal:
    made = goal(w)
    Conversation.objects.all().delete()
    Employment.objects.filter(person=w.tiina).update(ends_on=JUNE)
    return made


def old_goal(w: Any) -> Goal:
    made = goal(w, updated_at=noon(JUNE))
    Conversation.objects.all().delete()
    return made


def arrangement(w: Any) -> Arrangement:
    return Arrangement.objects.create(
        round=talk_of(w, "tiina").round, employment=w.employment("marko"),
        decision="left_out", reason="short",
    )  # fmt: skip


def arrangement_of_leaver(w: Any) -> Arrangement:
    made = arrangement(w)
    Employment.objects.filter(person=w.marko).update(ends_on=JUNE)
    return made


def group_talk(w: Any) -> GroupConversation:
    return GroupConversation.objects.create(
        year=JUNE.year, kind="team", unit=w.cleaning, template=ensure_template(kind="group"),
        state="closed", closed_at=noon(JUNE), due_on=JUNE,
    )  # fmt: skip


def unshared(w: Any) -> Preparation:
    w.move_to(JUNE)
    talk = talk_of(w, "tiina")
    write(w, "tiina", talk, "vielä kesken")
    hold(w, "mervi", talk)
    return Preparation.objects.get(conversation=talk, side="employee")


def ended(model: Any, **values: Any) -> Callable[[Any], Any]:
    def make(w: Any) -> Any:
        return model.objects.create(
            valid_from=date(2025, 2, 1),
            valid_until=JUNE,
            **{k: v(w) if callable(v) else v for k, v in values.items()},
        )

    return make


def step(w: Any) -> ReorganisationStep:
    past = Reorganisation.objects.create(name="x", effective_on=JUNE, state="in_effect")
    return ReorganisationStep.objects.create(reorganisation=past, order=1, kind="leader")


def earlier_employment(w: Any) -> Employment:
    person = leaver(w)
    EmploymentFactory(person=person, unit=w.cleaning, starts_on=date(2026, 9, 1))
    return Employment.objects.get(person=person, ends_on=JUNE)


def imported(**values: Any) -> Callable[[Any], Import]:
    return lambda w: Import.objects.create(
        kind="people", file_name="x.csv", file_format="CSV", uploaded_at=noon(JUNE), **values
    )


def request_of(w: Any) -> DataRequest:
    return DataRequest.objects.create(
        person=w.tiina, kind="correction", about="other", text="x", made_at=noon(JUNE),
        due_on=JUNE, state="withdrawn",
    )  # fmt: skip


# eraser: (what makes a row of the 15th of June 2026, the first day on which it is due)
CASES: dict[str, tuple[Callable[[Any], Any], date]] = {
    "core.draft": (
        lambda w: Draft.objects.create(owner=uuid4(), key="x", updated_at=noon(JUNE)),
        date(2026, 6, 23),
    ),
    "core.letter_secret": (
        lambda w: letter(secret=True, state=Letter.State.FAILED),
        date(2026, 6, 23),
    ),
    "core.letter": (lambda w: letter(), date(2028, 6, 16)),
    "annual_clock.reminder": (
        lambda w: Reminder.objects.create(
            recipient=uuid4(), person=uuid4(), kind="x", subject=uuid4(), stage="due",
            written_on=JUNE,
        ),
        date(2028, 6, 16),
    ),
    "core.transition": (
        lambda w: TransitionLog.objects.create(
            object_type="x", object_id=uuid4(), transition="x", source="a", target="b",
            reason="palautettu", at=noon(JUNE),
        ),
        date(2031, 6, 16),
    ),
    "accounts.user": (lambda w: leaver(w).user, date(2026, 12, 15)),
    "organization.import_content": (imported(state="preview", content=b"x"), date(2026, 6, 23)),
    "organization.import": (imported(state="applied"), date(2028, 6, 16)),
    "organization.seat": (
        ended(BodyMembership, body=lambda w: w.committee, person=lambda w: w.tiina),
        date(2036, 6, 15),
    ),
    "organization.person": (leaver, date(2036, 6, 15)),
    "organization.employment": (earlier_employment, date(2036, 6, 15)),
    "organization.deputy": (
        ended(Deputy, supervisor=lambda w: w.mervi, deputy=lambda w: w.kari),
        date(2036, 6, 15),
    ),
    "organization.rolegrant": (
        ended(RoleGrant, person=lambda w: w.tiina, role="hr_planner"),
        date(2036, 6, 15),
    ),
    "organization.reorganisation_step": (step, date(2036, 6, 16)),
    "organization.scim_token": (
        lambda w: ScimToken.objects.create(
            name="x", digest="x", hint="x", made_by=uuid4(), expires_on=JUNE
        ),
        date(2031, 6, 16),
    ),
    "conversations.unshared": (unshared, date(2026, 6, 30)),
    "conversations.leaver": (talk_of_leaver, date(2026, 12, 15)),
    "conversations.leaver_goal": (goal_of_leaver, date(2026, 12, 15)),
    "conversations.conversation": (lambda w: talk_of(w, "tiina"), date(2030, 1, 1)),
    "conversations.conversation_goal": (old_goal, date(2030, 1, 1)),
    "conversations.need": (
        lambda w: DevelopmentNeed.objects.create(
            source="law", unit=w.cleaning, topic="x", created_at=noon(JUNE)
        ),
        date(2030, 1, 1),
    ),
    "conversations.time": (
        lambda w: OfferedTime.objects.create(
            supervisor=w.mervi, starts_at=noon(JUNE), minutes=60
        ),
        date(2030, 1, 1),
    ),
    "conversations.team_goal": (
        lambda w: TeamGoal.objects.create(
            unit=w.cleaning, title="t", way=way(talk_of(w, "tiina")), updated_at=noon(JUNE)
        ),
        date(2030, 1, 1),
    ),
    "conversations.conversation_arrangement": (arrangement, date(2030, 1, 1)),
    "conversations.leaver_arrangement": (arrangement_of_leaver, date(2026, 12, 15)),
    "conversations.group": (group_talk, date(2032, 1, 1)),
    "conversations.thoughts": (
        lambda w: GatheredThought.objects.create(
            conversation=group_talk(w), key="now.now", text="x", place=1
        ),
        date(2026, 12, 16),
    ),
    "privacy.run": (
        lambda w: ErasureRun.objects.create(day=JUNE, state="done", prepared_at=noon(JUNE)),
        date(2036, 6, 16),
    ),
    "privacy.data_file_content": (
        lambda w: DataFile.objects.create(
            person=w.tiina, language="fi", content=b"zip",
            expires_at=noon(JUNE) + timedelta(hours=11)
        ),
        date(2026, 6, 16),
    ),
    "privacy.datafile": (
        lambda w: DataFile.objects.create(person=w.tiina, language="fi", ordered_at=noon(JUNE)),
        date(2031, 6, 16),
    ),
    "privacy.delivery": (
        lambda w: Delivery.objects.create(
            person=w.tiina, address="a@x.example", language="fi", state="fetched",
            ordered_at=noon(JUNE),
        ),
        date(2031, 6, 16),
    ),
    "privacy.datarequest": (request_of, date(2031, 6, 16)),
    "privacy.disclosure": (
        lambda w: Disclosure.objects.create(
            person=w.tiina, basis="claim", statute="x", reason="x", asked_at=noon(JUNE),
            state="ended",
        ),
        date(2031, 6, 16),
    ),
    "privacy.feedback": (
        lambda w: Feedback.objects.create(
            language="fi", text="x", due_on=JUNE, state="answered", answer="x",
            answered_at=noon(JUNE),
        ),
        date(2028, 6, 16),
    ),
}  # fmt: skip
ERASERS = {eraser.key: eraser for eraser in retention.erasers()}
# Shown below in tests of their own.
ALONE = {"core.work", "audit.event"}


def test_every_eraser_of_our_own_has_a_case() -> None:
    ours = {key for key in ERASERS if key not in ALONE}
    assert ours <= CASES.keys(), "what is due must go, what is not must stay: add a case"


def due(key: str, row: Any) -> bool:
    eraser = ERASERS[key]
    cutoff = decided()[eraser.rule].cutoff(clock.today())
    return bool(eraser.rows(cutoff).filter(pk=row.pk).exists())  # type: ignore[attr-defined]


def empty(key: str, world: Any) -> None:
    eraser = ERASERS[key]
    while eraser.batch(decided()[eraser.rule].cutoff(clock.today())).number:
        pass


@pytest.mark.parametrize("key", sorted(CASES))
def test_due_on_its_day_and_not_on_the_day_before(world: Any, key: str) -> None:
    make, day = CASES[key]
    row = make(world)
    world.move_to(day - timedelta(days=1))
    assert not due(key, row), "too early"
    empty(key, world)
    assert type(row)._base_manager.filter(pk=row.pk).exists()
    world.move_to(day)
    assert due(key, row), "too late"
    empty(key, world)
    assert not due(key, row)
    stays = key in ("core.letter_secret", "privacy.data_file_content")
    assert type(row)._base_manager.filter(pk=row.pk).exists() is stays


@pytest.mark.parametrize(
    ("unit", "period", "cutoff"),
    [
        (Unit.DAYS, 14, date(2028, 2, 15)),
        (Unit.MONTHS, 6, date(2027, 8, 29)),
        (Unit.YEARS, 1, date(2027, 2, 28)),
        (Unit.CALENDAR_YEARS, 3, date(2025, 1, 1)),
        (Unit.PERMANENT, 0, date(2028, 2, 29)),
    ],
)
def test_cutoffs_on_a_leap_day(unit: Unit, period: int, cutoff: date) -> None:
    rule = retention.Rule("x", "x", unit, period, "x", "x")
    assert rule.cutoff(date(2028, 2, 29), period) == cutoff


def test_months_before_a_long_month_end_with_the_short_one() -> None:
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)


def test_work_goes_by_the_machines_clock_not_by_the_demos_day(world: Any) -> None:
    def finished(days: int) -> Work:
        return Work.objects.create(
            kind="x", key=str(days), state="done",
            finished_at=clock.real_now() - timedelta(days=days),
        )  # fmt: skip

    old, new = finished(92), finished(88)
    owed = Work.objects.create(kind="x", key="owed", created_at=noon(date(2020, 1, 1)))
    world.move_to(date(2036, 1, 1))
    empty("core.work", world)
    assert not Work.objects.filter(pk=old.pk).exists()
    assert set(Work.objects.filter(kind="x")) == {new, owed}


# ---------------------------------------------------------------------------- leaving


def test_whoever_goes_on_in_another_employment_has_not_left(world: Any) -> None:
    """Fixed-term employments follow each other: the talks stay with the person."""
    talk = talk_of_leaver(world)
    organization.employ(
        person=world.tiina, unit=world.cleaning, job_title="laitoshuoltaja", starts_on=JUNE
    )
    world.move_to(date(2027, 6, 1))
    assert not due("conversations.leaver", talk)
    assert not due("accounts.user", world.user("tiina"))


def test_who_still_has_a_seat_keeps_the_account(world: Any) -> None:
    Employment.objects.filter(person=world.timo).update(ends_on=JUNE)
    world.move_to(date(2028, 1, 1))
    assert not due("accounts.user", world.user("timo"))


def test_whoever_led_a_talk_that_is_kept_is_kept(world: Any) -> None:
    talk_of(world, "tiina")
    Person.objects.get(pk=world.mervi.pk).leaderships.update(valid_until=JUNE)
    Employment.objects.filter(person=world.mervi).update(ends_on=JUNE)
    from organization import closure

    closure.rebuild()
    world.move_to(date(2040, 1, 1))
    assert not due("organization.person", world.mervi)
    Conversation.objects.all().delete()
    assert due("organization.person", world.mervi)


def test_a_seat_keeps_its_person_until_the_seat_goes(world: Any) -> None:
    person = leaver(world)
    BodyMembership.objects.create(
        person=person, body=world.committee, valid_from=date(2026, 1, 1), valid_until=JUNE
    )
    world.move_to(date(2036, 6, 15))
    assert not due("organization.person", person)
    empty("organization.seat", world)
    assert due("organization.person", person)


def test_the_night_erases_leavers_and_leaves_a_record(world: Any) -> None:
    talk_of_leaver(world)
    world.move_to(date(2026, 12, 15))
    services.owe_nightly()
    services.owe_nightly()
    work.drain()
    assert not Conversation.objects.filter(employment__person=world.tiina).exists()
    assert Conversation.objects.exists()
    record = DestructionRecord.objects.get()
    kinds = {row["kind"]: row["total"] for row in record.content["rows"]}
    assert kinds["conversations.leaver"] == 1
    assert kinds["accounts.user"] == 1
    assert record.run.kind == ErasureRun.Kind.NIGHT


def test_a_night_without_leavers_leaves_nothing_behind(world: Any) -> None:
    letter(written_at=noon(date(2020, 1, 1)))
    services.owe_nightly()
    work.drain()
    assert not Letter.objects.exists()
    assert not ErasureRun.objects.exists()


# ---------------------------------------------------------------------------- restriction


@pytest.mark.parametrize("key", ["conversations.conversation", "conversations.leaver"])
def test_a_restricted_conversation_waits_until_the_restriction_is_lifted(
    world: Any, key: str
) -> None:
    talk = talk_of_leaver(world)
    Conversation.objects.filter(pk=talk.pk).update(restricted_at=clock.now())
    world.move_to(date(2031, 1, 1))
    assert not due(key, talk)
    Conversation.objects.filter(pk=talk.pk).update(restricted_at=None)
    assert due(key, talk)


def test_a_hold_keeps_what_is_about_a_person(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hook for apps above: by people's uuids."""
    open_round(world)
    world.move_to(date(2031, 1, 1))
    monkeypatch.setattr(retention, "_holds", [lambda: [world.tiina.uuid]])
    empty("conversations.conversation", world)
    kept = Conversation.objects.values_list("employment__person__first_name", flat=True)
    assert list(kept) == ["Tiina"]


# ---------------------------------------------------------------------------- the log


def test_the_log_goes_by_whole_sealed_months(world: Any) -> None:
    from audit.services import record

    world.move_to(date(2026, 3, 10))
    record(world.user("jari"), "test.old")
    world.move_to(date(2026, 4, 10))
    record(world.user("jari"), "test.kept")
    world.move_to(date(2031, 4, 20))
    seal()
    empty("audit.event", world)
    left = set(Event.objects.filter(action__startswith="test.").values_list("action", flat=True))
    assert left == {"test.kept"}
    assert date(2026, 3, 1) in Tombstone.objects.values_list("month", flat=True)


def seal() -> None:
    sealing.owe_sealing()
    work.drain()


def test_accounts_without_a_person_are_nobodys_leavers(world: Any) -> None:
    """The installer's own account."""
    admin = User.objects.create_superuser("admin@heinola.example")
    world.move_to(date(2040, 1, 1))
    assert not due("accounts.user", admin)
