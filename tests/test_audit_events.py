"""Everything leaves a trace: each row of the permission matrix is walked and the log is read after.

A new URL that writes, or shows another's content, without an event fails here.
"""

import re
from typing import Any

import pytest
from django.urls import reverse

from audit.models import Event, Outcome
from privacy.log import words
from tests import conversation_factories as f
from tests.matrix import Row, nothing, rows, set_scene
from tests.test_permissions import ask

pytestmark = pytest.mark.django_db

ROWS = rows()
ROLES = {*words.ROLES}

# Pages of one's own account, by the beginning of their names.
OWN = ("account_", "mfa_", "openid:", "accounts:")
# Rows of `allowed` that store nothing about anybody.
NOTHING_WRITTEN = {
    # Addresses of allauth that lead on to one's own page.
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_set_password",
    # Its event is the sign-in of the other.
    "demo:sign_in",
    # Lead on to the first part of the preparation or of the talk.
    "conversations:prepare",
    "conversations:talk",
}


def name(row: Row, who: str) -> str:
    return f"{row.url} {row.method} {who}"


def cases(kind: str) -> list[Any]:
    """Each row once for each kind of person; machines (bearer tokens) have tests of their own."""
    return [
        pytest.param(row, who, id=name(row, who))
        for row in ROWS
        if row.bearer is nothing
        for who in getattr(row, kind)
        if who != "anonymous"
    ]


def events_of(world: Any, row: Row, who: str) -> tuple[Any, list[Event]]:
    set_scene(world, row)
    user = world.user(who)
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    response = ask(world, row, who)
    new = Event.objects.filter(pk__gt=last).exclude(action="accounts.sign_in").order_by("pk")
    return response, list(new.filter(actor=user.uuid))


# GET addresses that show no content of another person, with the reason; names of people may stand
# there as facts of the organisation. A new address that is not a page of one's own comes to one of
# two places: here, or the test below wants its events.
NO_CONTENT = {
    **dict.fromkeys(
        ["conversations:overview", "conversations:round"], "that talks exist, dates and states"
    ),
    **dict.fromkeys(
        ["conversations:schedule", "conversations:hold"], "the time and place; what holding does"
    ),
    "conversations:document": "whether the PDF has been drawn",
    "conversations:left": "one's own unshared text only",
    "conversations:share": "one's own preparation only",
    "conversations:item_add": "an empty form",
    "annual_clock:post": "letters by kind and state, no text",
    "hr": "links",
    **dict.fromkeys(
        [
            "organization:tree", "organization:unit", "organization:absences",
            "organization:absence_enter", "organization:absence_correct",
            "organization:absence_remove", "organization:name_supervisor",
            "organization:name_supervisor_confirm", "organization:deputies_all",
            "organization:deputies_of", "organization:deputy_choose", "organization:deputy_name",
            "organization:deputy_change", "organization:deputy_end", "organization:import_files",
            "organization:import_columns", "organization:import_preview",
            "organization:import_discard", "organization:invitations", "organization:invite_all",
            "organization:directory", "organization:directory_keys",
            "organization:directory_key_end",
            "organization:role_holders", "organization:role_person", "organization:role_end",
            "organization:seat_end",
        ],
        "facts of the organisation that HR itself keeps",
    ),
    **dict.fromkeys(
        [
            "privacy:retention", "privacy:retention_rule", "privacy:retention_run",
            "privacy:retention_confirm", "privacy:retention_counts", "privacy:retention_sums",
            "privacy:destruction",
        ],
        "rules and counts",
    ),
    **dict.fromkeys(
        ["privacy:disclosures", "privacy:disclosure_new", "privacy:disclosure"],
        "the decision on a disclosure; what is disclosed has a page and an event of its own",
    ),
    **dict.fromkeys(
        ["privacy:deliveries", "privacy:delivery_order", "privacy:delivery_release"],
        "that a leaver's data are handed over; nobody here reads them",
    ),
    "privacy:restriction_lift": "whose conversation of which year is restricted",
    "privacy:assessment": "a draft of the impact assessment",
    "privacy:feedback_all": "the list of feedback: when and in what state",
    # A plan names no employee (training_plans.names guards it); its files leave events too.
    **dict.fromkeys(
        [
            "training_plans:committee", "training_plans:packages", "training_plans:package",
            "training_plans:compile", "training_plans:give_back", "training_plans:bring",
            "training_plans:take_back", "training_plans:treat", "training_plans:confirm",
            "training_plans:record_review", "training_plans:plan", "training_plans:texts",
            "training_plans:reopen", "training_plans:item_new", "training_plans:item",
            "training_plans:item_remove", "training_plans:gather", "training_plans:merge",
            "training_plans:plan_pdf", "training_plans:package_pdf",
        ],
        "plans name no employee",
    ),
}  # fmt: skip
# Pages of what HR itself keeps, by the beginning of their names.
HRS_OWN = ("organization:reorganisation", "organization:sign_in_help")
# No talk of her team has been locked: there are no levels to show.
NOTHING_TO_SHOW = {
    ("conversations:team", "leena"),
    ("privacy:request", "tiina"),  # her own
}
# Whose own the conversations of the matrix are.
OWNERS = ("tiina", "marko", "ritva")


@pytest.mark.parametrize(("row", "who"), cases("allowed"))
def test_every_write_leaves_an_event(world: Any, row: Row, who: str) -> None:
    response, events = events_of(world, row, who)
    assert response.status_code in row.status
    # The form again, with its errors.
    again = response.status_code == (200 if row.url.startswith(OWN) else 422)
    if row.url in NOTHING_WRITTEN or row.method == "get" or again:
        return
    assert [e for e in events if e.outcome == Outcome.OK], "no event"
    assert {e.role for e in events} <= ROLES - {""}


