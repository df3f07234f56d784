"""Who may do what with conversations, address by address."""

from types import SimpleNamespace
from typing import Any

from conversations.documents import WHOLE
from conversations.models import Conversation
from core.models import Document
from tests import conversation_factories as f
from tests.matrix import Row, World

PAST_YEAR, DEVELOPMENT = "Siivoan kouluja", "Osaan neuvoa muita"
AGREED = "Tiina perehdyttää uudet"


def scene(w: World) -> SimpleNamespace:
    """Tiina's open talk with something in every layer, Marko's held, Ritva's locked with a PDF."""
    talk = f.talk_of(w, "tiina")
    f.write(w, "tiina", talk, PAST_YEAR)
    f.write(w, "mervi", talk, DEVELOPMENT, key="current-competence")
    f.write(w, "mervi", talk, AGREED, agreed=True)
    goal = f.goal(w, "mervi", talk, "Sovittu tavoite")
    suggestion = f.goal(w, "tiina", talk, "Tiinan ehdotus", agreed=False)
    f.share(w, "tiina", talk)
    f.book(w, "mervi", talk)
    held = f.talk_of(w, "marko")
    f.write(w, "marko", held, "Markon jakamaton")
    f.hold(w, "mervi", held)
    f.rate(w, "mervi", f.talk_of(w, "ritva"), 3, agreed=True)
    locked = f.lock(w, "ritva", "mervi", f.talk_of(w, "ritva"))
    Document.objects.create(
        kind=WHOLE,
        subject_id=locked.uuid,
        content_hash=locked.content_hash,
        language="fi",
        title="Kehityskeskustelu",
        pdf=b"%PDF-1.7",
        rendered_at=locked.locked_at,
    )
    return SimpleNamespace(talk=talk, goal=goal, suggestion=suggestion, held=held, locked=locked)


def of(name: str, **more: Any) -> Any:
    return lambda w: {"uuid": getattr(w.conversations, name).uuid, **more}


def item(name: str, kind: str = "tavoite") -> Any:
    return lambda w: {
        "uuid": w.conversations.talk.uuid,
        "kind": kind,
        "item": getattr(w.conversations, name).uuid,
    }


def make_held(w: World) -> None:
    f.hold(w, "mervi", w.conversations.talk)


def make_locked(w: World) -> None:
    f.lock(w, "tiina", "mervi", w.conversations.talk)


def lock_by_deputy(w: World) -> None:
    """Signed by Marko and by Mervi's deputy: nothing is left for Mervi."""
    w.deputise("heidi", "mervi", "sign")
    f.lock(w, "marko", "heidi", w.conversations.held)


def hash_of_held(w: World) -> dict[str, str]:
    from conversations.services.signing import hash_now

    return {"content_hash": hash_now(Conversation.objects.get(pk=w.conversations.held.pk))}


# Those to whom a conversation's addresses do not exist.
STRANGERS = {
    "aino": 404,  # another unit
    "leena": 404,  # supervisor of another unit
    "marko": 404,  # colleague
    "kari": 404,  # next supervisor
    "outi": 404,  # director of the line: knows that it exists, from the list
    "jari": 404,  # HR: the same
    "veera": 404,
    "anonymous": 302,
}
OTHERS_THAN_MARKO = {k: v for k, v in {**STRANGERS, "tiina": 404}.items() if k != "marko"}
OTHERS_THAN_RITVA = {**STRANGERS, "tiina": 404}

