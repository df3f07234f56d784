"""The year's round: HR prepares it and settles exceptions; a talk outside it; who gets what."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from conversations.models import UnitChoice
from conversations.rounds import services
from conversations.services.rounds import ensure_round
from tests import conversation_factories as f
from tests.matrix import Row

HR_ONLY = {"tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "anonymous": 302}
NOTE = "Aloittaa uudessa tehtävässä keväällä"


def scene(w: Any) -> SimpleNamespace:
    """The library talks as a group this year; Marko is left out; the year is not open yet."""
    services.begin(user=w.user("jari"), year=w.today.year)
    services.choose_way(user=w.user("jari"), year=w.today.year, unit=w.library, way="group")
    services.arrange(
        user=w.user("jari"),
        year=w.today.year,
        employment=w.employment("marko"),
        decision="left_out",
        reason="other",
        note=NOTE,
    )
    return SimpleNamespace(choice=UnitChoice.objects.get())


def opened(w: Any) -> None:
    ensure_round(year=w.today.year)


def markos(w: Any) -> dict[str, Any]:
    return {"employment": w.employment("marko").uuid}


def begun(w: Any) -> None:
    """Marko's talk has been opened after all and something is written in it."""
    ensure_round(year=w.today.year)
    services.take_back(user=w.user("jari"), year=w.today.year, employment=w.employment("marko"))
    f.write(w, "marko", f.talk_of(w, "marko"), "Jotakin on jo kirjoitettu")


def has_open(w: Any) -> None:
    begun(w)


def choice(w: Any) -> dict[str, Any]:
    return {"uuid": w.conversations_rounds.choice.uuid}


def daycare(w: Any) -> dict[str, Any]:
    return {"uuid": w.daycare.uuid}


def choices(w: Any) -> dict[str, Any]:
    from conversations.models import Round

    now = Round.objects.get(year=w.today.year)
    return {
        "version": str(now.version),
        "template": str(now.template_id),
        "staff_framework": str(now.staff_framework_id),
        "supervisor_framework": str(now.supervisor_framework_id),
        "due_on": "2026-04-15",
        "new_weeks": "8",
        "carries_over": "on",
    }


def single(w: Any) -> dict[str, Any]:
    return {
        "occasion": "new_task",
        "note": "",
        "due_on": (w.today + timedelta(days=30)).isoformat(),
    }


ROWS = [
    Row(
        url="conversations:round",
        reads={"jari": "Kirjasto: ryhmänä", "sanna": "Kirjasto: ryhmänä"},
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:round_open",
        method="post",
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:round_refresh",
        method="post",
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:round_choices",
        reads={"jari": "Koko henkilöstön osaamiset", "sanna": "Koko henkilöstön osaamiset"},
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:round_choices",
        method="post",
        data=choices,
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:round_units",
        reads={"jari": "Siivouspalvelut", "sanna": "Siivouspalvelut"},
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:round_units",
        method="post",
        data=lambda w: {"unit": str(w.cleaning.uuid), "way": "none"},
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
        wrong_state=opened,
    ),
    Row(
        url="conversations:round_unit_back",
        method="post",
        kwargs=choice,
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
        wrong_state=opened,
    ),
    Row(
        url="conversations:arrange_choose",
        query=lambda w: {"q": "Marko"},
        reads={"jari": "Marko Seppä", "sanna": "Marko Seppä"},
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:arrange",
        kwargs=markos,
        reads={"jari": NOTE, "sanna": NOTE},
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:arrange",
        method="post",
        kwargs=markos,
        data=lambda w: {"decision": "left_out", "reason": "talked"},
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
        wrong_state=begun,
    ),
    Row(
        url="conversations:arrange_back",
        method="post",
        kwargs=markos,
        allowed=["jari", "sanna"],
        refused=HR_ONLY,
    ),
    Row(
        url="conversations:single_choose",
        query=lambda w: {"q": "Marko"},
        reads={"mervi": "Marko Seppä", "jari": "Marko Seppä", "sanna": "Marko Seppä"},
        also=["leena", "heidi", "kari", "outi", "ilkka", "pekka", "hanna", "riikka", "antti"],
        refused={"tiina": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:single",
        kwargs=markos,
        before=opened,
        reads={"mervi": "Marko Seppä", "jari": "Marko Seppä"},
        refused={
            **{"tiina": 404, "aino": 404, "leena": 404, "kari": 404, "outi": 404},
            **{"veera": 404, "anonymous": 302},
        },
    ),
    Row(
        url="conversations:single",
        method="post",
        kwargs=markos,
        data=single,
        before=opened,
        allowed=["mervi", "jari"],
        refused={
            **{"tiina": 404, "marko": 404, "leena": 404, "kari": 404, "outi": 404},
            **{"veera": 404, "anonymous": 302},
        },
        wrong_state=has_open,
    ),
    Row(
        url="conversations:who",
        reads={"jari": "Päiväkoti Kielo", "aino": "Päiväkoti Kielo", "leena": "Päiväkoti Kielo"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="conversations:unit_years",
        kwargs=daycare,
        reads={"jari": "Päiväkoti Kielo", "sanna": "Päiväkoti Kielo"},
        refused={**HR_ONLY, "leena": 403},
    ),
    Row(
        url="conversations:unit_years",
        method="post",
        kwargs=daycare,
        data=lambda w: {"group_years": "even", "first_day": w.today.isoformat()},
        allowed=["jari", "sanna"],
        refused={**HR_ONLY, "leena": 403},
    ),
]
