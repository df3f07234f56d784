"""Attempts to get in, or further in, and what each meets."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from conversations.models import Answer, Conversation
from core import tabular
from core.models import Letter
from heinola_osaaminen.limits import LIMITS
from organization import services as organization
from organization.importing.models import Import
from organization.models import RoleGrant
from privacy.feedback.models import Feedback
from tests import conversation_factories as f
from tests.matrix import nothing, prepare, rows

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example/"
PASSWORD = "kolme mustaa kissaa"
ROWS = rows()


def with_password(world: Any, name: str) -> User:
    user: User = world.user(name)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, query: str = "") -> Any:
    data = {"login": user.email, "password": PASSWORD}
    return client.post(reverse("account_login") + query, data)


# Ids


def test_numbers_lead_nowhere(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    client = world.client("tiina")
    for address in (f"/keskustelut/{talk.pk}/", "/keskustelut/1/", "/suunnitelmat/1/"):
        assert client.get(address).status_code == 404


def test_ids_of_two_objects_do_not_mix(world: Any) -> None:
    """One's own conversation in the address, somebody else's goal behind it."""
    mine, theirs = f.talk_of(world, "tiina"), f.talk_of(world, "marko")
    goal = f.goal(world, "mervi", theirs, "Markon tavoite")
    for name in ("item_change", "item_delete", "item_agree"):
        url = reverse(
            f"conversations:{name}",
            kwargs={"uuid": mine.uuid, "kind": "tavoite", "item": goal.uuid},
        )
        answer = world.client("tiina").post(url, {"title": "Vaihdettu"})
        assert answer.status_code == 404
    goal.refresh_from_db()
    assert goal.title == "Markon tavoite"


# Sessions


def test_a_role_that_ends_ends_in_open_sessions_too(world: Any) -> None:
    client = world.client("sanna")
    assert client.get(reverse("hr")).status_code == 200
    organization.revoke_role(person=world.sanna, role="hr_planner", day=world.today)
    assert client.get(reverse("hr")).status_code == 403


def test_an_earlier_supervisor_with_the_page_open(world: Any) -> None:
    """The link and the session are as before; the team is not."""
    talk = f.talk_of(world, "tiina")
    client = world.client("mervi")
    page = reverse("conversations:prepare_theme", args=[talk.uuid, "past-year"])
    assert client.get(page).status_code == 200
    organization.appoint_leader(unit=world.cleaning, person=world.heidi, valid_from=world.today)
    assert client.get(page).status_code == 404
    before = Answer.objects.count()
    assert client.post(page, {"q_successes": "Myöhässä"}).status_code in (403, 404)
    assert Answer.objects.count() == before


def test_a_deputy_after_the_last_day(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    deputy = world.deputise("heidi", "mervi", "prepare", "hold", "see_history", "sign")
    client = world.client("heidi")
    page = reverse("conversations:detail", args=[talk.uuid])
    assert client.get(page).status_code == 200
    type(deputy).objects.filter(pk=deputy.pk).update(valid_until=world.today + timedelta(days=1))
    world.move_to(world.today + timedelta(days=1))
    assert client.get(page).status_code == 404


def test_a_planted_session_key_is_not_taken_over(world: Any) -> None:
    """Session fixation: the key changes at sign-in."""
    client = Client()
    client.get(reverse("account_login"))
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(client, with_password(world, "tiina"))
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


def test_a_session_that_was_signed_out_stays_out(world: Any) -> None:
    client = Client()
    sign_in(client, with_password(world, "tiina"))
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert thief.get("/").status_code == 302


def test_a_superuser_flag_opens_nothing(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    User.objects.filter(person=world.veera).update(is_superuser=True)
    client = world.client("veera")
    assert client.get(reverse("conversations:detail", args=[talk.uuid])).status_code == 404
    assert client.get(reverse("organization:tree")).status_code == 403
    assert client.get("/admin/").status_code == 404


# Redirects, hosts and headers


@pytest.mark.parametrize(
    "target", [EVIL, "//evil.example", "/\\evil.example", "https:evil.example", "javascript:x()"]
)
def test_sign_in_leads_nowhere_else(world: Any, target: str) -> None:
    answer = sign_in(Client(), with_password(world, "tiina"), f"?next={target}")
    assert answer.status_code == 302
    assert "evil" not in answer.url
    assert "javascript" not in answer.url


def test_a_line_break_in_an_address_makes_no_header(world: Any) -> None:
    sly = "/\r\nSet-Cookie: a=b"
    answers = [
        sign_in(Client(), with_password(world, "tiina"), "?next=/%0d%0aSet-Cookie:%20a=b"),
        Client().post(reverse("language"), {"language": "sv", "next": sly}),
        world.client("tiina").post(reverse("privacy:notice"), {"next": sly}),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert "a" not in answer.cookies
        assert "\n" not in answer.get("Location", "")


def test_a_foreign_host_is_not_believed(world: Any) -> None:
    user = with_password(world, "tiina")
    client = Client(raise_request_exception=False)
    url = reverse("account_reset_password")
    assert (
        client.post(url, {"email": user.email}, headers={"host": "evil.example"}).status_code == 400
    )
    client.post(url, {"email": user.email}, headers={"x-forwarded-host": "evil.example"})
    from core import work

    work.drain()
    letter = Letter.objects.get()
    assert "evil" not in letter.text + letter.html
    assert settings.BASE_URL in letter.text


def test_https_is_not_believed_of_a_header(world: Any) -> None:
    answer = Client().get(reverse("account_login"), headers={"x-forwarded-proto": "https"})
    assert not answer.wsgi_request.is_secure()


# Fields nobody drew


def test_hidden_fields_of_a_profile_change_nothing(world: Any) -> None:
    data = {"language": "sv", "is_superuser": "1", "is_active": "0", "email": "x@evil.example"}
    world.client("tiina").post(reverse("accounts:profile"), data)
    user = world.user("tiina")
    assert (user.is_superuser, user.is_active) == (False, True)
    assert user.email == "tiina.rautio@heinola.example"


def test_hidden_fields_of_a_role_go_nowhere(world: Any) -> None:
    """The person is the one of the address, whatever the form says."""
    url = reverse("organization:role_grant", args=[world.tiina.uuid])
    data = {
        "role": "hr_planner",
        "valid_from": "2026-02-09",
        "person": str(world.jari.uuid),
        "valid_until": "2099-01-01",
    }
    world.client("jari").post(url, data)
    given = RoleGrant.objects.get(role="hr_planner", person=world.tiina)
    assert given.valid_until is None
    bad = world.client("jari").post(url, {**data, "role": "superuser"})
    assert bad.status_code == 422


def test_hidden_fields_of_a_preparation_stay_in_ones_own_layer(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    url = reverse("conversations:prepare_theme", args=[talk.uuid, "past-year"])
    world.client("tiina").post(
        url, {"q_successes": "Minun", "layer": "agreed", "author": "mervi", "state": "locked"}
    )
    assert {a.layer for a in Answer.objects.filter(text="Minun")} == {"employee"}
    assert Conversation.objects.get(pk=talk.pk).state == talk.state


def test_hidden_fields_of_feedback_answer_nothing(world: Any) -> None:
    data = {"text": "Ei aukea", "state": "answered", "answer": "Itse", "email": "x@evil.example"}
    world.client("tiina").post(reverse("privacy:feedback"), data)
    found = Feedback.objects.get()
    assert (found.state, found.answer, found.email) == ("open", "", "")
    assert found.person == world.tiina


# Files


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.csv", "..\\..\\boot.csv", "a\r\nSet-Cookie: b=c.csv", "x" * 900 + ".csv"],
)
def test_a_files_name_is_only_a_name(world: Any, name: str) -> None:
    data = "Henkilönumero;Sukunimi\n1;Åkerlund\n".encode()
    upload = SimpleUploadedFile("x.csv", data, "text/csv")
    upload._name = name  # Django's own class would clean it before it is sent
    answer = world.client("jari").post(
        reverse("organization:import_files"), {"kind": "people", "file": upload}
    )
    assert answer.status_code in (302, 422)
    for kept in Import.objects.all():
        assert "/" not in kept.file_name
        assert "\\" not in kept.file_name
        assert "\n" not in kept.file_name
        assert len(kept.file_name) <= 300


def workbook(sheet: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", sheet)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>',
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9))
        + "]><workbook>&j;</workbook>",
        "<workbook>" + " " * 60_000_000 + "</workbook>",
    ],
    ids=["a file of the server", "a thousand million laughs", "a bomb"],
)
def test_a_workbook_that_means_harm_is_refused(xml: str) -> None:
    with pytest.raises(tabular.BadFile) as refused:
        tabular.read_table(workbook(xml))
    assert "root:" not in str(refused.value)


# Too much, and nonsense


@pytest.mark.parametrize(("method", "url"), sorted(LIMITS))
def test_the_limits_name_addresses_that_exist(method: str, url: str) -> None:
    assert any((row.url, row.method.upper()) == (url, method) for row in ROWS)


def test_what_costs_much_has_a_limit_of_ones_own(world: Any) -> None:
    rate = LIMITS["POST", "conversations:round_open"][1]
    url = reverse("conversations:round_open")
    client = world.client("jari")
    for _ in range(rate.amount):
        assert client.post(url).status_code != 429
    stopped = client.post(url)
    assert stopped.status_code == 429
    assert int(stopped["Retry-After"]) <= rate.seconds
    # Another account is not stopped by it, and reading goes on.
    assert world.client("sanna").post(url).status_code != 429
    assert client.get(reverse("conversations:round")).status_code == 200
    cache.clear()
    assert client.post(url).status_code != 429


def test_a_stranger_cannot_flood_the_feedback(world: Any) -> None:
    rate = LIMITS["POST", "privacy:feedback"][1]
    data = {"text": "Ei aukea", "email": "uhri@example.fi"}
    statuses = [
        Client().post(reverse("privacy:feedback"), data).status_code for _ in range(rate.amount + 5)
    ]
    assert statuses.count(429) == 5
    assert Feedback.objects.count() == rate.amount


NONSENSE = {
    "q": "'; DROP TABLE organization_person; -- <script>alert(1)</script>\x00",
    "page": "-1",
    "sort": "__class__",
    "day": "9999-99-99",
    "year": "x",
    "unit": "../etc",
    "state": "\x00",
    "kind": "{{7*7}}",
    "next": EVIL,
    "kuitti": "a:b:c",
}


@pytest.mark.parametrize("module", sorted({row.module for row in ROWS}))
def test_nonsense_in_the_address_is_no_error_of_ours(world: Any, module: str) -> None:
    prepare(world, module)
    seen = set()
    for row in ROWS:
        fresh = row.module == module and row.method == "get" and row.bearer is nothing
        if not fresh or row.url in seen or row.before or not row.reads:
            continue
        seen.add(row.url)
        client = world.client(next(iter(row.reads)))
        client.raise_request_exception = False
        answer = client.get(reverse(row.url, kwargs=dict(row.kwargs(world))), NONSENSE)
        assert answer.status_code < 500, row.url
        if not answer.streaming:
            assert b"<script>alert" not in answer.content, row.url


def test_an_enormous_form_is_refused(world: Any) -> None:
    client = world.client("tiina")
    client.raise_request_exception = False
    url = reverse("privacy:feedback")
    assert client.post(url, {"text": "x" * 6_000_000}).status_code in (400, 413)
    assert client.post(url, {f"f{n}": "1" for n in range(3_000)}).status_code in (400, 413)
    assert client.post(url, b"\xff\xfe", content_type="application/json").status_code < 500


def test_who_is_not_signed_in_writes_nothing_into_a_session(world: Any) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "../../etc/passwd"
    answer = client.get("/")
    assert answer.status_code == 302
    assert SESSION_KEY not in client.session
