"""Who may do what at the end of a conversation, address by address."""

from types import SimpleNamespace
from typing import Any

from conversations import documents as drawn
from conversations.models import Conversation
from conversations.services.signing import hash_now
from conversations.signing import codes, services
from core.models import Document
from tests import conversation_factories as f
from tests.matrix import Row, World
from tests.matrix.conversations import STRANGERS

AGREED = "Yhdessä sovittu sana"


def held(w: World, name: str) -> Conversation:
    talk = f.talk_of(w, name)
    f.write(w, "mervi", talk, AGREED, agreed=True)
    f.goal(w, "mervi", talk, "Sovittu tavoite")
    return f.hold(w, "mervi", talk)


def scene(w: World) -> SimpleNamespace:
    """Tiina's held talk, Sirpa's without an account, Ritva's locked, Marko's reopened."""
    tiinas, sirpas = held(w, "tiina"), held(w, "sirpa")
    code = codes.give(user=w.user("jari"), conversation=now(sirpas)).code
    ritvas = f.lock(w, "ritva", "mervi", held(w, "ritva"))
    markos = f.lock(w, "marko", "mervi", held(w, "marko"))
    services.reopen(user=w.user("jari"), conversation=markos, reason="Väärä vuosi otsikossa")
    earlier = markos.reopenings.get()
    for kind, talk, key in (
        (drawn.EARLIER, markos, drawn._earlier_key(earlier)),
        (drawn.PAPER, sirpas, hash_now(sirpas)),
    ):
        Document.objects.create(
            kind=kind,
            subject_id=talk.uuid,
            content_hash=key,
            language="fi",
            title="Kehityskeskustelu",
            pdf=b"%PDF-1.7",
            rendered_at=talk.held_at,
        )
    return SimpleNamespace(
        tiina=tiinas, sirpa=sirpas, ritva=ritvas, marko=markos, earlier=earlier, code=code
    )


def now(talk: Conversation) -> Conversation:
    return Conversation.objects.with_people().get(pk=talk.pk)


def of(name: str) -> Any:
    return lambda w: {"uuid": getattr(w.conversations_signing, name).uuid}


def earlier(w: World) -> dict[str, Any]:
    s = w.conversations_signing
    return {"uuid": s.marko.uuid, "reopening": s.earlier.uuid}


def text(name: str, **more: Any) -> Any:
    """The form of what was read."""

    def data(w: World) -> dict[str, Any]:
        s = w.conversations_signing
        seen = hash_now(now(getattr(s, name)))
        values = {key: value(w) if callable(value) else value for key, value in more.items()}
        return {"content_hash": seen, **values}

    return data


def sign_on_paper(w: World) -> None:
    talk = now(w.conversations_signing.sirpa)
    services.sign_on_paper(
        user=w.user("mervi"), conversation=talk, seen_hash=hash_now(talk), day=w.today
    )


def lock_sirpas(w: World) -> None:
    sign_on_paper(w)
    f.sign(w, "mervi", w.conversations_signing.sirpa)


def lock_tiinas(w: World) -> None:
    f.lock(w, "tiina", "mervi", w.conversations_signing.tiina)


def both_answer(w: World) -> None:
    talk = w.conversations_signing.tiina
    f.sign(w, "mervi", talk)
    services.refuse(user=w.user("tiina"), conversation=now(talk), seen_hash=hash_now(now(talk)))


def close(w: World) -> None:
    services.close(user=w.user("mervi"), conversation=now(w.conversations_signing.tiina))


def reopen(name: str) -> Any:
    def act(w: World) -> None:
        services.reopen(
            user=w.user("jari"),
            conversation=now(getattr(w.conversations_signing, name)),
            reason="x",
        )

    return act


NOT_HR = {
    "tiina": 403, "mervi": 403, "outi": 403, "veera": 403, "kaisa": 403, "anonymous": 302,
}  # fmt: skip
NOT_SIRPAS = {**STRANGERS, "tiina": 404}
NOT_MARKOS = {k: v for k, v in NOT_SIRPAS.items() if k != "marko"}