ROWS = [
    Row(
        url="conversations:index",
        reads={"tiina": "Kehityskeskustelu 2026", "mervi": "Kehityskeskustelu 2026"},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="conversations:team",
        reads={"mervi": "Tiina Rautio", "leena": "Aino Korpela"},
        also=["heidi", "kari", "outi", "ilkka", "jari"],
        refused={"tiina": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:overview",
        reads={"jari": "Tiina Rautio", "outi": "Tiina Rautio", "pekka": "Aino Korpela"},
        also=["ilkka"],
        refused={"tiina": 403, "mervi": 403, "kari": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="conversations:detail",
        kwargs=of("talk"),
        reads={"tiina": "Huone Ruotsalainen", "mervi": "Huone Ruotsalainen"},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:schedule",
        kwargs=of("talk"),
        reads={"mervi": "Huone Ruotsalainen"},
        refused={**STRANGERS, "tiina": 403},
    ),
    Row(
        url="conversations:schedule",
        method="post",
        kwargs=of("talk"),
        data=lambda w: {"day": "2026-02-17", "at": "10:00", "minutes": "60"},
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 403},
        wrong_state=make_held,
    ),
    Row(
        url="conversations:cancel",
        method="post",
        kwargs=of("talk"),
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 403},
        wrong_state=make_held,
    ),
    Row(
        url="conversations:hold",
        kwargs=of("talk"),
        reads={"mervi": "Tiina Rautio"},
        refused={**STRANGERS, "tiina": 403},
    ),
    Row(
        url="conversations:hold",
        method="post",
        kwargs=of("talk"),
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 403},
        wrong_state=make_held,
    ),
    Row(
        url="conversations:sign",
        kwargs=of("held"),
        reads={
            "marko": "Tiina vastaa uusien perehdytyksestä.",
            "mervi": "Tiina vastaa uusien perehdytyksestä.",
        },
        refused=OTHERS_THAN_MARKO,
    ),
    Row(
        url="conversations:sign",
        method="post",
        kwargs=of("held"),
        data=hash_of_held,
        allowed=["mervi", "marko"],
        refused=OTHERS_THAN_MARKO,
        wrong_state=lock_by_deputy,
    ),
    Row(
        url="conversations:document",
        kwargs=of("locked"),
        reads={"ritva": "Keskustelu PDF:nä", "mervi": "Keskustelu PDF:nä"},
        refused=OTHERS_THAN_RITVA,
    ),
    Row(
        url="conversations:document",
        method="post",
        kwargs=of("locked"),
        allowed=["ritva", "mervi"],
        refused=OTHERS_THAN_RITVA,
    ),
    Row(
        url="conversations:document_file",
        kwargs=of("locked"),
        reads={"ritva": "%PDF", "mervi": "%PDF"},
        # A deputy who was not there gets a document of one's own, without the sensitive themes.
        refused={**OTHERS_THAN_RITVA, "heidi": 404},
    ),
    Row(
        url="conversations:left",
        kwargs=of("held"),
        reads={"marko": "Markon jakamaton"},
        refused={**OTHERS_THAN_MARKO, "mervi": 404},
    ),
    Row(
        url="conversations:left",
        method="post",
        kwargs=of("held"),
        data=lambda w: {"do": "delete"},
        allowed=["marko"],
        refused={**OTHERS_THAN_MARKO, "mervi": 404},
    ),
    Row(
        url="conversations:prepare",
        kwargs=of("talk"),
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
    ),
    Row(
        url="conversations:share",
        kwargs=of("talk"),
        reads={"tiina": PAST_YEAR, "mervi": DEVELOPMENT},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:share",
        method="post",
        kwargs=of("talk"),
        allowed=["mervi"],
        refused=STRANGERS,
        wrong_state=make_held,
    ),
    Row(
        url="conversations:prepare_theme",
        kwargs=of("talk", theme="past-year"),
        reads={"tiina": PAST_YEAR, "mervi": PAST_YEAR},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:prepare_theme",
        method="post",
        kwargs=of("talk", theme="past-year"),
        data=lambda w: {"q_successes": "Uusi teksti"},
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=make_held,
    ),
    Row(
        url="conversations:talk_theme",
        kwargs=of("talk", theme="past-year"),
        reads={"tiina": AGREED, "mervi": AGREED},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:talk_theme",
        method="post",
        kwargs=of("talk", theme="past-year"),
        data=lambda w: {"q_successes": "Uusi teksti"},
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=make_locked,
    ),
]
for _stage, _close in (("prepare", make_held), ("talk", make_locked)):
    ROWS += [
        Row(
            url=f"conversations:{_stage}_ratings",
            kwargs=of("talk"),
            reads={
                "tiina": "Itsensä johtamisen taidot",
                "mervi": "Itsensä johtamisen taidot",
            },
            refused=STRANGERS,
        ),
        Row(
            url=f"conversations:{_stage}_ratings",
            method="post",
            kwargs=of("talk"),
            data=lambda w: {f"level_{f.competence(w.conversations.talk).key}": "3"},
            allowed=["tiina", "mervi"],
            refused=STRANGERS,
            wrong_state=_close,
        ),
        Row(
            url=f"conversations:{_stage}_items",
            kwargs=of("talk"),
            reads={
                "tiina": "Tiinan ehdotus" if _stage == "prepare" else "Sovittu tavoite",
                "mervi": "Tiinan ehdotus" if _stage == "prepare" else "Sovittu tavoite",
            },
            refused=STRANGERS,
        ),
    ]
ROWS += [
    Row(
        url="conversations:item_add",
        kwargs=of("talk", kind="tavoite", layer="sovittu"),
        reads={"tiina": "Työtä tekemällä oppiminen", "mervi": "Työtä tekemällä oppiminen"},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:item_add",
        method="post",
        kwargs=of("talk", kind="tarve", layer="ehdotus"),
        data=lambda w: {"topic": "Uusi toive", "horizon": "now", "urgency": "normal"},
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=make_held,
    ),
    Row(
        url="conversations:item_change",
        kwargs=item("goal"),
        reads={"tiina": "Sovittu tavoite", "mervi": "Sovittu tavoite"},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:item_change",
        method="post",
        kwargs=item("suggestion"),
        data=lambda w: {"title": "Muutettu", "way": w.conversations.suggestion.way_id},
        allowed=["tiina"],
        refused={**STRANGERS, "mervi": 403},
        wrong_state=make_held,
    ),
    Row(
        url="conversations:item_delete",
        method="post",
        kwargs=item("goal"),
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=make_locked,
    ),
    Row(
        url="conversations:item_agree",
        method="post",
        kwargs=item("suggestion"),
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=make_locked,
    ),
    Row(
        url="conversations:goal_follow_up",
        method="post",
        kwargs=lambda w: {
            "uuid": w.conversations.talk.uuid,
            "item": w.conversations.goal.uuid,
        },
        data=lambda w: {"status": "done"},
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
    ),
]
