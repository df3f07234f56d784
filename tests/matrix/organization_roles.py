"""Roles: explained to all, seen by HR and the data-protection officer, given by main users."""

from types import SimpleNamespace
from typing import Any

from organization import services
from organization.models import BodyMembership, RoleGrant
from tests.matrix import Row

OTHERS = {"sanna": 403, "kaisa": 403, "veera": 403, "tiina": 403, "outi": 403, "anonymous": 302}


def scene(w: Any) -> SimpleNamespace:
    services.grant_role(person=w.lauri, role="hr_main", valid_from=w.today)
    return SimpleNamespace()


def _person(name: str, **more: Any) -> Any:
    return lambda w: {"uuid": getattr(w, name).uuid, **more}


def _seat(w: Any) -> dict[str, Any]:
    return {"uuid": w.timo.uuid, "body": w.committee.uuid}


def _last_main_user(w: Any) -> None:
    """Only the one who asks is left without an end."""
    RoleGrant.objects.filter(person=w.lauri, role="hr_main").update(valid_until="2027-01-01")
    RoleGrant.objects.filter(person=w.jari, role="hr_main").update(valid_until="2027-01-01")


def _no_seat(w: Any) -> None:
    BodyMembership.objects.filter(person=w.timo).delete()


ROWS = [
    Row(
        url="organization:roles",
        everyone=True,
        reads={"tiina": "Henkilöstöpalvelujen pääkäyttäjä", "veera": "Järjestelmän ylläpitäjä"},
        refused={"anonymous": 302},
    ),
    Row(
        url="organization:role_holders",
        reads={"jari": "Timo Rinne", "sanna": "Timo Rinne", "kaisa": "Timo Rinne"},
        refused={"veera": 403, "tiina": 403, "outi": 403, "mervi": 403, "anonymous": 302},
    ),
    Row(
        url="organization:role_person",
        kwargs=_person("timo"),
        reads={"jari": "YT-neuvottelukunta"},
        refused=OTHERS,
    ),
    Row(
        url="organization:role_grant",
        method="post",
        kwargs=_person("tiina"),
        data=lambda w: {"role": "hr_planner", "valid_from": "2026-02-09"},
        allowed=["jari"],
        refused=OTHERS,
    ),
    Row(
        url="organization:seat_give",
        method="post",
        kwargs=_person("tiina"),
        data=lambda w: {
            "body": w.committee.uuid,
            "role": "member",
            "side": "personnel",
            "valid_from": "2026-02-09",
        },
        allowed=["jari"],
        refused=OTHERS,
    ),
    Row(
        url="organization:role_end",
        kwargs=_person("lauri", role="hr_main"),
        reads={"jari": "Lauri Kettunen"},
        refused=OTHERS,
    ),
    Row(
        url="organization:role_end",
        method="post",
        kwargs=_person("lauri", role="hr_main"),
        data=lambda w: {"last_day": "2026-02-28"},
        allowed=["jari"],
        refused={**OTHERS, "lauri": 403},
        wrong_state=_last_main_user,
    ),
    Row(
        url="organization:seat_end",
        kwargs=_seat,
        reads={"jari": "Timo Rinne"},
        refused=OTHERS,
    ),
    Row(
        url="organization:seat_end",
        method="post",
        kwargs=_seat,
        data=lambda w: {"last_day": "2026-02-28"},
        allowed=["jari"],
        refused=OTHERS,
        wrong_state=_no_seat,
        wrong_status=404,
    ),
]
