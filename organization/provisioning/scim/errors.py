"""Errors as SCIM tells them (RFC 7644 3.12). The details are for whoever runs the directory."""

from typing import Any

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


class ScimError(Exception):
    def __init__(self, status: int, detail: str, scim_type: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.scim_type = status, detail, scim_type

    def body(self) -> dict[str, Any]:
        body = {"schemas": [ERROR], "status": str(self.status), "detail": self.detail}
        return body | ({"scimType": self.scim_type} if self.scim_type else {})


def bad_value(detail: str) -> ScimError:
    return ScimError(400, detail, "invalidValue")


def not_found() -> ScimError:
    return ScimError(404, "There is no such resource.")
