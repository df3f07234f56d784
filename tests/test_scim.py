"""A directory keeps accounts over SCIM 2.0 (RFC 7643, 7644) as Entra ID speaks it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from audit.models import Event
from core.models import Letter
from core.policies import Refused
from organization import selectors, services
from organization.models import Employment, Person, RoleGrant
from organization.provisioning import groups, tokens
from organization.provisioning.models import DirectoryAccount, DirectoryGroup, ScimToken

pytestmark = pytest.mark.django_db

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


class Entra:
    """The directory: speaks with its key and reads JSON."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.token, self.key = tokens.make(
            user=world.user("veera"), name="Entra", expires_on=world.today + timedelta(days=365)
        )
        self.client = Client()

    def __call__(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        answer = getattr(self.client, method)(
            f"/scim/v2/{path}",
            data=body if isinstance(body, str) else json.dumps(body) if body is not None else None,
            content_type="application/scim+json",
            headers={"authorization": f"Bearer {self.key}"},
        )
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None

    def find(self, filter: str, kind: str = "Users") -> list[Any]:
        answer = self.client.get(
            f"/scim/v2/{kind}", {"filter": filter}, headers={"authorization": f"Bearer {self.key}"}
        )
        assert answer.status_code == 200, answer.content
        found: list[Any] = answer.json()["Resources"]
        return found

    def make(self, name: str = "saga@heinola.example", status: int = 201, **more: Any) -> Any:
        return self("post", "Users", {"userName": name, **more}, status)

    def patch(self, key: str, *operations: Any, status: int = 200, kind: str = "Users") -> Any:
        body = {"schemas": [PATCH], "Operations": list(operations)}
        return self("patch", f"{kind}/{key}", body, status)


@pytest.fixture
def entra(world: Any) -> Entra:
    return Entra(world)


def number(person: Person) -> dict[str, Any]:
    return {ENTERPRISE: {"employeeNumber": person.employee_number}}


# Whose account it is


def test_an_account_is_tied_to_its_person_by_the_employee_number(world, entra) -> None:
    made = entra.make("sirpa@heinola.example", **number(world.sirpa), externalId="abc-1")
    sirpa = Person.objects.get(pk=world.sirpa.pk)
    assert str(sirpa.user.uuid) == made["id"]
    assert (sirpa.email, sirpa.user.email) == ("sirpa@heinola.example", "sirpa@heinola.example")
    assert made[ENTERPRISE] == {"employeeNumber": sirpa.employee_number}
    assert made["meta"]["location"].endswith(f"/scim/v2/Users/{made['id']}")
    assert not sirpa.user.has_usable_password()
    event = Event.objects.get(action="organization.scim.account_made")
    assert (event.actor, event.data_subject) == (entra.token.uuid, sirpa.uuid)


def test_the_number_may_come_as_the_external_id(world, entra) -> None:
    entra.make("sirpa@heinola.example", externalId=world.sirpa.employee_number)
    assert Person.objects.get(pk=world.sirpa.pk).user is not None


def test_an_address_ties_only_when_it_is_one_persons(world, entra) -> None:
    Person.objects.filter(pk=world.sirpa.pk).update(email="sirpa@heinola.example")
    entra.make("sirpa@heinola.example", externalId="5a0c-guid")
    assert Person.objects.get(pk=world.sirpa.pk).user is not None

    Person.objects.filter(pk__in=[world.ritva.pk, world.elected.pk]).update(
        email="yhteinen@heinola.example"
    )
    shared = entra.make("yhteinen@heinola.example")
    assert not Person.objects.filter(user__uuid=shared["id"]).exists()


def test_an_account_that_is_nobodys_sees_nothing_and_is_found_again_later(world, entra) -> None:
    made = entra.make(**{ENTERPRISE: {"employeeNumber": "77001"}})
    account = User.objects.get(uuid=made["id"])
    assert selectors.person_of(account) is None
    assert not Employment.objects.visible_to(account).exists()
    client = Client()
    client.force_login(account)
    assert "Rautio" not in client.get("/").content.decode()

    from tests.importing import bring_in, new_row

    row = new_row(Sähköposti="")
    bring_in(world, [row])
    assert Person.objects.get(employee_number="77001").user == account


def test_an_account_from_before_the_directory_is_taken_over(world, entra) -> None:
    """Entra ID looks for it first; where the names differ it makes one, and the old one is it."""
    tiina = world.user("tiina")
    (found,) = entra.find(f'userName eq "{tiina.email.upper()}"')
    assert found["id"] == str(tiina.uuid)
    assert "name" not in found
    made = entra.make("trautio@heinola.onmicrosoft.example", **number(world.tiina))
    assert made["id"] == str(tiina.uuid)
    again = entra.make("trautio2@heinola.example", 409, **number(world.tiina))
    assert (again["scimType"], again["schemas"]) == ("uniqueness", [ERROR])


def test_two_different_accounts_are_not_made_one(world, entra) -> None:
    body = {"emails": [{"value": world.user("marko").email, "type": "work"}]}
    entra.make("x@heinola.example", 409, **number(world.tiina), **body)
    assert not DirectoryAccount.objects.exists()
    event = Event.objects.get(action="organization.scim.refused")
    assert (event.actor, event.outcome) == (entra.token.uuid, "refused")


def test_a_wrong_number_is_corrected_and_whoever_is_signed_in_must_sign_in_again(
    world, entra
) -> None:
    Person.objects.filter(pk=world.sirpa.pk).update(email=None)
    made = entra.make("ritva@heinola.example", **number(world.sirpa))
    user = User.objects.get(uuid=made["id"])
    client = Client()
    client.force_login(user)
    Person.objects.filter(pk=world.elected.pk).update(user=None)
    path = f"{ENTERPRISE}:employeeNumber"
    elected = world.elected.employee_number
    entra.patch(made["id"], {"op": "Replace", "path": path, "value": elected})
    assert Person.objects.get(pk=world.elected.pk).user == user
    assert Person.objects.get(pk=world.sirpa.pk).user is None
    assert client.get("/").status_code == 302


# Entra ID's ways


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": "active", "value": "False"},
        {"op": "replace", "path": "active", "value": False},
        {"op": "Replace", "value": {"active": False}},
        {"op": "add", "path": "active", "value": [{"value": "False"}]},
        {"op": "Replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:active",
         "value": "false"},
    ],
)  # fmt: skip
def test_closing_ends_the_sessions_at_once_and_opening_brings_none_back(
    world, entra, operation: Any
) -> None:
    tiina, browser = world.user("tiina"), world.client("tiina")
    assert browser.get("/").status_code == 200
    answer = entra.patch(tiina.uuid, operation)
    assert answer["active"] is False
    assert browser.get("/").status_code == 302
    answer = entra.patch(tiina.uuid, {"op": "Replace", "path": "active", "value": "True"})
    assert answer["active"] is True
    assert browser.get("/").status_code == 302
    assert Employment.objects.on(world.today).filter(person=world.tiina).exists()
    actions = Event.objects.filter(actor=entra.token.uuid).values_list("action", flat=True)
    assert {"organization.scim.account_closed", "organization.scim.account_opened"} <= set(actions)


