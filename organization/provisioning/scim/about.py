"""What this service provider says of itself (RFC 7643 5-7, RFC 7644 4)."""

from typing import Any

from django.conf import settings

from organization.provisioning.scim.resources import LIST, LONGEST_PAGE
from organization.provisioning.scim.values import ENTERPRISE, GROUP, USER

_CORE = "urn:ietf:params:scim:schemas:core:2.0"


def _address(path: str) -> str:
    return f"{settings.BASE_URL}/scim/v2/{path}"


def provider() -> dict[str, Any]:
    no = {"supported": False}
    return {
        "schemas": [f"{_CORE}:ServiceProviderConfig"],
        "patch": {"supported": True},
        "bulk": no | {"maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": LONGEST_PAGE},
        "changePassword": no,
        "sort": no,
        "etag": no,
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "Bearer token",
                "description": "A key that a system administrator makes in the service.",
                "specUri": "https://www.rfc-editor.org/info/rfc6750",
                "primary": True,
            }
        ],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": _address("ServiceProviderConfig"),
        },
    }


def resource_types() -> list[dict[str, Any]]:
    kinds = [
        ("User", "Users", USER, [{"schema": ENTERPRISE, "required": False}]),
        ("Group", "Groups", GROUP, []),
    ]
    return [
        {
            "schemas": [f"{_CORE}:ResourceType"],
            "id": name,
            "name": name,
            "endpoint": f"/{endpoint}",
            "schema": schema,
            "schemaExtensions": extensions,
            "meta": {"resourceType": "ResourceType", "location": _address(f"ResourceTypes/{name}")},
        }
        for name, endpoint, schema, extensions in kinds
    ]


def _attribute(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    base = {
        "name": name,
        "type": kind,
        "multiValued": False,
        "description": "",
        "required": False,
        "mutability": "readWrite",
        "returned": "default",
    }
    if kind == "string":
        base |= {"caseExact": False, "uniqueness": "none"}
    return base | more


def schemas() -> list[dict[str, Any]]:
    value = _attribute("value", mutability="immutable")
    user = [
        _attribute("userName", required=True, uniqueness="server"),
        _attribute("active", "boolean", description="False closes the account at once."),
        _attribute(
            "name",
            "complex",
            subAttributes=[_attribute("givenName"), _attribute("familyName")],
        ),
        _attribute(
            "emails",
            "complex",
            multiValued=True,
            description="One is kept: the work address.",
            subAttributes=[
                _attribute("value"),
                _attribute("type", canonicalValues=["work"]),
                _attribute("primary", "boolean"),
            ],
        ),
        _attribute(
            "groups",
            "complex",
            multiValued=True,
            mutability="readOnly",
            subAttributes=[value, _attribute("display", mutability="readOnly")],
        ),
    ]
    group = [
        _attribute("displayName", required=True, uniqueness="server"),
        _attribute("members", "complex", multiValued=True, subAttributes=[value]),
    ]
    enterprise = [
        _attribute(
            "employeeNumber",
            caseExact=True,
            description="Ties the account to a person whom HR's import has brought in.",
        )
    ]
    return [
        {
            "schemas": [f"{_CORE}:Schema"],
            "id": key,
            "name": name,
            "description": description,
            "attributes": attributes,
            "meta": {"resourceType": "Schema", "location": _address(f"Schemas/{key}")},
        }
        for key, name, description, attributes in (
            (USER, "User", "An account", user),
            (GROUP, "Group", "A group, to which HR may tie a role", group),
            (ENTERPRISE, "EnterpriseUser", "The employee number", enterprise),
        )
    ]


def as_list(entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schemas": [LIST],
        "totalResults": len(entries),
        "startIndex": 1,
        "itemsPerPage": len(entries),
        "Resources": entries,
    }
