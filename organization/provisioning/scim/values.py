"""Out of the directory's words, with Entra ID's ways of saying them, into what we keep.

A body or a patch becomes flat `path: value` pairs with lower-case paths; `told` picks from them
what is ours. The other attributes that RFC 7643 knows are left out, not kept; an unknown one in a
patch is an error.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organization.provisioning.accounts import Told
from organization.provisioning.scim.errors import ScimError, bad_value

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"

LENGTHS = {
    "user_name": 254, "external_id": 200, "first_name": 80, "last_name": 80, "employee_number": 40,
}  # fmt: skip
OURS = {
    "username": "user_name",
    "externalid": "external_id",
    "name.givenname": "first_name",
    "name.familyname": "last_name",
    f"{ENTERPRISE}:employeeNumber".lower(): "employee_number",
}
# Known to the RFC and not kept here.
LEFT_OUT = {
    "id", "meta", "schemas", "name", "displayname", "nickname", "profileurl", "title", "usertype",
    "preferredlanguage", "locale", "timezone", "password", "phonenumbers", "ims", "photos",
    "addresses", "groups", "entitlements", "roles", "x509certificates",
}  # fmt: skip


def truth(value: Any) -> bool:
    """True, "True" or "false": Entra ID sends texts."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    raise bad_value("active must be true or false.")


def text(name: str, value: Any, length: int) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise bad_value(f"{name} must be a text.")
    value = value.strip()
    if len(value) > length:
        raise bad_value(f"{name} is longer than {length} characters.")
    if "\x00" in value:
        raise bad_value(f"{name} has a character that cannot be kept.")
    return value


def plain(value: Any) -> Any:
    """Entra ID may wrap one value: [{"value": "x"}]."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0]
    if isinstance(value, dict) and "value" in value:
        return value["value"]
    return value


def flat(body: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """name: {givenName: x} -> ("name.givenname", x); an extension's own ones after a colon."""
    for key, value in body.items():
        name = normal(f"{prefix}{key}")
        if isinstance(value, dict) and name == ENTERPRISE.lower():
            yield from flat(value, f"{ENTERPRISE}:")
        elif isinstance(value, dict) and name == "name":
            yield from flat(value, "name.")
        else:
            yield name, value


def normal(path: str) -> str:
    """A path in lower case, without the core schema before it and with one way of e-mail."""
    path = path.strip().lower()
    path = path.removeprefix(f"{USER}:".lower()).removeprefix(f"{GROUP}:".lower())
    if re.fullmatch(r"emails(\[\s*(type|primary)\s+eq\s+\"?\w+\"?\s*\])?(\.value)?", path):
        return "emails"
    return path


def told(pairs: Iterator[tuple[str, Any]], *, strict: bool) -> Told:
    """What of it is ours. `strict`: an unknown attribute is an error (patch)."""
    found: dict[str, Any] = {}
    for path, value in pairs:
        if path in OURS:
            name = OURS[path]
            found[name] = text(path, value, LENGTHS[name])
        elif path == "active":
            found["active"] = truth(plain(value))
        elif path == "emails":
            found["email"] = address(value)
        elif strict and not _known(path):
            raise ScimError(400, f"There is no attribute {path[:100]}.", "invalidPath")
    if found.get("user_name") == "":
        raise bad_value("userName must not be empty.")
    return Told(**found)


def _known(path: str) -> bool:
    first = re.split(r"[.\[]", path)[0]
    return first in LEFT_OUT or path.startswith(ENTERPRISE.lower()) or first == "emails"


def address(value: Any) -> str:
    """The work address of a list, else the primary, else the first."""
    if isinstance(value, list):
        entries = [e for e in value if isinstance(e, dict)]
        if len(entries) != len(value):
            raise bad_value("emails must be a list of objects.")
        best = next((e for e in entries if str(e.get("type", "")).lower() == "work"), None) or next(
            (e for e in entries if e.get("primary") is True), entries[0] if entries else {}
        )
        value = best.get("value")
    found = text("emails", value, 254).lower()
    if found:
        try:
            validate_email(found)
        except ValidationError:
            raise bad_value("emails has something that is not an e-mail address.") from None
    return found