def test_a_patch_without_a_path_and_one_with_filters_in_the_path(world, entra) -> None:
    made = entra.make()
    answer = entra.patch(
        made["id"],
        {"op": "Add", "value": {
            "name.givenName": "Saga", "externalId": "e-1", 'emails[type eq "work"].value':
            "saga.a@heinola.example", f"{ENTERPRISE}:employeeNumber": "77001", "title": "kokki",
        }},
        {"op": "Replace", "path": "name.familyName", "value": "Åkerlund"},
        {"op": "Replace", "path": 'phoneNumbers[type eq "work"].value', "value": "044 123"},
    )  # fmt: skip
    assert answer["emails"][0]["value"] == "saga.a@heinola.example"
    assert answer["displayName"] == "Saga Åkerlund"
    assert answer["externalId"] == "e-1"
    assert "title" not in json.dumps(answer)
    assert entra.find('emails[type eq "work"].value eq "SAGA.A@heinola.example"')
    assert entra.find('externalId eq "e-1"')[0]["id"] == made["id"]
    answer = entra.patch(made["id"], {"op": "Remove", "path": "externalId"})
    assert "externalId" not in answer


def test_put_replaces_what_is_told_and_leaves_the_rest(world, entra) -> None:
    made = entra.make(externalId="e-1")
    entra.patch(made["id"], {"op": "replace", "value": {"active": False}})
    body = {"userName": "saga.a@heinola.example", "name": {"familyName": "Åkerlund"}}
    answer = entra("put", f"Users/{made['id']}", body)
    assert (answer["userName"], answer["externalId"]) == ("saga.a@heinola.example", "e-1")
    # Not told: an account is not opened, nor closed, by silence.
    assert answer["active"] is False


