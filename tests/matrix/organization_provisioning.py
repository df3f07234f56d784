"""The directory: SCIM for keys only, the keys for administrators, accounts and groups for HR."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from core import clock
from organization.provisioning import groups, tokens
from organization.provisioning.models import ScimToken
from tests.matrix import Row

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
# A session opens nothing; neither does a key that has ended or been ended.
STRANGERS = {
    "anonymous": 401, "jari": 401, "veera": 401, "expired": 401, "revoked": 401, "invented": 401,
}  # fmt: skip


def scene(w: Any) -> SimpleNamespace:
    admin = w.user("veera")
    year = w.today + timedelta(days=365)
    token, key = tokens.make(user=admin, name="Entra ID", expires_on=year)
    old, expired = tokens.make(user=admin, name="Vanha", expires_on=year)
    ScimToken.objects.filter(pk=old.pk).update(expires_on=w.today - timedelta(days=1))
    gone, revoked = tokens.make(user=admin, name="Poistettu", expires_on=year)
    tokens.revoke(user=admin, token=gone)
    group = groups.create(token=token, name="HR-suunnittelijat", external_id="g-1", members=[])
    keys = {"entra": key, "expired": expired, "revoked": revoked, "invented": "hos_arvaus"}
    return SimpleNamespace(token=token, key=key, keys=keys, group=group, tiina=w.user("tiina"))


def keys(w: Any) -> dict[str, str]:
    found: dict[str, str] = w.organization_provisioning.keys
    return found


def account(w: Any) -> dict[str, Any]:
    return {"key": str(w.organization_provisioning.tiina.uuid)}


def group(w: Any) -> dict[str, Any]:
    return {"key": str(w.organization_provisioning.group.uuid)}


def patch(path: str, value: Any) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": [{"op": "Replace", "path": path, "value": value}]}


def _reads(url: str, text: str, **more: Any) -> Row:
    return Row(url=url, reads={"entra": text}, refused=STRANGERS, bearer=keys, **more)


def _writes(url: str, method: str, **more: Any) -> Row:
    return Row(
        url=url, method=method, allowed=["entra"], status=(200, 201, 204), refused=STRANGERS,
        bearer=keys, **more,
    )  # fmt: skip


PEOPLE = {"tiina": 403, "mervi": 403, "outi": 403, "kaisa": 403, "anonymous": 302}


def revoked(w: Any) -> None:
    ScimToken.objects.update(revoked_at=clock.now())


ROWS = [
    Row(
        url="organization:directory",
        reads={"jari": "HR-suunnittelijat", "sanna": "HR-suunnittelijat"},
        refused={**PEOPLE, "veera": 403},
    ),
    Row(
        url="organization:directory_group",
        method="post",
        kwargs=lambda w: {"uuid": w.organization_provisioning.group.uuid},
        data=lambda w: {"role": "hr_planner"},
        allowed=["jari"],
        refused={**PEOPLE, "sanna": 403, "veera": 403},
    ),
    Row(
        url="organization:directory_keys",
        reads={"veera": "Entra ID"},
        refused={**PEOPLE, "jari": 403, "sanna": 403},
    ),
    Row(
        url="organization:directory_keys",
        method="post",
        data=lambda w: {"name": "Uusi", "days": "365"},
        allowed=["veera"],
        refused={**PEOPLE, "jari": 403, "sanna": 403},
    ),
    Row(
        url="organization:directory_key_end",
        kwargs=lambda w: {"uuid": w.organization_provisioning.token.uuid},
        reads={"veera": "Entra ID"},
        refused={**PEOPLE, "jari": 403, "sanna": 403},
    ),
    Row(
        url="organization:directory_key_end",
        method="post",
        kwargs=lambda w: {"uuid": w.organization_provisioning.token.uuid},
        allowed=["veera"],
        refused={**PEOPLE, "jari": 403, "sanna": 403},
        wrong_state=revoked,
    ),
    _reads("scim:config", "oauthbearertoken"),
    _reads("scim:types", "/Users"),
    _reads("scim:type", "/Groups", kwargs=lambda w: {"key": "Group"}),
    _reads("scim:schemas", "employeeNumber"),
    _reads(
        "scim:schema",
        "userName",
        kwargs=lambda w: {"key": "urn:ietf:params:scim:schemas:core:2.0:User"},
    ),
    _reads(
        "scim:users",
        "tiina.rautio@heinola.example",
        query=lambda w: {"filter": 'userName eq "Tiina.Rautio@heinola.example"'},
    ),
    _writes("scim:users", "post", data=lambda w: {"userName": "uusi@heinola.example"}),
    _reads("scim:user", "tiina.rautio@heinola.example", kwargs=account),
    _writes("scim:user", "put", kwargs=account, data=lambda w: {"userName": "tiina@x.example"}),
    _writes("scim:user", "patch", kwargs=account, data=lambda w: patch("active", "False")),
    _writes("scim:user", "delete", kwargs=account),
    _reads("scim:groups", "HR-suunnittelijat"),
    _writes("scim:groups", "post", data=lambda w: {"displayName": "Tietosuoja"}),
    _reads("scim:group", "HR-suunnittelijat", kwargs=group),
    _writes("scim:group", "put", kwargs=group, data=lambda w: {"displayName": "Toinen"}),
    _writes("scim:group", "patch", kwargs=group, data=lambda w: patch("displayName", "Kolmas")),
    _writes("scim:group", "delete", kwargs=group),
    Row(
        url="scim:other",
        method="post",
        kwargs=lambda w: {"path": "Bulk"},
        allowed=["entra"],
        status=(404,),
        refused=STRANGERS,
        bearer=keys,
    ),
    Row(
        url="scim:other",
        method="get",
        kwargs=lambda w: {"path": "Me"},
        allowed=["entra"],
        status=(404,),
        refused=STRANGERS,
        bearer=keys,
    ),
]
