"""A person who has left: after each rule's period nothing of what the rule is for is left of them
in any field of the inventory, and after the longest nothing at all, anywhere in the database."""

import json
import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from annual_clock.models import Reminder
from audit import sealing
from audit.services import record
from conversations.documents import request_for
from conversations.models import Conversation, DevelopmentNeed, Goal
from core import work
from core.models import Draft, Letter, TransitionLog, Work
from organization.models import BodyMembership, Deputy, Employment, Person, RoleGrant
from privacy.feedback.models import Feedback
from privacy.notices.models import NoticeRead
from privacy.own_data.models import DataFile, Delivery
from privacy.requests.models import DataRequest, Remark, Restriction
from privacy.retention import services
from tests.conversation_factories import (
    goal,
    lock,
    need,
    open_round,
    rate,
    reader,
    share,
    talk_of,
    write,
)

pytestmark = pytest.mark.django_db
INVENTORY = tomllib.loads((Path(__file__).parent.parent / "docs" / "privacy.toml").read_text())
LEFT = date(2026, 6, 15)
# Words that Tiina alone has written or been called by.
WORDS = ("Rautio", "tiina.rautio", "salaisuus-")


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


class Traces:
    """Where in the database something of a person stands: by random ids, keys, names and words."""

    def __init__(self, person: Person) -> None:
        employments = Employment.objects.filter(person=person)
        talks = Conversation.objects.filter(employment__in=employments)
        ids = [person.uuid, person.user.uuid]  # type: ignore[union-attr]
        ids += list(employments.values_list("uuid", flat=True))
        ids += list(talks.values_list("uuid", flat=True))
        self.talk = talks.get().uuid
        self.words = [*WORDS, str(person.employee_number)]
        self.words += [form for uuid in ids for form in (str(uuid), uuid.hex)]
        self.keys: dict[type[models.Model], set[Any]] = {
            Person: {person.pk},
            Employment: set(employments.values_list("pk", flat=True)),
            Conversation: set(talks.values_list("pk", flat=True)),
            type(person.user): {person.user_id},
        }

    def fields(self, rule: str | None = None) -> set[str]:
        """The fields of the inventory, of one rule or of all, in which anything is found."""
        found = set()
        for model in apps.get_models(include_auto_created=True):
            row = INVENTORY["model"].get(model._meta.label, {})
            if rule is not None and row.get("retention") != rule:
                continue
            for field in model._meta.concrete_fields:
                values = model._base_manager.values_list(field.attname, flat=True)
                keys = self.keys.get(field.related_model, set())  # type: ignore[arg-type]
                if any(keys and v in keys or self.speaks(v) for v in values.iterator()):
                    found.add(f"{model._meta.label}.{field.name}")
        return found

    def speaks(self, value: Any) -> bool:
        if value is None or isinstance(value, int):
            return False
        if isinstance(value, bytes | memoryview):
            text = bytes(value).decode("utf-8", "ignore")
        else:
            text = json.dumps(value, default=str, ensure_ascii=False)
        return any(word in text for word in self.words)


@pytest.fixture
def life(world: Any) -> Traces:
    """What gathers of an employee in a year, in every table that an employee meets."""
    tiina, mervi = world.tiina, world.mervi
    user = world.user("tiina")
    talk = talk_of(world, "tiina")
    write(world, "tiina", talk, "salaisuus-valmistelu")
    rate(world, "tiina", talk, 3)
    share(world, "tiina", talk)
    write(world, "mervi", talk, "salaisuus-sovittu", agreed=True)
    goal(world, "mervi", talk, "salaisuus-tavoite")
    need(world, "mervi", talk, "salaisuus-tarve")
    rate(world, "mervi", talk, 4, agreed=True)
    lock(world, "tiina", "mervi", talk)
    request_for(reader(world, "tiina", talk), "fi", user)
    Remark.objects.create(conversation=talk, author=tiina, text="salaisuus-huomautus")
    Restriction.objects.create(conversation=talk, set_by=tiina, lifted_at=noon(LEFT))
    Goal.objects.create(
        employment=world.employment("tiina"), title="salaisuus-muu", way=talk.goals.get().way
    )
    DevelopmentNeed.objects.create(
        source="law", unit=world.cleaning, author=tiina, topic="salaisuus-yksikkö"
    )
    for subject in (talk.uuid, tiina.uuid):
        Letter.objects.create(
            recipient=tiina.uuid, to=user.email, kind="x", subject_id=subject, occasion="1",
            language="fi", subject="Tiina Rautio", text="salaisuus-kirje", html="x",
            state=Letter.State.SENT,
        )  # fmt: skip
        Reminder.objects.create(
            recipient=tiina.uuid, person=tiina.uuid, kind="x", subject=subject, stage="due",
            written_on=world.today,
        )  # fmt: skip
    Draft.objects.create(owner=user.uuid, key="x", data={"text": "salaisuus-luonnos"})
    EmailAddress.objects.create(user=user, email=user.email)
    world.client("tiina").get("/")
    BodyMembership.objects.create(
        body=world.committee, person=tiina, valid_from=world.start, valid_until=LEFT
    )
    Deputy.objects.create(
        supervisor=mervi, deputy=tiina, valid_from=world.start, valid_until=LEFT, may_hold=True
    )
    RoleGrant.objects.create(
        person=tiina, role="hr_planner", valid_from=world.start, valid_until=LEFT
    )
    DataFile.objects.create(
        person=tiina, language="fi", content=b"salaisuus-zip", expires_at=noon(LEFT)
    )
    Delivery.objects.create(
        person=tiina, address="tiina.rautio@muu.example", language="fi", state="fetched"
    )
    DataRequest.objects.create(
        person=tiina, kind="correction", about="other", text="salaisuus-pyyntö",
        due_on=LEFT, state="withdrawn",
    )  # fmt: skip
    Feedback.objects.create(
        person=tiina, language="fi", text="salaisuus-palaute", due_on=LEFT, state="answered",
        answer="Kiitos.", answered_at=noon(world.today),
    )  # fmt: skip
    NoticeRead.objects.get_or_create(person=tiina, version="1")
    record(user, "test.read", talk, data_subject=tiina.uuid)
    work.drain()
    seal()
    traces = Traces(tiina)
    Employment.objects.filter(person=tiina).update(ends_on=LEFT)
    tiina.employments.get().memberships.update(valid_until=LEFT)
    tiina.employments.get().lines.update(valid_until=LEFT)
    return traces


