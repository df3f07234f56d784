"""What each row of the permission matrix must leave in the event log.

tests/test_permissions.py asks every address as everybody and gives the answer here; a new URL that
writes, or shows another's content, without an event fails there.
"""

import re
from collections.abc import Iterator
from typing import Any

from audit.models import Event, Outcome
from privacy.log import words
from tests.matrix import Row, nothing

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
    # Without a name: nothing about anybody, and nothing in the log (core.untraced).
    "groups:send",
    # Its event is the sign-in of the other.
    "demo:sign_in",
    # Leads on to the first part of the preparation.
    "conversations:prepare",
}

# GET addresses that show no content of another person, with the reason; names of people may stand
# there as facts of the organisation. A new address that is not a page of one's own comes to one of
# two places: here, or the test below wants its events.
NO_CONTENT = {
    **dict.fromkeys(
        ["conversations:overview", "conversations:round"], "that talks exist, dates and states"
    ),
    **dict.fromkeys(
        [
            "conversations:round_choices", "conversations:round_units",
            "conversations:arrange_choose", "conversations:arrange",
            "conversations:single_choose", "conversations:single", "conversations:unit_years",
        ],
        "whose turn it is and why not: what HR and the supervisor themselves decide",
    ),
    **dict.fromkeys(
        [
            "conversations:schedule", "conversations:times", "conversations:book_times",
            "conversations:hold",
        ], "the time and place; what holding does"
    ),
    **dict.fromkeys(
        [
            "competencies:frameworks", "competencies:framework", "competencies:framework_new",
            "competencies:framework_preview", "competencies:framework_settings",
            "competencies:framework_scale", "competencies:framework_publish",
            "competencies:competence_add", "competencies:competence", "competencies:targets",
        ], "lists of competences and targets, about nobody"
    ),
    "conversations:document": "whether the PDF has been drawn",
    "conversations:left": "one's own unshared text only",
    **dict.fromkeys(
        ["conversations:signing", "conversations:give_code", "conversations:reopen"],
        "that talks exist, and how they were signed; no content",
    ),
    "conversations:close": "who does not sign",
    **dict.fromkeys(
        [
            "conversations:needs_sums", "conversations:needs_table", "conversations:needs_csv",
            "conversations:needs_publish", "conversations:unit_needs", "conversations:unit_need",
            "conversations:unit_need_new",
        ],
        "sums of five people at least; needs of units, which name nobody",
    ),
    **dict.fromkeys(
        [
            "conversations:team_goal", "conversations:team_goal_new",
            "conversations:team_goal_change",
        ],
        "a goal of a whole team names nobody",
    ),
    "conversations:goal_new": "an empty form",
    "conversations:goal_change": "one's own proposal only",
    "conversations:paper": "a form, and whether the PDF has been drawn",
    "conversations:remark": "an empty form",
    "conversations:earlier": "whether the PDF has been drawn",
    "conversations:share": "one's own preparation only",
    "conversations:item_add": "an empty form",
    **dict.fromkeys(
        [
            "groups:index", "groups:open", "groups:summaries", "groups:practices",
            "groups:collection", "groups:end_collection", "groups:schedule", "groups:close",
            "groups:reopen", "groups:document", "groups:item_add", "groups:practice_add",
        ],
        "that conversations of groups exist, what a step does, what is shared with everybody",
    ),
    **dict.fromkeys(
        ["groups:thought", "groups:item", "groups:practice", "groups:live"],
        "one's own thought; what its leader writes; what was already looked at on the page itself",
    ),
    "annual_clock:post": "letters by kind and state, no text",
    "hr": "links",
    "competencies:lines_edit": "lines of a leadership group, open to everybody",
    **dict.fromkeys(
        [
            "competencies:catalogue_draft", "competencies:way_add", "competencies:way_change",
            "competencies:way_drop", "conversations:results_publish",
            "conversations:strategic_decision", "conversations:strategic_prepare",
            "conversations:strategic", "conversations:strategic_confirm",
            "conversations:strategic_summary", "conversations:strategic_summary_file",
        ],
        "what a group decides of the city: nobody's data",
    ),
    "officer": "links",
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
HRS_OWN = ("organization:reorganisation", "organization:sign_in_help", "conversations:template")
# No talk of her team has been locked: there are no levels to show.
NOTHING_TO_SHOW = {
    ("conversations:team", "leena"),
    ("privacy:request", "tiina"),  # her own
}
# Whose own the conversations of the matrix are.
OWNERS = ("tiina", "marko", "ritva")

FILE = re.compile(r"pdf|table|file|download|export|csv|print")


def last_event() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def complaints(world: Any, row: Row, who: str, response: Any, since: int) -> Iterator[str]:
    """What is wrong with the events that one request left after the event `since`."""
    if row.bearer is not nothing or who == "anonymous":
        return
    new = Event.objects.filter(pk__gt=since).exclude(action="accounts.sign_in").order_by("pk")
    events = list(new.filter(actor=world.user(who).uuid))
    if who in row.refused:
        yield from of_a_refusal(row, response, events)
    if who in row.allowed:
        yield from of_a_write(row, response, events)
    if who in row.reads:
        yield from of_a_read(world, row, who, events)
        # Also one's own: who took a copy is told whoever it was.
        leaves = response.get("Content-Disposition", "").startswith("attachment")
        if leaves and FILE.search(row.url) and [e.outcome for e in events] != [Outcome.OK]:
            yield "a file left the system without exactly one event"


def of_a_write(row: Row, response: Any, events: list[Event]) -> Iterator[str]:
    # The form again, with its errors.
    again = response.status_code == (200 if row.url.startswith(OWN) else 422)
    if row.url in NOTHING_WRITTEN or row.method == "get" or again:
        return
    if not any(e.outcome == Outcome.OK for e in events):
        yield "a write without an event"
    if not {e.role for e in events} <= ROLES - {""}:
        yield "an event without a role"


def of_a_read(world: Any, row: Row, who: str, events: list[Event]) -> Iterator[str]:
    if not shows_content(row, who):
        return
    if not events:
        yield "no event: record_read in the view, or say in NO_CONTENT why not"
    for event in events:
        if event.outcome != Outcome.OK or event.role not in ROLES:
            yield f"a read as {event.outcome} in the role {event.role!r}"
        of_another = event.data_subject not in (None, getattr(world, who).uuid)
        if of_another and event.action not in words.LOOKS:
            yield f"{event.action}: say it in words on the employee's page"
    if row.url.startswith("conversations:") and not all(e.data_subject for e in events):
        yield "whose conversation it was is not told"


def shows_content(row: Row, who: str) -> bool:
    """Whether this is a page with another person's content."""
    return (
        row.method == "get"
        and not (row.public or row.everyone)
        and row.url not in NO_CONTENT
        and not row.url.startswith((*OWN, *HRS_OWN))
        and (row.url, who) not in NOTHING_TO_SHOW
        and not (row.url.startswith("conversations:") and who in OWNERS)
    )


def of_a_refusal(row: Row, response: Any, events: list[Event]) -> Iterator[str]:
    """403 always; 404 when the object exists, and then with whose data it was about."""
    outcomes = [event.outcome for event in events]
    if Outcome.OK in outcomes:
        yield f"refused, yet there is an event of {[e.action for e in events]}"
    if response.status_code == 403 and outcomes != [Outcome.REFUSED]:
        yield f"a refusal with the events {outcomes}"
    if response.status_code == 404 and row.url.startswith("conversations:"):
        known = outcomes == [Outcome.HIDDEN] and events[0].data_subject and events[0].object_id
        if not known:
            yield f"hidden, with the events {outcomes}"