ROWS = [
    Row(
        url="conversations:signing",
        reads={"jari": "Sirpa Kallio", "sanna": "Sirpa Kallio"},
        refused=NOT_HR,
    ),
    Row(
        url="conversations:give_code",
        kwargs=of("sirpa"),
        reads={"jari": "Sirpa Kallio", "sanna": "Sirpa Kallio"},
        refused=NOT_HR,
    ),
    Row(
        url="conversations:give_code",
        method="post",
        kwargs=of("sirpa"),
        allowed=["jari", "sanna"],
        refused=NOT_HR,
        wrong_state=sign_on_paper,
    ),
    Row(
        url="conversations:reopen",
        kwargs=of("ritva"),
        reads={"jari": "Ritva Lahti", "sanna": "Ritva Lahti"},
        refused=NOT_HR,
    ),
    Row(
        url="conversations:reopen",
        method="post",
        kwargs=of("ritva"),
        data=lambda w: {"reason": "Väärä vuosi otsikossa"},
        allowed=["jari", "sanna"],
        refused=NOT_HR,
        wrong_state=reopen("ritva"),
    ),
    Row(
        url="conversations:refuse",
        kwargs=of("tiina"),
        reads={"tiina": AGREED, "mervi": AGREED},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:refuse",
        method="post",
        kwargs=of("tiina"),
        data=text("tiina", reason="En näin"),
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=lock_tiinas,
    ),
    Row(
        url="conversations:close",
        kwargs=of("tiina"),
        reads={"tiina": "Tiina Rautio", "mervi": "Tiina Rautio"},
        refused=STRANGERS,
        before=both_answer,
    ),
    Row(
        url="conversations:close",
        method="post",
        kwargs=of("tiina"),
        allowed=["mervi", "tiina"],
        refused=STRANGERS,
        before=both_answer,
        wrong_state=close,
    ),
    Row(
        url="conversations:sign_here",
        kwargs=of("sirpa"),
        reads={"mervi": AGREED},
        refused=NOT_SIRPAS,
    ),
    Row(
        url="conversations:sign_here",
        method="post",
        kwargs=of("sirpa"),
        data=text("sirpa", code=lambda w: w.conversations_signing.code),
        allowed=["mervi"],
        refused=NOT_SIRPAS,
        wrong_state=lock_sirpas,
    ),
    Row(
        url="conversations:paper",
        kwargs=of("sirpa"),
        reads={"mervi": "Sirpa Kallio"},
        refused=NOT_SIRPAS,
    ),
    Row(
        url="conversations:paper",
        method="post",
        kwargs=of("sirpa"),
        data=text(
            "sirpa",
            paper_on="2026-02-09",
            mark=lambda w: hash_now(now(w.conversations_signing.sirpa))[:8],
        ),
        allowed=["mervi"],
        refused=NOT_SIRPAS,
        wrong_state=lock_sirpas,
    ),
    Row(
        url="conversations:paper_print",
        method="post",
        kwargs=of("sirpa"),
        allowed=["mervi"],
        refused=NOT_SIRPAS,
        wrong_state=sign_on_paper,
    ),
    Row(
        url="conversations:paper_file",
        kwargs=of("sirpa"),
        reads={"mervi": "%PDF"},
        # A deputy who was not there gets a paper without the sensitive themes, once asked for.
        refused={**NOT_SIRPAS, "heidi": 404},
    ),
    Row(
        url="conversations:remark",
        kwargs=of("ritva"),
        allowed=["ritva", "mervi"],
        refused=NOT_SIRPAS,
    ),
    Row(
        url="conversations:remark",
        method="post",
        kwargs=of("ritva"),
        data=lambda w: {"text": "Jälkikäteen lisätty"},
        allowed=["ritva", "mervi"],
        refused=NOT_SIRPAS,
        wrong_state=reopen("ritva"),
    ),
    Row(
        url="conversations:earlier",
        kwargs=earlier,
        allowed=["marko", "mervi"],
        refused=NOT_MARKOS,
    ),
    Row(
        url="conversations:earlier",
        method="post",
        kwargs=earlier,
        allowed=["marko", "mervi"],
        refused=NOT_MARKOS,
    ),
    Row(
        url="conversations:earlier_file",
        kwargs=earlier,
        reads={"marko": "%PDF", "mervi": "%PDF"},
        refused={**NOT_MARKOS, "heidi": 404},
    ),
]
