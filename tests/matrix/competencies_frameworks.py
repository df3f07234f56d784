"""Lists of competences: HR prepares them; targets are HR's and, in their units, leaders'."""

from types import SimpleNamespace
from typing import Any

from competencies.frameworks import services
from competencies.targets.selectors import lines, token
from tests.matrix import Row

HR = ("sanna", "jari")
REFUSED = {"tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "anonymous": 302}


def scene(w: Any) -> SimpleNamespace:
    """Next year's draft of the shared list."""
    content = w.content()
    draft = services.draft_next(user=w.user("sanna"), audience="all_staff", year=2027)
    return SimpleNamespace(draft=draft, now=content.staff, row=draft.competences.first())


def of(w: Any) -> dict[str, Any]:
    return {"uuid": w.competencies_frameworks.draft.uuid}


def now(w: Any) -> dict[str, Any]:
    return {"uuid": w.competencies_frameworks.now.uuid}


def row(w: Any) -> dict[str, Any]:
    return {**of(w), "competence": w.competencies_frameworks.row.uuid}


def version(w: Any) -> str:
    w.competencies_frameworks.draft.refresh_from_db()
    return str(w.competencies_frameworks.draft.version)


def words(name: str, text: str) -> dict[str, str]:
    return {f"{name}_{code}": text for code in ("fi", "sv", "en")}


def archived(w: Any) -> None:
    services.archive(user=w.user("sanna"), framework=w.competencies_frameworks.draft)


def archived_now(w: Any) -> None:
    services.archive(user=w.user("sanna"), framework=w.competencies_frameworks.now)


def chosen(w: Any) -> dict[str, Any]:
    staff = w.competencies_frameworks.now
    return {
        "unit": str(w.cleaning.uuid),
        "title": "",
        "seen": token(lines(staff, w.cleaning, "", w.today)),
        f"t_{staff.competences.first().key}": "4",
    }


def _page(name: str, text: str, kwargs: Any = of) -> Row:
    return Row(
        url=f"competencies:{name}",
        kwargs=kwargs,
        reads=dict.fromkeys(HR, text),
        refused=REFUSED,
    )


def _write(name: str, data: Any, kwargs: Any = of, **more: Any) -> Row:
    return Row(
        url=f"competencies:{name}",
        method="post",
        kwargs=kwargs,
        data=data,
        allowed=HR,
        refused=REFUSED,
        wrong_state=archived,
        **more,
    )


ROWS = [
    Row(
        url="competencies:frameworks",
        reads=dict.fromkeys(HR, "Osaamisluettelot"),
        refused=REFUSED,
    ),
    Row(
        url="competencies:framework_draft",
        method="post",
        data=lambda w: {"audience": "supervisors", "year": "2027", "key": ""},
        allowed=(*HR, "ilkka"),
        refused=REFUSED,
    ),
    Row(
        url="competencies:framework_new",
        reads=dict.fromkeys(HR, "Uusi yksikön tai ammatin luettelo"),
        refused=REFUSED,
    ),
    Row(
        url="competencies:framework_new",
        method="post",
        data=lambda w: {
            **words("name", "Siivoustyö"),
            "audience": "unit",
            "unit": str(w.cleaning.uuid),
            "year": "2026",
        },
        allowed=HR,
        refused=REFUSED,
    ),
    _page("framework", "Itsensä johtamisen taidot"),
    _page("framework_preview", "Itsensä johtamisen taidot"),
    _page("framework_settings", "Kuka arvioi ennen keskustelua"),
    _page("framework_scale", "Soveltaa ja neuvoo"),
    _page("framework_publish", "Kaupunginjohtajan johtoryhmä"),
    _page("competence_add", "Uusi osaaminen"),
    _page("competence", "Muuta osaamista", row),
    _write("framework_settings", lambda w: {"version": version(w), "raters": "self"}),
    _write(
        "framework_scale",
        lambda w: {
            "version": version(w),
            **words("name1", "Alku"),
            **words("text1", "Alussa"),
            **words("name2", "Loppu"),
            **words("text2", "Lopussa"),
        },
    ),
    _write("competence_add", lambda w: {"version": version(w), **words("name", "Uusi taito")}),
    _write("competence", lambda w: {"version": version(w), **words("name", "Toisin")}, row),
    _write("competence_move", lambda w: {"version": version(w), "to": "down"}, row),
    _write("competence_remove", lambda w: {"version": version(w)}, row),
    _write(
        "framework_publish",
        lambda w: {
            "version": version(w),
            **words("decided_by", "Johtoryhmä"),
            "decided_on": w.today.isoformat(),
        },
    ),
    _write("framework_archive", lambda w: {}),
    Row(
        url="competencies:targets",
        kwargs=now,
        query=lambda w: {"unit": str(w.cleaning.uuid)},
        reads=dict.fromkeys((*HR, "mervi", "outi"), "Itsensä johtamisen taidot"),
        also=("heidi", "leena", "kari", "ilkka"),  # in their own units
        refused={"tiina": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="competencies:targets",
        method="post",
        kwargs=now,
        data=chosen,
        allowed=(*HR, "mervi", "outi"),
        also=("kari", "ilkka"),
        refused={"tiina": 403, "veera": 403, "heidi": 404, "leena": 404, "anonymous": 302},
        wrong_state=archived_now,
    ),
]
