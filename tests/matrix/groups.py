"""Who may do what with group conversations, address by address. The group is Mervi's team: she
leads it, Tiina is in it; those above in the line and HR see its summary once it is closed."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from conversations.groups import documents
from conversations.groups.forms import token
from conversations.groups.models import GroupItem, Practice
from conversations.groups.services import writing
from conversations.services.texts import fingerprint
from core.models import Document
from tests import group_factories as g
from tests.matrix import Row, World

AGREED = "Osaamme perehdyttää hyvin"
LINES = "Otimme kaupungin linjaukset huomioon."
THOUGHT = "Neuvotaan uusia yhdessä alusta asti"
SHARED = "Vierihoitopäivä kuukauden ensimmäisenä maanantaina"


def scene(w: World) -> SimpleNamespace:
    """One conversation of the cleaning team in each stage, in years of their own."""
    planned = g.group_of(w, "cleaning")
    named = g.group_of(w, "cleaning", year=2025)
    g.start(w, "mervi", named)
    thought = g.think(w, "tiina", named, THOUGHT)
    pile = g.group_of(w, "cleaning", year=2024)
    g.grow(w, pile, 2)
    g.start(w, "mervi", pile, "anonymous")
    open_one = g.group_of(w, "cleaning", year=2023)
    g.start(w, "mervi", open_one)
    g.think(w, "tiina", open_one, THOUGHT)
    g.end(w, "mervi", open_one)
    g.complete(w, "mervi", open_one)
    item = GroupItem.objects.get(conversation=open_one, kind="focus")
    practice = share(w, open_one)
    closed = g.group_of(w, "cleaning", year=2022)
    g.close(w, "mervi", closed)
    closed = g.fresh(closed)
    summary = closed.summaries.get()
    Document.objects.create(
        kind=documents.KIND,
        subject_id=summary.uuid,
        content_hash=summary.content_hash,
        language="fi",
        title="Koonti",
        pdf=b"%PDF-1.7",
        rendered_at=closed.closed_at,
    )
    shared = Practice.objects.create(
        unit=w.cleaning, title=SHARED, contact=w.tiina, published_on=w.today
    )
    return SimpleNamespace(
        planned=planned,
        named=named,
        thought=thought,
        pile=pile,
        writing=open_one,
        item=item,
        practice=practice,
        closed=closed,
        shared=shared,
        theme=g.page(w, "mervi", open_one).outline.themes[0].key,
        slot=g.slot(w, open_one).name,
        empty=g.slot(w, open_one, 1).name,
        on=token({"t_lines_own": (1, fingerprint(LINES))}),
    )


def share(w: World, conversation: Any) -> Practice:
    return writing.save_practice(
        user=w.user("mervi"),
        reader=g.reader(w, "mervi", conversation),
        values={"title": SHARED, "how": "", "everybody": True, "contact": None},
        units=[],
    )


def of(name: str, **more: Any) -> Any:
    """The address of one of them; more of it by a name of the scene, or as it is."""
    return lambda w: {
        "uuid": getattr(w.groups, name).uuid,
        **{key: getattr(w.groups, value, value) for key, value in more.items()},
    }


def part(name: str, key: str, of_scene: str) -> Any:
    return lambda w: {
        "uuid": getattr(w.groups, name).uuid,
        key: getattr(w.groups, of_scene).uuid,
    }


STRANGERS = {
    "aino": 404,  # another unit
    "leena": 404,
    "kari": 404,  # above: only the summary
    "outi": 404,
    "jari": 404,  # HR: the state and the summary, elsewhere
    "anonymous": 302,
}
NOT_LEADER = {**STRANGERS, "tiina": 403}


def write_row(name: str, state: str, **rest: Any) -> Row:
    """A step of the leader's."""
    return Row(
        url=f"groups:{name}",
        method="post",
        kwargs=rest.pop("kwargs", of(state)),
        allowed=("mervi",),
        refused=rest.pop("refused", NOT_LEADER),
        **rest,
    )


def day(w: World) -> str:
    return (w.today + timedelta(days=10)).isoformat()


