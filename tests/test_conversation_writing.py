"""Writing: drafts as one types, two windows on the same text, limits, bad input."""

from typing import Any

import pytest
from django.urls import reverse

from audit.models import Event
from conversations.forms import token
from conversations.models import Answer, Conversation, Goal, Layer, Preparation, Rating
from conversations.services.texts import MAX_TEXT, fingerprint
from conversations.views.clashes import compare
from tests import conversation_factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(world: Any) -> Conversation:
    return f.talk_of(world, "tiina")


def theme_url(c: Conversation, stage: str = "prepare", theme: str = "past-year") -> str:
    return reverse(f"conversations:{stage}_theme", args=[c.uuid, theme])


def opened(world: Any, who: str, url: str) -> str:
    """The version that a window opened now carries."""
    response = world.client(who).get(url)
    return response.context["form"]["version"].value()


def post(world: Any, who: str, url: str, *, quietly: bool = False, **data: Any) -> Any:
    headers = {"X-Autosave": "1"} if quietly else {}
    return world.client(who).post(url, data, headers=headers)


@pytest.mark.requirement(14, 39, 47)
def test_drafts_are_saved_as_one_types(world: Any, talk: Conversation) -> None:
    url = theme_url(talk)
    version = opened(world, "tiina", url)
    answer = post(
        world, "tiina", url, quietly=True, version=version, **{"q_core-tasks": "Siivoan ÅÄÖ 😀"}
    )
    assert answer.status_code == 200
    assert set(answer.json()) == {"saved", "version"}
    assert Answer.objects.get().text == "Siivoan ÅÄÖ 😀"
    assert "Siivoan ÅÄÖ 😀" in world.client("tiina").get(url).content.decode()
    # The next save goes on from the version in the answer.
    again = post(
        world,
        "tiina",
        url,
        quietly=True,
        version=answer.json()["version"],
        **{"q_core-tasks": "Siivoan kouluja"},
    )
    assert again.status_code == 200
    assert Answer.objects.get().version == 2


def test_without_javascript_the_button_saves_and_goes_on(world: Any, talk: Conversation) -> None:
    url = theme_url(talk)
    response = post(world, "tiina", url, **{"q_core-tasks": "Siivoan"})
    assert response.status_code == 302
    assert response.url == theme_url(talk, theme="wellbeing")


@pytest.mark.parametrize("quietly", [True, False])
def test_the_second_to_save_is_shown_the_difference(
    world: Any, talk: Conversation, quietly: bool
) -> None:
    url = theme_url(talk, "talk")
    mervi, tiina = opened(world, "mervi", url), opened(world, "tiina", url)
    first = {"q_core-tasks": "Tiina perehdyttää uudet"}
    assert post(world, "mervi", url, quietly=True, version=mervi, **first).status_code == 200
    second = {"q_core-tasks": "Tiina neuvoo uudet", "q_successes": "Laatu on tasainen"}
    answer = post(world, "tiina", url, quietly=quietly, version=tiina, **second)
    assert answer.status_code == 409
    body = answer.json()["html"] if quietly else answer.content.decode()
    for words in ("Tiina perehdyttää uudet", "Tiina neuvoo uudet", "Mervi Aaltonen"):
        assert words in body
    assert "perehdyttää" in body.split("<del>")[1].split("</del>")[0]
    assert "neuvoo" in body.split("<ins>")[1].split("</ins>")[0]
    # Nothing is lost: the first text stands, and the field that did not clash is saved.
    assert {a.text for a in Answer.objects.all()} == {
        "Tiina perehdyttää uudet",
        "Laatu on tasainen",
    }
    if not quietly:
        assert "Tiina neuvoo uudet</textarea>" in body


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        ({"stay": "1"}, "minun"),
        ({"take": "core-tasks:theirs"}, "toisen"),
        ({"take": "core-tasks:both"}, "toisen\n\nminun"),
        ({"stay": "1", "q_core-tasks": "yhteinen"}, "yhteinen"),
    ],
)
def test_after_a_clash_one_chooses(
    world: Any, talk: Conversation, choice: dict[str, str], result: str
) -> None:
    url = theme_url(talk, "talk")
    tiina = opened(world, "tiina", url)
    f.write(world, "mervi", talk, "toisen", agreed=True)
    clash = post(world, "tiina", url, quietly=True, version=tiina, **{"q_core-tasks": "minun"})
    data = {"q_core-tasks": "minun", **choice}
    response = post(world, "tiina", url, version=clash.json()["version"], **data)
    assert response.status_code == 302
    assert Answer.objects.get().text == result