def test_a_new_address_is_the_sign_in_address_and_the_old_one_is_told(world, entra) -> None:
    tiina = world.user("tiina")
    old = tiina.email
    entra.patch(tiina.uuid, {"op": "replace", "path": "emails", "value": "t.niemi@heinola.example"})
    assert world.user("tiina").email == "t.niemi@heinola.example"
    assert Person.objects.get(pk=world.tiina.pk).email == "t.niemi@heinola.example"
    assert Letter.objects.get(kind="sign_in_address").to == old

    from tests.importing import preview, row_of

    row = row_of(world.employment("tiina"), world.today)
    row[4] = old
    source = preview(world, [row])
    staged = source.rows.get()
    assert staged.outcome == "same"
    assert [code for code, _ in staged.notes] == ["directory_keeps_email"]


def test_deleting_closes_and_hides_and_a_new_one_is_the_old_one(world, entra) -> None:
    tiina, browser = world.user("tiina"), world.client("tiina")
    entra("delete", f"Users/{tiina.uuid}", status=204)
    assert not world.user("tiina").is_active
    assert browser.get("/").status_code == 302
    entra("get", f"Users/{tiina.uuid}", status=404)
    entra("delete", f"Users/{tiina.uuid}", status=404)
    assert entra.find(f'userName eq "{tiina.email}"') == []
    made = entra.make(tiina.email)
    assert made["id"] == str(tiina.uuid)
    assert world.user("tiina").is_active


def test_a_page_of_a_list(world, entra) -> None:
    total = entra("get", "Users")["totalResults"]
    assert total == User.objects.exclude(email=None).count()
    page = entra("get", "Users?startIndex=3&count=2")
    assert (page["startIndex"], page["itemsPerPage"], len(page["Resources"])) == (3, 2, 2)
    assert entra("get", "Users?count=0")["Resources"] == []
    assert entra("get", "Users?startIndex=-5&count=1")["startIndex"] == 1
    assert entra("get", "Users?startIndex=99999")["Resources"] == []
    assert entra.find('userName eq "kuka@heinola.example"') == []
    only = entra("get", "Users?attributes=userName&count=1")["Resources"][0]
    assert set(only) == {"schemas", "id", "userName"}


