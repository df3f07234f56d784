"""Goals through the year: the pair's own, and a whole team's."""

from types import SimpleNamespace
from typing import Any

from conversations.goals import services
from conversations.models import Conversation
from core import clock
from organization.models import Employment
from tests import conversation_factories as f
from tests.matrix import Row

AGREED = "Perehdytän uuden työkaverin itsenäisesti"
PROPOSED = "Kokeilen uutta kulkureittiä koulussa"
TEAM = "Kaikki osaavat käyttää siivoussuunnitelmaa"


def scene(w: Any) -> SimpleNamespace:
    """Tiina's goal agreed in the talk, Mervi's proposal to Tiina, and the cleaners' common goal."""
    talk = f.talk_of(w, "tiina")
    goal = f.goal(w, "mervi", talk, AGREED)
    employment = Employment.objects.get(person=w.tiina)
    proposed = services.propose(
        user=w.user("mervi"),
        employment=employment,
        values={"title": PROPOSED, "way": f.way(talk)},
    )
    team = services.add_team_goal(
        user=w.user("mervi"), unit=w.cleaning, title=TEAM, way=f.way(talk)
    )
    return SimpleNamespace(
        talk=talk, goal=goal, proposed=proposed, team=team, employment=employment
    )


def of(name: str) -> Any:
    return lambda w: {"uuid": getattr(w.conversations_goals, name).uuid}


def new_goal(w: Any) -> dict[str, Any]:
    return {"title": "Uusi tavoite", "way": f.way(w.conversations_goals.talk).pk}


def agreed_already(w: Any) -> None:
    goal = w.conversations_goals.proposed
    services.agree(user=w.user("tiina"), goal=goal, version=goal.version)


def restricted(w: Any) -> None:
    Conversation.objects.update(restricted_at=clock.now())


def dropped(w: Any) -> None:
    services.check_in_team(
        user=w.user("mervi"), goal=w.conversations_goals.team, progress=1, dropped=True, note=""
    )


def locked(w: Any) -> None:
    f.lock(w, "tiina", "mervi", w.conversations_goals.talk)


def earlier(w: Any) -> dict[str, Any]:
    return {"uuid": w.conversations_goals.talk.uuid, "goal": w.conversations_goals.proposed.uuid}


# Not an earlier or higher supervisor, a director, HR, a colleague or a stranger.
STRANGERS = {
    **dict.fromkeys(("aino", "leena", "marko", "kari", "outi", "jari", "veera"), 404),
    "anonymous": 302,
}
NOT_PAIR = {who: 403 if status == 404 else status for who, status in STRANGERS.items()}
NOT_LEADERS = {**dict.fromkeys(("tiina", "kari", "outi", "jari", "leena"), 403), "anonymous": 302}
OUTSIDE = {**dict.fromkeys(("aino", "leena", "kari", "outi", "jari"), 404), "anonymous": 302}

ROWS = [
    Row(
        url="conversations:goals",
        reads={"tiina": AGREED, "marko": TEAM},
        refused={"anonymous": 302},
        everyone=True,
    ),
    Row(
        url="conversations:goals_team",
        reads={"mervi": AGREED},
        refused={"tiina": 403, "anonymous": 302},
        also=[
            "kari",
            "outi",
            "leena",
            "heidi",
            "riikka",
            "johanna",
            "pekka",
            "hanna",
            "ilkka",
            "antti",
            "jari",
        ],
    ),
    Row(
        url="conversations:goal",
        kwargs=of("goal"),
        reads={"tiina": AGREED, "mervi": AGREED},
        refused=STRANGERS,
    ),
    Row(
        url="conversations:goal",
        method="post",
        kwargs=of("goal"),
        data=lambda w: {"progress": "2", "note": "Ensimmäinen kierros on tehty."},
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=restricted,
    ),
    Row(
        url="conversations:goal_state",
        method="post",
        kwargs=of("goal"),
        data=lambda w: {"status": "done"},
        allowed=["tiina", "mervi"],
        refused=STRANGERS,
        wrong_state=restricted,
    ),
    Row(
        url="conversations:goal_new",
        kwargs=lambda w: {"employment": w.conversations_goals.employment.uuid},
        reads={"tiina": "Mervi Aaltonen", "mervi": "Tiina"},
        refused=NOT_PAIR,
    ),
    Row(
        url="conversations:goal_new",
        method="post",
        kwargs=lambda w: {"employment": w.conversations_goals.employment.uuid},
        data=new_goal,
        allowed=["tiina", "mervi"],
        refused=NOT_PAIR,
    ),
    Row(
        url="conversations:goal_change",
        kwargs=of("proposed"),
        reads={"mervi": PROPOSED},
        refused={**STRANGERS, "tiina": 403, "heidi": 404},
    ),
    Row(
        url="conversations:goal_change",
        method="post",
        kwargs=of("proposed"),
        data=new_goal,
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 403, "heidi": 404},
        wrong_state=agreed_already,
    ),
    Row(
        url="conversations:goal_take_back",
        method="post",
        kwargs=of("proposed"),
        allowed=["mervi"],
        refused={**STRANGERS, "tiina": 403, "heidi": 404},
        wrong_state=agreed_already,
    ),
    Row(
        url="conversations:goal_agree",
        method="post",
        kwargs=of("proposed"),
        data=lambda w: {"version": w.conversations_goals.proposed.version},
        allowed=["tiina"],
        refused={**STRANGERS, "mervi": 409},
    ),
    Row(
        url="conversations:team_goal",
        kwargs=of("team"),
        reads={"mervi": TEAM, "tiina": TEAM, "marko": TEAM},
        refused=OUTSIDE,
        also=["ritva"],
    ),
    Row(
        url="conversations:team_goal",
        method="post",
        kwargs=of("team"),
        data=lambda w: {"progress": "1", "note": "Puolet on jo kokeillut."},
        allowed=["mervi"],
        refused={**OUTSIDE, "tiina": 403, "marko": 403},
    ),
    Row(
        url="conversations:team_goal_new",
        kwargs=lambda w: {"unit": w.cleaning.uuid},
        reads={"mervi": "Siivouspalvelut"},
        refused=NOT_LEADERS,
    ),
    Row(
        url="conversations:team_goal_new",
        method="post",
        kwargs=lambda w: {"unit": w.cleaning.uuid},
        data=new_goal,
        allowed=["mervi"],
        refused=NOT_LEADERS,
    ),
    Row(
        url="conversations:team_goal_change",
        kwargs=of("team"),
        reads={"mervi": TEAM},
        refused={**OUTSIDE, "tiina": 403, "marko": 403},
    ),
    Row(
        url="conversations:team_goal_change",
        method="post",
        kwargs=of("team"),
        data=new_goal,
        allowed=["mervi"],
        refused={**OUTSIDE, "tiina": 403, "marko": 403},
        wrong_state=dropped,
    ),
    Row(
        url="conversations:goal_carry",
        method="post",
        kwargs=earlier,
        before=agreed_already,
        allowed=["mervi", "tiina"],
        refused=STRANGERS,
        wrong_state=locked,
    ),
    Row(
        url="conversations:no_goal",
        method="post",
        kwargs=of("talk"),
        data=lambda w: {"reason": "Työ päättyy keväällä.", "was": ""},
        allowed=["mervi", "tiina"],
        refused=STRANGERS,
        wrong_state=locked,
    ),
]