def test_a_third_save_between_clashes_again(world: Any, talk: Conversation) -> None:
    url = theme_url(talk, "talk")
    tiina = opened(world, "tiina", url)
    f.write(world, "mervi", talk, "toisen", agreed=True)
    clash = post(world, "tiina", url, quietly=True, version=tiina, **{"q_core-tasks": "minun"})
    f.write(world, "mervi", talk, "toisen uusin", agreed=True)
    again = post(
        world,
        "tiina",
        url,
        quietly=True,
        version=clash.json()["version"],
        **{"q_core-tasks": "minun"},
    )
    assert again.status_code == 409
    assert Answer.objects.get().text == "toisen uusin"


def test_a_field_that_was_not_touched_never_overwrites(world: Any, talk: Conversation) -> None:
    url = theme_url(talk, "talk")
    tiina = opened(world, "tiina", url)
    f.write(world, "mervi", talk, "Mervin", agreed=True)
    answer = post(
        world,
        "tiina",
        url,
        quietly=True,
        version=tiina,
        **{"q_core-tasks": "", "q_successes": "Tiinan"},
    )
    assert answer.status_code == 200
    assert {a.text for a in Answer.objects.all()} == {"Mervin", "Tiinan"}
    # The window still stands on the empty text: typing there now clashes.
    later = post(
        world,
        "tiina",
        url,
        quietly=True,
        version=answer.json()["version"],
        **{"q_core-tasks": "Tiinankin", "q_successes": "Tiinan"},
    )
    assert later.status_code == 409


def test_ratings_in_two_windows(world: Any, talk: Conversation) -> None:
    url = reverse("conversations:talk_ratings", args=[talk.uuid])
    tiina = opened(world, "tiina", url)
    first, second = f.competence(talk, 0), f.competence(talk, 1)
    f.rate(world, "mervi", talk, 4, agreed=True)
    answer = post(
        world,
        "tiina",
        url,
        quietly=True,
        version=tiina,
        **{f"level_{first.key}": "2", f"level_{second.key}": "3"},
    )
    assert answer.status_code == 409
    assert Rating.objects.get(competence=first).level == 4
    assert Rating.objects.get(competence=second).level == 3


@pytest.mark.requirement(32, 33)
def test_self_assessment_is_saved_and_taken_back(world: Any, talk: Conversation) -> None:
    url = reverse("conversations:prepare_ratings", args=[talk.uuid])
    competence = f.competence(talk)
    name = f"level_{competence.key}"
    page = world.client("tiina").get(url).content.decode()
    assert str(competence.level_texts.get(number=3).text) in page
    version = opened(world, "tiina", url)
    answer = post(world, "tiina", url, quietly=True, version=version, **{name: "3"})
    assert Rating.objects.get().level == 3
    assert Rating.objects.get().layer == Layer.EMPLOYEE
    post(world, "tiina", url, quietly=True, version=answer.json()["version"], **{name: ""})
    assert Rating.objects.get().level is None


def test_supervisors_get_theme_four_and_their_competences(world: Any) -> None:
    supervisor, employee = f.talk_of(world, "mervi"), f.talk_of(world, "tiina")
    client = world.client("mervi")
    assert client.get(theme_url(supervisor, theme="leadership")).status_code == 200
    assert client.get(theme_url(employee, theme="leadership")).status_code == 404
    own = client.get(reverse("conversations:prepare_ratings", args=[supervisor.uuid]))
    other = client.get(reverse("conversations:prepare_ratings", args=[employee.uuid]))
    assert len(own.context["form"].competences) == 13
    assert len(other.context["form"].competences) == 6