FOCUS = {"kind": "focus"}
ROWS = [
    Row(
        url="groups:index",
        everyone=True,
        reads={"tiina": "Siivouspalvelut"},
        refused={"anonymous": 302},
    ),
    Row(
        url="groups:open",
        reads={"mervi": "Siivouspalvelut"},
        refused={"tiina": 403, "aino": 403, "anonymous": 302},
        also=("kari", "outi", "ilkka", "leena", "jari", "heidi"),
    ),
    Row(
        url="groups:open",
        method="post",
        data=lambda w: {"group": f"team:{w.cleaning.pk}", "year": "2027"},
        allowed=("mervi",),
        status=(302, 422),
        refused={"tiina": 403, "anonymous": 302},
        also=("kari", "outi", "ilkka", "leena", "jari", "heidi"),
    ),
    Row(
        url="groups:summaries",
        query=lambda w: {"year": "2022"},
        reads={"jari": "Siivouspalvelut", "kari": "Siivouspalvelut", "outi": "Siivouspalvelut"},
        refused={"tiina": 403, "anonymous": 302},
        also=("mervi", "leena", "ilkka", "heidi", "sanna"),
    ),
    Row(
        url="groups:practices",
        everyone=True,
        reads={"aino": SHARED},
        refused={"anonymous": 302},
    ),
    Row(
        url="groups:practice_end",
        method="post",
        kwargs=lambda w: {"practice": w.groups.shared.uuid},
        allowed=("tiina",),
        refused={"aino": 403, "jari": 403, "anonymous": 302},
        also=("mervi",),
    ),
    Row(
        url="groups:send",
        method="post",
        data=lambda w: {
            "conversation": str(w.groups.pile.uuid),
            "about": w.groups.slot,
            "text": "Ajatus ilman nimeä",
        },
        allowed=("tiina", "mervi"),
        refused={"aino": 404, "kari": 404, "jari": 404, "heidi": 404, "anonymous": 302},
        wrong_state=lambda w: g.end(w, "mervi", w.groups.pile),
    ),
    Row(
        url="groups:detail",
        kwargs=of("writing"),
        reads={"mervi": "Nykyosaaminen", "tiina": "Nykyosaaminen"},
        refused={"aino": 404, "leena": 404, "kari": 404, "anonymous": 302},
        also=("jari", "sanna"),
    ),
    Row(
        url="groups:collection",
        kwargs=of("planned"),
        reads={"mervi": "Kysy ryhmältä"},
        refused=NOT_LEADER,
    ),
    write_row(
        "collection",
        "planned",
        data=lambda w: {"collection": "named", "asked": "on", "until": day(w)},
        wrong_state=lambda w: g.start(w, "mervi", w.groups.planned),
    ),
    write_row(
        "start",
        "planned",
        before=lambda w: g.choose(w, "mervi", w.groups.planned),
        wrong_state=lambda w: g.start(w, "mervi", w.groups.planned),
    ),
    write_row("skip", "planned", wrong_state=lambda w: g.start(w, "mervi", w.groups.planned)),
    Row(
        url="groups:end_collection",
        kwargs=of("named"),
        reads={"mervi": "satunnaisessa järjestyksessä"},
        refused=NOT_LEADER,
    ),
    write_row("end_collection", "named", wrong_state=lambda w: g.end(w, "mervi", w.groups.named)),
    Row(
        url="groups:schedule",
        kwargs=of("planned"),
        reads={"mervi": "Koko ryhmä saa sähköpostilla kutsun"},
        refused=NOT_LEADER,
    ),
    write_row(
        "schedule",
        "planned",
        data=lambda w: {"day": day(w), "at": "09:00", "minutes": "120", "place": "Taukotila"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.planned),
    ),
    write_row("cancel", "planned", wrong_state=lambda w: g.close(w, "mervi", w.groups.planned)),
    Row(
        url="groups:think",
        method="post",
        kwargs=of("named"),
        data=lambda w: {"about": w.groups.slot, "text": "Toinen ajatukseni"},
        allowed=("tiina", "mervi"),
        refused={**STRANGERS, "heidi": 404},
        wrong_state=lambda w: g.end(w, "mervi", w.groups.named),
    ),
    Row(
        url="groups:thought",
        kwargs=part("named", "thought", "thought"),
        reads={"tiina": THOUGHT},
        refused={**STRANGERS, "mervi": 404, "heidi": 404},
    ),
    Row(
        url="groups:thought",
        method="post",
        kwargs=part("named", "thought", "thought"),
        data=lambda w: {"version": "1", "text": "Muutettu ajatus"},
        allowed=("tiina",),
        refused={**STRANGERS, "mervi": 404, "heidi": 404},
        wrong_state=lambda w: g.end(w, "mervi", w.groups.named),
    ),
    Row(
        url="groups:theme",
        kwargs=of("writing", theme="theme"),
        reads={"mervi": AGREED, "tiina": THOUGHT},
        refused=STRANGERS,
    ),
    write_row(
        "theme",
        "writing",
        kwargs=of("writing", theme="theme"),
        data=lambda w: {w.groups.empty: "Uusi sovittu teksti"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:live",
        kwargs=of("writing", theme="theme"),
        reads={"mervi": AGREED, "tiina": AGREED},
        refused=STRANGERS,
    ),
    write_row(
        "gather",
        "writing",
        kwargs=of("writing", theme="theme"),
        data=lambda w: {"slot": w.groups.slot, "new": "Perehdytys"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:lines",
        kwargs=of("writing"),
        reads={
            "mervi": "Otimme kaupungin linjaukset huomioon",
            "tiina": "Otimme kaupungin linjaukset huomioon",
        },
        refused=STRANGERS,
    ),
    write_row(
        "lines",
        "writing",
        data=lambda w: {"t_lines_own": "Toisin", "version": w.groups.on},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:items",
        kwargs=of("writing"),
        reads={"mervi": "Digitaaliset työvälineet", "tiina": "Digitaaliset työvälineet"},
        refused=STRANGERS,
    ),
    Row(
        url="groups:item_add",
        kwargs=of("writing", **FOCUS),
        reads={"mervi": "Painopiste"},
        refused=NOT_LEADER,
    ),
    write_row(
        "item_add",
        "writing",
        kwargs=of("writing", **FOCUS),
        data=lambda w: {"title": "Kielitietoinen työ"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:item",
        kwargs=lambda w: {**part("writing", "item", "item")(w), **FOCUS},
        reads={"mervi": "Digitaaliset työvälineet"},
        refused=NOT_LEADER,
    ),
    write_row(
        "item",
        "writing",
        kwargs=lambda w: {**part("writing", "item", "item")(w), **FOCUS},
        data=lambda w: {"title": "Toinen painopiste", "version": "0"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:practices_own",
        kwargs=of("writing"),
        reads={"mervi": SHARED, "tiina": SHARED},
        refused=STRANGERS,
    ),
    Row(
        url="groups:practice_add",
        kwargs=of("writing"),
        reads={"mervi": "Minkä yksiköiden kanssa"},
        refused=NOT_LEADER,
    ),
    write_row(
        "practice_add",
        "writing",
        data=lambda w: {"title": "Viikon vinkki"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:practice",
        kwargs=part("writing", "practice", "practice"),
        reads={"mervi": SHARED},
        refused=NOT_LEADER,
    ),
    write_row(
        "practice",
        "writing",
        kwargs=part("writing", "practice", "practice"),
        data=lambda w: {"title": "Uusi nimi", "version": "0"},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(
        url="groups:attendance",
        kwargs=of("writing"),
        reads={"mervi": "Tiina Rautio", "tiina": "Tiina Rautio"},
        refused=STRANGERS,
    ),
    write_row(
        "attendance",
        "writing",
        data=lambda w: {"present": []},
        wrong_state=lambda w: g.close(w, "mervi", w.groups.writing),
    ),
    Row(url="groups:close", kwargs=of("writing"), reads={"mervi": "koonti"}, refused=NOT_LEADER),
    write_row("close", "writing", wrong_state=lambda w: g.close(w, "mervi", w.groups.writing)),
    Row(
        url="groups:reopen",
        kwargs=of("closed"),
        reads={"mervi": "avataan", "jari": "avataan"},
        refused={"aino": 404, "tiina": 403, "kari": 403, "outi": 403, "anonymous": 302},
    ),
    Row(
        url="groups:reopen",
        method="post",
        kwargs=of("closed"),
        data=lambda w: {"reason": "Yksi asia puuttui"},
        allowed=("mervi", "jari"),
        refused={"aino": 404, "tiina": 403, "kari": 403, "outi": 403, "anonymous": 302},
        wrong_state=lambda w: reopen(w),
    ),
    Row(
        url="groups:summary",
        kwargs=of("closed"),
        reads={
            "mervi": AGREED,
            "tiina": AGREED,
            "kari": AGREED,
            "outi": AGREED,
            "ilkka": AGREED,
            "jari": AGREED,
        },
        refused={"aino": 404, "leena": 404, "veera": 404, "anonymous": 302},
    ),
    Row(
        url="groups:document",
        kwargs=of("closed"),
        reads={"mervi": "Avaa PDF", "jari": "Avaa PDF"},
        refused={"aino": 404, "anonymous": 302},
        also=("tiina", "kari", "outi", "ilkka"),
    ),
    Row(
        url="groups:document",
        method="post",
        kwargs=of("closed"),
        allowed=("jari", "mervi"),
        refused={"aino": 404, "anonymous": 302},
        also=("tiina", "kari", "outi", "ilkka"),
    ),
    Row(
        url="groups:document_file",
        kwargs=of("closed"),
        reads={"mervi": "%PDF", "jari": "%PDF"},
        refused={"aino": 404, "anonymous": 302},
        also=("tiina", "kari", "outi", "ilkka"),
    ),
]


def reopen(w: World) -> None:
    from conversations.groups.services import closing

    closing.reopen(
        user=w.user("mervi"), conversation=g.fresh(w.groups.closed), reason="Väärä vuosi"
    )