def content_reads() -> list[Any]:
    return [
        pytest.param(row, who, id=name(row, who))
        for row in ROWS
        if row.method == "get" and row.bearer is nothing and not (row.public or row.everyone)
        if row.url not in NO_CONTENT and not row.url.startswith((*OWN, *HRS_OWN))
        for who in row.reads
        if (row.url, who) not in NOTHING_TO_SHOW
        if not (row.url.startswith("conversations:") and who in OWNERS)
    ]


@pytest.mark.parametrize(("row", "who"), content_reads())
def test_every_read_of_anothers_content_leaves_an_event(world: Any, row: Row, who: str) -> None:
    response, events = events_of(world, row, who)
    assert response.status_code == 200
    assert events, "no event: record_read in the view, or say in NO_CONTENT why not"
    for event in events:
        assert event.outcome == Outcome.OK
        assert event.role in ROLES
        if event.data_subject not in (None, getattr(world, who).uuid):
            assert event.action in words.LOOKS, "say it in words on the employee's page"
    if row.url.startswith("conversations:"):
        assert all(event.data_subject for event in events)


FILE = re.compile(r"pdf|table|file|download|export|csv|print")


def files() -> list[Any]:
    return [
        pytest.param(row, next(iter(row.reads)), id=name(row, next(iter(row.reads))))
        for row in ROWS
        if row.method == "get" and row.bearer is nothing and row.reads and FILE.search(row.url)
    ]


@pytest.mark.parametrize(("row", "who"), files())
def test_every_file_that_leaves_the_system_is_an_event(world: Any, row: Row, who: str) -> None:
    """Also one's own: who took a copy is told whoever it was."""
    response, events = events_of(world, row, who)
    if response.get("Content-Disposition", "").startswith("attachment"):
        assert [e.outcome for e in events] == [Outcome.OK]


def refusals() -> list[Any]:
    """One person for each row and answer: the others are asked in tests/test_permissions.py."""
    found = {
        (row.url, row.method, status): pytest.param(row, who, id=name(row, who))
        for row in ROWS
        if row.bearer is nothing
        for who, status in row.refused.items()
        if who != "anonymous" and status in (403, 404)
    }
    return list(found.values())


@pytest.mark.parametrize(("row", "who"), refusals())
def test_every_refusal_leaves_one(world: Any, row: Row, who: str) -> None:
    """403 always; 404 when the object exists, and then with whose data it was about."""
    response, events = events_of(world, row, who)
    outcomes = [event.outcome for event in events]
    if response.status_code == 403:
        assert outcomes == [Outcome.REFUSED]
    if response.status_code == 404 and row.url.startswith("conversations:"):
        assert outcomes == [Outcome.HIDDEN]
        assert events[0].data_subject
        assert events[0].object_id
    assert Outcome.OK not in outcomes


def test_a_lists_of_addresses_names_only_addresses_that_exist() -> None:
    assert NO_CONTENT.keys() | NOTHING_WRITTEN <= {row.url for row in ROWS}


# Outside the matrix


def test_a_refusal_is_written_outside_the_transaction_that_was_rolled_back(world: Any) -> None:
    """Marking as held writes first and asks inside the same transaction; all of it rolls back but
    the refusal."""
    talk = f.talk_of(world, "tiina")
    f.hold(world, "mervi", talk)
    client = world.client("mervi")
    before = Event.objects.count()
    answer = client.post(reverse("conversations:hold", args=[talk.uuid]))
    assert answer.status_code == 409
    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.outcome, event.object_id) == (Outcome.WRONG_STATE, talk.uuid)
    assert event.data_subject == world.tiina.uuid


def test_an_address_of_nothing_is_no_event(world: Any) -> None:
    from uuid import uuid4

    client = world.client("aino")
    before = Event.objects.count()
    assert client.get(reverse("conversations:detail", args=[uuid4()])).status_code == 404
    assert client.get("/olematon/").status_code == 404
    assert Event.objects.count() == before


def test_the_log_has_the_requests_id_and_no_content(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    secret = "Tämä on vain meille kahdelle"
    f.write(world, "mervi", talk, secret, agreed=True)
    world.client("mervi").get(reverse("conversations:detail", args=[talk.uuid]))
    event = Event.objects.get(action="conversations.read")
    assert len(event.request_id) == 36
    assert secret not in str(list(Event.objects.values()))


def test_a_deputys_writes_say_for_whom(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    world.deputise("heidi", "mervi", "hold", "sign")
    f.hold(world, "heidi", talk)
    event = Event.objects.get(action="conversations.conversation.hold")
    assert (event.role, event.deputy_for) == ("deputy", world.mervi.uuid)
    assert event.data_subject == world.tiina.uuid


def test_a_leaders_role_is_said_of_plans_too(world: Any) -> None:
    from audit.acting import Acting, acting
    from training_plans.models import Plan

    scene = world.scene("training_plans")
    assert scene
    plan = Plan.objects.filter(unit=world.cleaning).first()
    assert acting(world.user("mervi"), plan) == Acting("supervisor")
    assert acting(world.user("jari"), plan) == Acting("hr_main")
    world.deputise("leena", "mervi", "plan")
    assert acting(world.user("leena"), plan) == Acting("deputy", world.mervi.uuid)
    assert acting(None, plan) == Acting("system")


def test_polling_is_one_read(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    client = world.client("mervi")
    for _again in range(20):
        client.get(reverse("conversations:team"))
        client.get(reverse("conversations:detail", args=[talk.uuid]))
    assert Event.objects.filter(action="conversations.read").count() == 1
