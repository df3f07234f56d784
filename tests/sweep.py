"""Every row of the matrix tried by every role: what is expected of whoever a row does not name.

A row names some who may and some who may not (tests/matrix). What everybody else of `ROLES` is to
meet is derived here; where a role may besides, the row says so (`also`). tests/test_permissions.py
runs it, and docs/access.md is drawn from it.
"""

from collections.abc import Mapping

from django.http.response import HttpResponseBase

from tests.matrix import Row, nothing

# name in the cast -> the role it stands for
ROLES: Mapping[str, str] = {
    "tiina": "employee",
    "mervi": "supervisor of that employee",
    "heidi": "deputy of that supervisor, with all rights",
    "aino": "employee of another unit",
    "leena": "supervisor of another unit",
    "kari": "next supervisor: director of the responsibility area, leadership-group member",
    "outi": "director of the service area, committee member (employer)",
    "ilkka": "city manager, chair of the city's leadership group",
    "anneli": "committee member (personnel)",
    "secretary": "secretary of the committee",
    "sanna": "HR planner",
    "jari": "HR main user",
    "veera": "system administrator",
    "kaisa": "data-protection officer",
    "left": "whose employment has ended",
    "no_person": "an account without a person",
    "anonymous": "a stranger",
}
DEPUTY = ("heidi", "mervi", "prepare", "hold", "see_history", "sign", "plan")
# Who meets the same as somebody else whom a row names, when the row does not name them.
ALIKE = {"sanna": "jari", "jari": "sanna", "heidi": "mervi"}

MAY, MAY_NOT, SIGN_IN, ANY = "may", "may not", "sign in", "any"


def named(row: Row, who: str) -> str:
    """What the row itself says of one role; nothing when it says nothing."""
    if who in row.reads or who in row.allowed or who in row.also:
        return MAY
    if who in row.refused:
        return SIGN_IN if row.refused[who] == 302 else MAY_NOT
    return ""


def expected(row: Row, who: str) -> str:
    """What a role meets: `MAY`, `MAY_NOT`, `SIGN_IN`, or `ANY` (no error, that is all)."""
    found = named(row, who)
    if found:
        return found
    if row.public:
        return ANY
    if row.bearer is not nothing:
        return MAY_NOT
    if who == "anonymous":
        return SIGN_IN
    if row.everyone:
        # A page of one's own needs somebody whose it is; one's sign-in, how one has signed in.
        return ANY if who == "no_person" or row.module == "accounts" else MAY
    if who in ALIKE and (ALIKE[who] in row.reads or ALIKE[who] in row.allowed):
        return MAY
    return MAY_NOT


def assert_guarded(response: HttpResponseBase) -> None:
    """The headers of every answer of ours, pages, files and errors alike."""
    policy = response["Content-Security-Policy"]
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in response["Permissions-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