def test_lists_ask_as_many_questions_for_few_as_for_many(
    world, entra, django_assert_max_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def questions(path: str) -> int:
        entra("get", path)
        with CaptureQueriesContext(connection) as asked:
            entra("get", path)
        return len(asked)

    accounts = list(User.objects.exclude(email=None))
    groups.create(token=entra.token, name="A", external_id="", members=accounts[:2])
    few = questions("Users?count=1"), questions("Groups"), questions("Groups?count=1")
    groups.create(token=entra.token, name="B", external_id="", members=accounts)
    many = questions("Users?count=100"), questions("Groups"), questions("Groups?count=9")
    assert few == many


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "kind"),
    [
        ("post", "Users", "{", 400, "invalidSyntax"),
        ("post", "Users", [], 400, "invalidSyntax"),
        ("post", "Users", {}, 400, "invalidValue"),
        ("post", "Users", {"userName": " "}, 400, "invalidValue"),
        ("post", "Users", {"userName": "a\x00b"}, 400, "invalidValue"),
        ("post", "Users", {"userName": {"x": 1}}, 400, "invalidValue"),
        ("post", "Users", {"userName": "x" * 255}, 400, "invalidValue"),
        ("post", "Users", {"userName": "x", "active": "ehkä"}, 400, "invalidValue"),
        ("post", "Users", {"userName": "x", "emails": ["a@b.fi"]}, 400, "invalidValue"),
        ("post", "Users", {"userName": "x", "emails": [{"value": "ei"}]}, 400, "invalidValue"),
        ("get", "Users?filter=userName co \"a\"", None, 400, "invalidFilter"),
        ("get", "Users?filter=userName eq a", None, 400, "invalidFilter"),
        ("get", "Users?filter=palkka eq \"1\"", None, 400, "invalidFilter"),
        ("get", "Users?filter=userName eq \"\\u0000\"", None, 400, "invalidFilter"),
        ("get", "Users?count=paljon", None, 400, "invalidValue"),
        ("get", "Users/1", None, 404, None),
        ("get", "Users/00000000-0000-0000-0000-000000000000", None, 404, None),
        ("get", "Schemas/muu", None, 404, None),
        ("get", "Me", None, 404, None),
        ("post", "Bulk", {}, 404, None),
        ("post", "Groups", {"displayName": ""}, 400, "invalidValue"),
        ("post", "Groups", {"displayName": "A", "members": [{"value": "1"}]}, 400, "invalidValue"),
        ("patch", "Users/{tiina}", {}, 400, "invalidSyntax"),
        ("patch", "Users/{tiina}", {"schemas": [PATCH], "Operations": ["x"]}, 400, "invalidSyntax"),
        ("patch", "Users/{tiina}",
         {"schemas": [PATCH], "Operations": [{"op": "remove"}]}, 400, "noTarget"),
        ("patch", "Users/{tiina}",
         {"schemas": [PATCH], "Operations": [{"op": "move", "path": "active"}]}, 400,
         "invalidSyntax"),
        ("patch", "Users/{tiina}",
         {"schemas": [PATCH], "Operations": [{"op": "add", "path": "palkka", "value": 1}]}, 400,
         "invalidPath"),
        ("patch", "Users/{tiina}",
         {"schemas": [PATCH], "Operations": [{"op": "remove", "path": "userName"}]}, 400,
         "invalidValue"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_scims_own_words(
    world, entra, method: str, path: str, body: Any, status: int, kind: str | None
) -> None:
    path = path.replace("{tiina}", str(world.user("tiina").uuid))
    before = User.objects.count(), DirectoryAccount.objects.count()
    answer = entra(method, path, body, status)
    assert answer["schemas"] == [ERROR]
    assert answer["status"] == str(status)
    assert answer["detail"]
    assert answer.get("scimType") == kind
    assert (User.objects.count(), DirectoryAccount.objects.count()) == before
    written = Event.objects.filter(action="organization.scim.refused").count()
    assert written == (method != "get")


def test_an_account_without_a_name_that_is_an_address(world, entra) -> None:
    made = entra.make("saga.akerlund")
    assert "emails" not in made
    assert entra.find('userName eq "SAGA.akerlund"')[0]["id"] == made["id"]


# Groups and roles


def group_of(entra: Entra, *members: Any, name: str = "HR-suunnittelijat") -> DirectoryGroup:
    body = {"displayName": name, "members": [{"value": str(user.uuid)} for user in members]}
    made = entra("post", "Groups", body, 201)
    return DirectoryGroup.objects.get(uuid=made["id"])


def roles(world: Any, name: str) -> set[str]:
    return set(selectors.roles_of(world.user(name)))


def test_a_group_gives_the_role_that_hr_tied_to_it(world, entra) -> None:
    group = group_of(entra, world.user("tiina"))
    assert roles(world, "tiina") == set()
    groups.map_role(user=world.user("jari"), group=group, role="hr_planner")
    assert roles(world, "tiina") == {"hr_planner"}
    marko = world.user("marko")
    value = [{"value": str(marko.uuid)}]
    entra.patch(group.uuid, {"op": "Add", "path": "members", "value": value}, kind="Groups")
    assert roles(world, "marko") == {"hr_planner"}
    path = f'members[value eq "{marko.uuid}"]'
    entra.patch(group.uuid, {"op": "Remove", "path": path}, kind="Groups")
    assert roles(world, "marko") == set()
    # Entra ID's other way of taking somebody away.
    value = [{"value": str(world.user("tiina").uuid)}]
    entra.patch(group.uuid, {"op": "Remove", "path": "members", "value": value}, kind="Groups")
    assert roles(world, "tiina") == set()


def test_what_people_gave_the_directory_never_takes(world, entra) -> None:
    group = group_of(entra, world.user("sanna"))
    groups.map_role(user=world.user("jari"), group=group, role="hr_planner")
    assert RoleGrant.objects.filter(person=world.sanna, role="hr_planner").count() == 2
    entra("delete", f"Groups/{group.uuid}", status=204)
    assert roles(world, "sanna") == {"hr_planner"}
    assert RoleGrant.objects.get(person=world.sanna).source == "people"


def test_taking_a_role_by_hand_leaves_the_groups_and_the_other_way_round(world, entra) -> None:
    group = group_of(entra, world.user("tiina"))
    groups.map_role(user=world.user("jari"), group=group, role="data_protection")
    services.revoke_role(person=world.tiina, role="data_protection", day=world.today)
    assert roles(world, "tiina") == {"data_protection"}
    groups.map_role(user=world.user("jari"), group=group, role="")
    assert roles(world, "tiina") == set()


@pytest.mark.parametrize("role", ["hr_main", "system_admin"])
def test_no_group_gives_the_roles_that_keep_this_door(world, entra, role: str) -> None:
    group = group_of(entra, world.user("tiina"))
    with pytest.raises(ValueError, match=role):
        groups.map_role(user=world.user("jari"), group=group, role=role)


@pytest.mark.parametrize("name", ["sanna", "veera", "kaisa", "tiina"])
def test_only_an_hr_main_user_ties_roles_to_groups(world, entra, name: str) -> None:
    group = group_of(entra)
    with pytest.raises(Refused):
        groups.map_role(user=world.user(name), group=group, role="hr_planner")


def test_a_closed_account_has_no_role_of_a_group(world, entra) -> None:
    tiina = world.user("tiina")
    group = group_of(entra, tiina)
    groups.map_role(user=world.user("jari"), group=group, role="hr_planner")
    entra.patch(tiina.uuid, {"op": "replace", "value": {"active": "False"}})
    assert not RoleGrant.objects.on(world.today).filter(person=world.tiina).exists()
    entra.patch(tiina.uuid, {"op": "replace", "value": {"active": "True"}})
    assert roles(world, "tiina") == {"hr_planner"}


def test_groups_are_found_renamed_and_listed_without_members(world, entra) -> None:
    group = group_of(entra, world.user("tiina"))
    (found,) = entra.find('displayName eq "hr-SUUNNITTELIJAT"', "Groups")
    assert len(found["members"]) == 1
    bare = entra("get", f"Groups/{group.uuid}?excludedAttributes=members")
    assert "members" not in bare
    rename = {"op": "Replace", "value": {"id": str(group.uuid), "displayName": "Suunnittelijat"}}
    entra.patch(group.uuid, rename, kind="Groups")
    assert DirectoryGroup.objects.get().name == "Suunnittelijat"
    entra("post", "Groups", {"displayName": "Suunnittelijat"}, 409)
    replace = {"op": "replace", "path": "members", "value": []}
    assert entra.patch(group.uuid, replace, kind="Groups")["members"] == []


# Keys


def test_a_key_is_shown_once_and_kept_as_a_digest(world, entra) -> None:
    stored = ScimToken.objects.get()
    assert entra.key not in json.dumps(list(ScimToken.objects.values()), default=str)
    assert stored.hint == entra.key[-4:]
    assert stored.last_used_at is None
    entra("get", "Users?count=1")
    stored.refresh_from_db()
    assert stored.last_used_at is not None


def test_a_key_ends_on_its_day_and_when_it_is_ended(world, entra) -> None:
    world.move_to(entra.token.expires_on)
    entra("get", "Users?count=1")
    world.move_to(entra.token.expires_on + timedelta(days=1))
    entra("get", "Users?count=1", status=401)
    world.move_to(world.today - timedelta(days=30))
    entra("get", "Users?count=1")
    tokens.revoke(user=world.user("veera"), token=entra.token)
    entra("get", "Users?count=1", status=401)


def test_administrators_are_told_a_fortnight_before_a_key_expires(world, entra) -> None:
    world.move_to(entra.token.expires_on - timedelta(days=15))
    tokens.tell_of_expiry()
    assert not Letter.objects.filter(kind="scim_key_expires").exists()
    world.move_to(entra.token.expires_on - timedelta(days=14))
    tokens.tell_of_expiry()
    tokens.tell_of_expiry()
    letter = Letter.objects.get(kind="scim_key_expires")
    assert letter.to == world.veera.email
    assert "Entra" in letter.text
    assert entra.key not in letter.text


@pytest.mark.parametrize("name", ["jari", "sanna", "kaisa", "tiina", "anonymous"])
def test_only_a_system_administrator_makes_keys(world, name: str) -> None:
    with pytest.raises(Refused):
        tokens.make(user=world.user(name), name="x", expires_on=world.today)


def test_too_many_wrong_keys_and_too_many_requests_wait(world, entra, monkeypatch) -> None:
    monkeypatch.setattr("organization.provisioning.scim.gate.WRONG_PER_MINUTE", 3)
    right, entra.key = entra.key, "hos_arvaus"
    for _ in range(3):
        entra("get", "Users", status=401)
    assert "Wait" in entra("get", "Users", status=429)["detail"]
    monkeypatch.setattr("organization.provisioning.scim.gate.WRONG_PER_MINUTE", 30)
    monkeypatch.setattr("organization.provisioning.scim.gate.PER_MINUTE", 2)
    entra.key = right
    entra("get", "Users")
    entra("get", "Users")
    entra("get", "Users", status=429)


def test_a_key_opens_no_page_and_a_session_no_scim(world, entra) -> None:
    headers = {"authorization": f"Bearer {entra.key}"}
    assert Client().get("/organisaatio/tuonti/", headers=headers).status_code == 302
    assert world.client("jari").get("/scim/v2/Users").status_code == 401
    assert "sessionid" not in entra.client.cookies


def test_employments_are_none_of_the_directorys_business(world, entra) -> None:
    before = list(Employment.objects.values())
    tiina = world.user("tiina")
    entra.patch(
        tiina.uuid,
        {"op": "replace", "value": {"title": "johtaja", f"{ENTERPRISE}:department": "KITCHENS"}},
    )
    entra("delete", f"Users/{tiina.uuid}", status=204)
    assert list(Employment.objects.values()) == before