def test_the_log_knows_who_wrote(world: Any, talk: Conversation) -> None:
    f.write(world, "mervi", talk, "Sovittu", agreed=True)
    event = Event.objects.get(action="conversations.write_agreed")
    assert (event.actor, event.data_subject) == (world.user("mervi").uuid, world.tiina.uuid)


# Sharing


@pytest.mark.requirement(47)
def test_sharing_shows_the_whole_before_it_is_done(world: Any, talk: Conversation) -> None:
    f.write(world, "tiina", talk, "Oma teksti")
    url = reverse("conversations:share", args=[talk.uuid])
    assert "Oma teksti" in world.client("tiina").get(url).content.decode()
    assert world.client("tiina").post(url).status_code == 302
    assert Preparation.objects.get().shared_at is not None
    # A second click changes nothing.
    assert world.client("tiina").post(url).status_code == 409


def test_a_shared_preparation_can_still_be_added_to(world: Any, talk: Conversation) -> None:
    f.share(world, "tiina", talk)
    f.write(world, "tiina", talk, "Lisäys jakamisen jälkeen")
    page = world.client("mervi").get(theme_url(talk)).content.decode()
    assert "Lisäys jakamisen jälkeen" in page


def test_after_the_talk_preparations_are_closed(world: Any, talk: Conversation) -> None:
    f.hold(world, "mervi", talk)
    response = post(world, "tiina", theme_url(talk), **{"q_core-tasks": "Myöhässä"})
    assert response.status_code == 409
    assert world.client("tiina").get(theme_url(talk)).status_code == 200


# Limits and bad input


def test_a_text_too_long_is_kept_and_said(world: Any, talk: Conversation) -> None:
    long = "å" * (MAX_TEXT + 1)
    response = post(world, "tiina", theme_url(talk), **{"q_core-tasks": long})
    assert response.status_code == 422
    assert long in response.content.decode()
    assert not Answer.objects.exists()
    quiet = post(world, "tiina", theme_url(talk), quietly=True, **{"q_core-tasks": long})
    assert quiet.status_code == 422


@pytest.mark.parametrize(
    "version", ["", "x", "1:2:3:4", "-1:0:a", "99999999999999999999:1:a", "½:1:a", "1:²:a", ","]
)
def test_a_broken_version_never_overwrites(world: Any, talk: Conversation, version: str) -> None:
    f.write(world, "mervi", talk, "Mervin", agreed=True)
    response = post(
        world, "tiina", theme_url(talk, "talk"), version=version, **{"q_core-tasks": "Tiinan"}
    )
    assert response.status_code == 409
    assert Answer.objects.get().text == "Mervin"


@pytest.mark.parametrize("level", ["6", "0", "-1", "kolme", "3.5", "9" * 40])
def test_a_level_that_is_none_of_the_scale(world: Any, talk: Conversation, level: str) -> None:
    url = reverse("conversations:prepare_ratings", args=[talk.uuid])
    name = f"level_{f.competence(talk).key}"
    assert post(world, "tiina", url, **{name: level}).status_code == 422
    assert not Rating.objects.exists()


def test_null_bytes_are_refused(world: Any, talk: Conversation) -> None:
    assert post(world, "tiina", theme_url(talk), **{"q_core-tasks": "a\x00b"}).status_code == 422


def test_line_ends_do_not_count_as_changes(world: Any, talk: Conversation) -> None:
    f.write(world, "tiina", talk, "yksi\nkaksi")
    url = theme_url(talk)
    post(
        world, "tiina", url, version=opened(world, "tiina", url),
        **{"q_core-tasks": "yksi\r\nkaksi"},
    )  # fmt: skip
    assert Answer.objects.get().version == 1


