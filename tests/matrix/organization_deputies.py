"""Deputies: a supervisor's own, a deputy's own, everybody's for HR."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from core import clock
from organization.deputies import services
from organization.models import Deputy
from tests.matrix import Row


def scene(w: Any) -> SimpleNamespace:
    """Heidi holds Mervi's talks for a month."""
    row = services.name(
        user=w.user("mervi"),
        supervisor=w.mervi,
        deputy=w.heidi,
        rights=["hold", "sign"],
        first_day=w.today,
        last_day=w.today + timedelta(days=30),
    )
    return SimpleNamespace(row=row)


def row(w: Any) -> dict[str, Any]:
    return {"uuid": w.organization_deputies.row.uuid}


def mervi(w: Any) -> dict[str, Any]:
    return {"uuid": w.mervi.uuid}


def marko(w: Any) -> dict[str, Any]:
    return {"uuid": w.mervi.uuid, "deputy": w.marko.uuid}


def data(w: Any) -> dict[str, Any]:
    return {
        "first_day": clock.today().isoformat(),
        "last_day": (clock.today() + timedelta(days=5)).isoformat(),
        "rights": ["prepare"],
    }


def over(w: Any) -> None:
    """It has begun before today and ends today."""
    today = clock.today()
    Deputy.objects.update(valid_from=today - timedelta(days=9), valid_until=today)


def leads_nobody(w: Any) -> None:
    from organization.services import end_leadership

    end_leadership(unit=w.cleaning, day=clock.today())


ROWS = [
    Row(
        url="organization:deputies",
        reads={"mervi": "Heidi Koivisto", "heidi": "Mervi Aaltonen"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="organization:deputies_all",
        reads={"jari": "Heidi Koivisto", "sanna": "Mervi Aaltonen"},
        refused={"mervi": 403, "heidi": 403, "tiina": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="organization:deputies_of",
        kwargs=mervi,
        reads={"mervi": "Sijaisesi", "jari": "Mervi Aaltonen"},
        refused={
            **{"tiina": 404, "leena": 404, "kari": 404, "veera": 404, "anonymous": 302},
            "heidi": 404,
        },
    ),
    Row(
        url="organization:deputy_choose",
        kwargs=mervi,
        reads={"mervi": "Kari Lindholm", "sanna": "Kari Lindholm"},
        refused={"tiina": 404, "heidi": 404, "leena": 404, "veera": 404, "anonymous": 302},
    ),
    Row(
        url="organization:deputy_name",
        kwargs=marko,
        reads={"mervi": "Marko Seppä", "jari": "Marko Seppä"},
        refused={"tiina": 404, "heidi": 404, "veera": 404, "anonymous": 302},
    ),
    Row(
        url="organization:deputy_name",
        method="post",
        kwargs=marko,
        data=data,
        allowed=["mervi", "jari"],
        refused={"tiina": 404, "heidi": 404, "kari": 404, "veera": 404, "anonymous": 302},
        wrong_state=leads_nobody,
    ),
    Row(
        url="organization:deputy_change",
        kwargs=row,
        reads={"mervi": "Heidi Koivisto", "jari": "Heidi Koivisto"},
        refused={"heidi": 403, "tiina": 404, "leena": 404, "veera": 404, "anonymous": 302},
    ),
    Row(
        url="organization:deputy_change",
        method="post",
        kwargs=row,
        data=data,
        allowed=["mervi", "sanna"],
        refused={"heidi": 403, "tiina": 404, "leena": 404, "veera": 404, "anonymous": 302},
        wrong_state=over,
    ),
    Row(
        url="organization:deputy_end",
        kwargs=row,
        reads={"mervi": "Heidi Koivisto", "jari": "Heidi Koivisto"},
        refused={"heidi": 403, "tiina": 404, "leena": 404, "veera": 404, "anonymous": 302},
    ),
    Row(
        url="organization:deputy_end",
        method="post",
        kwargs=row,
        allowed=["mervi", "jari"],
        refused={"heidi": 403, "tiina": 404, "leena": 404, "veera": 404, "anonymous": 302},
        wrong_state=over,
    ),
]
