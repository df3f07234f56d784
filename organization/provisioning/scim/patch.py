"""PATCH (RFC 7644 3.5.2) as Entra ID sends it: any case of the verb, with and without a path."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from organization.provisioning.accounts import Told
from organization.provisioning.scim.errors import ScimError, bad_value
from organization.provisioning.scim.values import PATCH, flat, normal, text, told

_MEMBER = re.compile(r'members\[\s*value\s+eq\s+"([^"]+)"\s*\](?:\.value)?', re.IGNORECASE)
MOST = 1_000


def operations(body: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(verb, path or "", value) of each operation."""
    schemas = [str(s).lower() for s in body.get("schemas") or []]
    listed = next((v for k, v in body.items() if k.lower() == "operations"), None)
    if PATCH.lower() not in schemas or not isinstance(listed, list) or not listed:
        raise ScimError(400, "A PatchOp with Operations is needed.", "invalidSyntax")
    if len(listed) > MOST:
        raise ScimError(413, f"At most {MOST} operations at a time.")
    for operation in listed:
        if not isinstance(operation, dict):
            raise ScimError(400, "An operation must be an object.", "invalidSyntax")
        verb = str(operation.get("op", "")).lower()
        if verb not in ("add", "replace", "remove"):
            raise ScimError(400, "op must be add, replace or remove.", "invalidSyntax")
        yield verb, str(operation.get("path") or ""), operation.get("value")


def user_changes(body: Mapping[str, Any]) -> Told:
    """All operations in their order; the last word on an attribute counts."""
    return told(_pairs(body), strict=True)


def _pairs(body: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for verb, path, value in operations(body):
        if verb == "remove":
            if not path:
                raise ScimError(400, "remove needs a path.", "noTarget")
            yield normal(path), "" if normal(path) != "active" else False
        elif path:
            name = normal(path)
            if isinstance(value, dict) and "value" not in value:
                yield from flat({path: value})
            else:
                yield name, value
        elif isinstance(value, dict):
            yield from flat(value)
        else:
            raise bad_value("Without a path the value must be an object.")


@dataclass
class GroupChanges:
    name: str | None = None
    external_id: str | None = None
    add: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    # The whole list anew; None: not told.
    members: list[str] | None = None


def group_changes(body: Mapping[str, Any]) -> GroupChanges:
    out = GroupChanges()
    for verb, path, value in operations(body):
        one = _MEMBER.fullmatch(path.strip())
        if one:
            if verb != "remove":
                raise ScimError(400, "Members are added to the path members.", "invalidPath")
            _take(out, "remove", [one.group(1)])
        elif not path:
            if verb == "remove" or not isinstance(value, dict):
                raise ScimError(400, "A path is needed.", "noTarget")
            for key, inner in value.items():
                _attribute(out, verb, normal(key), inner)
        else:
            _attribute(out, verb, normal(path), value)
    return out


def _attribute(out: GroupChanges, verb: str, name: str, value: Any) -> None:
    if name == "members":
        keys = member_keys(value) if value not in (None, "") else None
        if verb == "remove" and keys is None:
            out.members, out.add, out.remove = [], [], []
        elif verb == "replace":
            out.members, out.add, out.remove = keys or [], [], []
        else:
            _take(out, verb, keys or [])
    elif name == "displayname" and verb != "remove":
        out.name = group_name(value)
    elif name == "externalid":
        out.external_id = "" if verb == "remove" else text("externalId", value, 200)
    elif name not in ("id", "schemas", "meta"):
        raise ScimError(400, f"There is no attribute {name[:100]}.", "invalidPath")


def _take(out: GroupChanges, verb: str, keys: Sequence[str]) -> None:
    """Later operations win over earlier ones about the same member."""
    for key in keys:
        if out.members is not None:
            out.members = [k for k in out.members if k != key] + ([key] if verb == "add" else [])
            continue
        out.add = [k for k in out.add if k != key]
        out.remove = [k for k in out.remove if k != key]
        (out.add if verb == "add" else out.remove).append(key)


def member_keys(value: Any) -> list[str]:
    """[{"value": id}], one such object, or an id."""
    entries = value if isinstance(value, list) else [value]
    keys = [e.get("value") if isinstance(e, dict) else e for e in entries]
    if not all(isinstance(key, str) for key in keys):
        raise bad_value("members must be a list of objects with a value.")
    return [str(key) for key in keys]


def group_name(value: Any) -> str:
    name = text("displayName", value, 200)
    if not name:
        raise bad_value("displayName must not be empty.")
    return name