def test_tokens_and_differences() -> None:
    assert token({2: (1, "b"), 1: (3, "a")}) == "1:3:a,2:1:b"
    assert fingerprint("a") != fingerprint("b")
    pieces = compare("vanha teksti tässä", "uusi teksti tässä")
    assert [(p.kind, p.text) for p in pieces] == [
        ("theirs", "vanha"),
        ("mine", "uusi"),
        ("same", " teksti tässä"),
    ]


# Goals and needs


@pytest.mark.requirement(14, 15, 40, 45)
def test_a_suggested_goal_is_agreed_in_the_talk(world: Any, talk: Conversation) -> None:
    url = reverse("conversations:item_add", args=[talk.uuid, "tavoite", "ehdotus"])
    way = f.way(talk)
    page = world.client("tiina").get(url).content.decode()
    assert str(way.name) in page
    data = {"title": "Perehdytän", "way": way.pk, "due_on": "30.9.2026", "measure": "Kierros"}
    assert post(world, "tiina", url, **data).status_code == 302
    goal = Goal.objects.get()
    assert (goal.agreed, goal.author, str(goal.due_on)) == (False, world.tiina, "2026-09-30")
    agree = reverse("conversations:item_agree", args=[talk.uuid, "tavoite", goal.uuid])
    assert world.client("mervi").post(agree).status_code == 404  # not shared yet
    f.share(world, "tiina", talk)
    assert world.client("mervi").post(agree).status_code == 302
    goal.refresh_from_db()
    assert goal.agreed
    assert goal.employment == talk.employment


def test_a_goal_form_says_what_is_missing_and_keeps_the_rest(
    world: Any, talk: Conversation
) -> None:
    url = reverse("conversations:item_add", args=[talk.uuid, "tavoite", "sovittu"])
    response = post(world, "tiina", url, title="", measure="Mittari", due_on="31.2.2026")
    assert response.status_code == 422
    body = response.content.decode()
    assert 'href="#id_title"' in body
    assert "Mittari" in body
    assert "31.2.2026" in body
    assert not Goal.objects.exists()


def test_two_windows_on_one_goal(world: Any, talk: Conversation) -> None:
    goal = f.goal(world, "mervi", talk, "Alkuperäinen")
    url = reverse("conversations:item_change", args=[talk.uuid, "tavoite", goal.uuid])
    data = {"way": goal.way_id, "version": 0}
    assert post(world, "mervi", url, title="Mervin", **data).status_code == 302
    clash = post(world, "tiina", url, title="Tiinan", **data)
    assert clash.status_code == 409
    body = clash.content.decode()
    assert "Mervin" in body
    assert "Tiinan" in body
    goal.refresh_from_db()
    assert goal.title == "Mervin"
    data["version"] = clash.context["form"].data["version"]
    assert post(world, "tiina", url, title="Yhteinen", **data).status_code == 302
    goal.refresh_from_db()
    assert goal.title == "Yhteinen"


def test_nobody_changes_the_others_suggestion(world: Any, talk: Conversation) -> None:
    goal = f.goal(world, "tiina", talk, "Tiinan ehdotus", agreed=False)
    f.share(world, "tiina", talk)
    url = reverse("conversations:item_change", args=[talk.uuid, "tavoite", goal.uuid])
    assert post(world, "mervi", url, title="Muu", way=goal.way_id).status_code == 403
    delete = reverse("conversations:item_delete", args=[talk.uuid, "tavoite", goal.uuid])
    assert world.client("mervi").post(delete).status_code == 403
    assert world.client("tiina").post(delete).status_code == 302
    assert not Goal.objects.exists()


@pytest.mark.requirement(40)
def test_goals_are_followed_up(world: Any, talk: Conversation) -> None:
    goal = f.goal(world, "mervi", talk, "Tavoite")
    f.lock(world, "tiina", "mervi", talk)
    url = reverse("conversations:goal_follow_up", args=[talk.uuid, goal.uuid])
    assert post(world, "tiina", url, status="done").status_code == 302
    goal.refresh_from_db()
    assert goal.status == "done"
    assert post(world, "tiina", url, status="hups").status_code == 409
    assert post(world, "marko", url, status="open").status_code == 404