def seal() -> None:
    sealing.owe_sealing()
    work.drain()


def night(world: Any, day: date) -> None:
    world.move_to(day)
    services.owe_nightly()
    work.drain()


def year(world: Any, day: date) -> None:
    night(world, day)
    seal()
    run = services.prepare(user=world.user("jari"))
    if run.total:
        services.confirm(user=world.user("jari"), run=run, reference="HEI/7")
    else:
        services.cancel(user=world.user("jari"), run=run)
    work.drain()


def test_a_life_leaves_traces_everywhere(life: Traces) -> None:
    """Else the test below would show nothing."""
    found = {field.rpartition(".")[0] for field in life.fields()}
    assert found >= {
        "accounts.Session", "accounts.User", "account.EmailAddress", "annual_clock.Reminder",
        "audit.Event", "conversations.Answer", "conversations.Conversation",
        "conversations.DevelopmentNeed", "conversations.Goal", "conversations.Rating",
        "conversations.Signature", "conversations.SignedCopy", "core.Document", "core.Draft",
        "core.Letter", "core.TransitionLog", "core.Work", "organization.BodyMembership",
        "organization.Deputy", "organization.Employment", "organization.Membership",
        "organization.Person", "organization.ReportingLine", "organization.RoleGrant",
        "privacy.DataFile", "privacy.DataRequest", "privacy.Delivery", "privacy.Feedback",
        "privacy.Remark", "privacy.Restriction",
    }  # fmt: skip


def test_nothing_of_a_leaver_is_left_where_the_rules_say_so(life: Traces, world: Any) -> None:
    talks = life.fields("conversation") | life.fields("unshared")
    night(world, date(2026, 12, 14))
    assert life.fields("conversation") | life.fields("unshared") == talks, "not a day too early"
    night(world, date(2026, 12, 15))
    left = life.fields("conversation") | life.fields("unshared") | life.fields("account")
    # A need of a unit is nobody's; who wrote it goes with the person.
    assert left <= {"conversations.DevelopmentNeed.author", "conversations.DevelopmentNeed.topic",
                    "privacy.NoticeRead.person"}  # fmt: skip
    assert not life.fields("draft") | life.fields("own_data") - {"privacy.DataFile.person"}
    assert not Letter.objects.filter(subject_id=life.talk).exists()
    assert not TransitionLog.objects.filter(object_id=life.talk).exists(), (
        "reasons in the log of steps"
    )
    assert not Reminder.objects.filter(subject=life.talk).exists()
    # Finished work goes by the machine's own clock, which the test cannot move.
    Work.objects.update(finished_at=timezone.now() - timedelta(days=400))
    night(world, date(2028, 12, 1))
    for rule in ("letter", "work", "feedback"):
        assert not life.fields(rule), rule
    year(world, date(2030, 1, 2))
    assert not life.fields("conversation")
    year(world, date(2032, 1, 2))
    assert not life.fields("log"), "the log is five years long"
    assert not life.fields("privacy_case")
    assert life.fields("organisation")
    assert life.fields("committee")
    year(world, date(2036, 12, 31))
    assert life.fields() == set(), "nothing at all, anywhere"
    call_command("verify_documents", verbosity=0)
    call_command("verify_audit", verbosity=0)


def test_the_others_are_still_there(life: Traces, world: Any) -> None:
    open_round(world)
    lock(world, "marko", "mervi", talk_of(world, "marko"))
    night(world, date(2027, 1, 15))
    assert Person.objects.filter(pk=world.tiina.pk, user=None).exists()
    assert Conversation.objects.filter(employment__person=world.marko, state="locked").exists()
    assert world.user("marko").is_active
