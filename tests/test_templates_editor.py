"""HR edits the templates of conversations; a published version never changes."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from conversations.content import content_of, hash_of
from conversations.defaults import ensure_template
from conversations.editor import services
from conversations.editor.checks import problems
from conversations.editor.selectors import changes, order_token, themes_of
from conversations.models import Answer, Question, QuestionKind, Template, Theme
from conversations.selectors.reading import as_shown
from conversations.selectors.templates import published_templates, questions_asked
from core import personal
from core.policies import Refused, Stale
from tests import conversation_factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.requirement(39)]
Kind = Template.Kind
IN_THREE = {"fi": "Mitä opit?", "sv": "Vad lärde du dig?", "en": "What did you learn?"}


@pytest.fixture
def draft(world: Any) -> Template:
    """Jari of HR has made a draft of the model's development template."""
    source = ensure_template()
    made = services.new_draft(user=world.user("jari"), kind=Kind.DEVELOPMENT, source=source)
    return Template.objects.get(pk=made.pk)


def part(draft: Template, key: str) -> Question:
    rows = Question.objects.select_related("theme__template")
    return rows.get(theme__template=draft, key=key)


def theme_of(draft: Template, key: str) -> Theme:
    return Theme.objects.select_related("template").get(template=draft, key=key)


def keys(draft: Template) -> list[list[str]]:
    return [[q.key for q in theme.questions.all()] for theme in themes_of(draft)]


def sent(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"conversations:{name}", args=args), data)


def words(title: str = "Kysymys", **more: Any) -> dict[str, Any]:
    return {"title_fi": title, "sensitivity": "ordinary", **more}


# ---------------------------------------------------------------------------- defaults


@pytest.mark.requirement(30)
@pytest.mark.requirement(35)
def test_every_kind_begins_with_the_models_own_themes() -> None:
    titles = {
        kind: [theme.title["fi"] for theme in themes_of(ensure_template(kind))]
        for kind in (Kind.GROUP, Kind.STRATEGIC)
    }

    assert titles[Kind.GROUP] == [
        "Nykyosaaminen",
        "Tulevaisuuden osaamistarpeet",
        "Työelämä- ja yhteistyötaidot",
        "Osaamisen kehittämisen painopisteet",
    ]
    assert len(titles[Kind.STRATEGIC]) == 4
    for kind in Kind:
        template = ensure_template(kind)
        assert ensure_template(kind) == template
        assert [p for p in problems(template) if p.blocks] == []
        assert list(published_templates(kind)) == [template]
        assert not any(q.is_block for q in questions_asked(template))


def test_theme_five_leads_to_parts_two_and_three_instead_of_asking_twice(world: Any) -> None:
    world.content()
    talk = f.talk_of(world, "tiina")
    page = f.page(world, "tiina", talk)
    other = next(theme for theme in page.themes if theme.key == "other")

    first, last = page.questions(other, "prepare")
    assert [lead.question.key for lead in first.leads] == ["competences", "goals"]
    assert [lead.url.rsplit("/", 2)[1] for lead in first.leads] == ["osaamiset", "tavoitteet"]
    assert (list(last.leads), page.leads(other, "prepare")) == ([], [])
    shown = world.client("tiina").get(
        reverse("conversations:prepare_theme", args=[talk.uuid, "other"])
    )
    assert "Osaamisten arviointi" in shown.content.decode()


def test_the_wellbeing_theme_says_what_does_not_belong_there_and_why(world: Any) -> None:
    world.content()
    talk = f.talk_of(world, "tiina")
    url = reverse("conversations:prepare_theme", args=[talk.uuid, "wellbeing"])

    assert "759/2004" in world.client("tiina").get(url).content.decode()
    url = reverse("conversations:prepare_theme", args=[talk.uuid, "development"])
    assert "759/2004" not in world.client("tiina").get(url).content.decode()


# ---------------------------------------------------------------------------- a draft


def test_a_draft_is_a_copy_with_the_same_keys_and_nobody_uses_it(world: Any, draft: Any) -> None:
    assert keys(draft) == keys(ensure_template())
    assert draft.number == 2
    assert draft not in published_templates()
    assert ensure_template().number == 1
    assert changes(draft) == []


def test_hr_adds_changes_and_removes_in_the_browser(world: Any, draft: Any) -> None:
    client = world.client("jari")

    sent(client, "template_theme_add", draft.uuid, title_fi="Uusi teema", title_sv="Nytt tema")
    new = Theme.objects.get(template=draft, key="uusi-teema")
    sent(
        client, "template_question_add", draft.uuid, new.uuid, "choice",
        **words("Missä opit?", options_fi="Työssä\nKurssilla", options_sv="I arbetet\nPå kurs"),
    )  # fmt: skip
    question = part(draft, "missa-opit")
    assert [o["label"].get("sv") for o in question.options] == ["I arbetet", "På kurs"]

    # The words stay, so does the key, though the place changes; a new option gets a new one.
    sent(
        client, "template_question", draft.uuid, question.uuid,
        **words("Missä opit?", options_fi="Kurssilla\nKirjasta\nTyössä", version=0),
    )  # fmt: skip
    options = part(draft, "missa-opit").options
    assert [(o["key"], o["label"]["fi"]) for o in options] == [
        ("2", "Kurssilla"),
        ("3", "Kirjasta"),
        ("1", "Työssä"),
    ]
    sent(client, "template_question_remove", draft.uuid, question.uuid, version=1)
    assert not Question.objects.filter(pk=question.pk).exists()
    sent(client, "template_theme_remove", draft.uuid, new.uuid, version=0)
    assert not Theme.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("text", words(""), "suomeksi"),
        ("text", words("x" * 161), "161"),
        ("choice", words(options_fi="Yksi"), "kaksi"),
        ("choice", words(options_fi="A\nB", options_sv="A"), "yhtä monta"),
        ("choice", words(options_fi="\n".join("abcdefghijklmnopqrstu")), "20"),
        ("scale", words(low_fi="huono", high_fi="hyvä", steps=10**9), "10"),
        ("text", words("a\x00b"), ""),
    ],
)
def test_what_cannot_be_saved_is_kept_on_the_page(
    world: Any, draft: Any, kind: str, data: Any, said: str
) -> None:
    theme = theme_of(draft, "other")

    answer = sent(
        world.client("jari"), "template_question_add", draft.uuid, theme.uuid, kind, **data
    )

    assert answer.status_code in (400, 422)
    assert said in answer.content.decode()
    assert theme.questions.count() == 4


def test_two_of_hr_on_one_question_lose_nothing(world: Any, draft: Any) -> None:
    question = part(draft, "successes")
    client = world.client("jari")
    first = words("Anun sanat", version=0)
    assert sent(client, "template_question", draft.uuid, question.uuid, **first).status_code == 302

    clash = sent(
        client, "template_question", draft.uuid, question.uuid, **words("Minun", version=0)
    )
    body = clash.content.decode()
    assert clash.status_code == 409
    assert "Anun sanat" in body
    assert 'value="Minun"' in body
    assert part(draft, "successes").title["fi"] == "Anun sanat"
    again = sent(
        client, "template_question", draft.uuid, question.uuid, **words("Minun", version=1)
    )
    assert again.status_code == 302
    assert part(draft, "successes").title["fi"] == "Minun"


def test_order_by_buttons_and_dragging_is_one_form(world: Any, draft: Any) -> None:
    client = world.client("jari")
    question, seen = part(draft, "successes"), order_token(draft)
    data = {"what": "question", "item": question.uuid, "theme": question.theme.uuid, "seen": seen}

    sent(client, "template_move", draft.uuid, **data, to=0)
    assert keys(draft)[0] == ["successes", "core-tasks", "challenges"]
    # A second click on what was seen before moves nothing, and says so.
    answer = client.post(
        reverse("conversations:template_move", args=[draft.uuid]), {**data, "to": 1}, follow=True
    )
    assert keys(draft)[0] == ["successes", "core-tasks", "challenges"]
    assert "ei siirretty" in answer.content.decode()

    to = theme_of(draft, "wellbeing")
    services.move_question(
        user=world.user("jari"), question=question, theme=to, to=1, seen=order_token(draft)
    )
    assert keys(draft)[:2] == [
        ["core-tasks", "challenges"],
        ["meaning", "successes", "resources", "strain"],
    ]
    first = theme_of(draft, "past-year")
    services.move_theme(user=world.user("jari"), theme=first, to=99, seen=order_token(draft))
    assert [theme.key for theme in themes_of(draft)][-1] == "past-year"


@pytest.mark.requirement(35)
def test_a_group_is_asked_in_free_text_and_without_conditions(world: Any) -> None:
    draft = services.new_draft(user=world.user("jari"), kind=Kind.GROUP)
    theme, client = theme_of(draft, "future"), world.client("jari")

    for kind in ("scale", "choice", "date", "competences", "nonsense"):
        url = reverse("conversations:template_question_add", args=[draft.uuid, theme.uuid, kind])
        assert client.get(url).status_code == 404
    sent(client, "template_question_add", draft.uuid, theme.uuid, "text", title_fi="Mitä puuttuu?")
    question = part(draft, "mita-puuttuu")
    assert (question.sensitivity, question.supervisors_only) == ("ordinary", False)


# ---------------------------------------------------------------------------- publishing


def test_a_language_that_is_missing_keeps_a_draft_from_being_published(
    world: Any, draft: Any
) -> None:
    jari = world.user("jari")
    values = {"title": {"fi": "Mitä opit?"}, "help": {}, "options": [], "supervisors_only": False}
    question = services.add_question(
        user=jari, theme=theme_of(draft, "other"), kind=QuestionKind.TEXT,
        values={**values, "sensitivity": "ordinary"},
    )  # fmt: skip

    body = world.client("jari").get(reverse("conversations:template_publish", args=[draft.uuid]))
    assert "ruotsiksi, englanniksi" in body.content.decode()
    draft.refresh_from_db()
    with pytest.raises(Refused):
        services.publish(user=jari, template=draft, version=draft.version)

    question.refresh_from_db()
    services.change_part(user=jari, part=question, version=0, values={"title": IN_THREE})
    draft.refresh_from_db()
    with pytest.raises(Stale):  # somebody changed something after the list was looked at
        services.publish(user=jari, template=draft, version=draft.version - 1)
    draft.refresh_from_db()
    assert sent(
        world.client("jari"), "template_publish", draft.uuid, version=draft.version
    ).status_code == 302  # fmt: skip
    assert published_templates().first() == draft
    assert [change.kind for change in changes(Template.objects.get(pk=draft.pk))] == ["new"]


def test_a_published_version_never_changes(world: Any, draft: Any) -> None:
    jari = world.user("jari")
    services.publish(user=jari, template=draft, version=draft.version)
    question, theme = part(draft, "successes"), theme_of(draft, "other")
    row = Template.objects.get(pk=draft.pk)

    for write in (
        lambda: services.change_part(user=jari, part=question, version=0, values={"help": {}}),
        lambda: services.remove_part(user=jari, part=theme, version=0),
        lambda: services.add_theme(user=jari, template=row, values={"title": IN_THREE}),
        lambda: services.delete_draft(user=jari, template=row),
    ):
        with pytest.raises(Refused):
            write()
    client = world.client("jari")
    url = reverse("conversations:template_question", args=[draft.uuid, question.uuid])
    assert client.get(url).status_code == 409
    # What was being written when another published is still there.
    late = client.post(url, words("Ehdinkö vielä?", version=0))
    assert late.status_code == 409
    assert 'value="Ehdinkö vielä?"' in late.content.decode()
    # And the database says no to whatever passes by the services.
    for touch in (
        lambda: Question.objects.filter(pk=question.pk).update(title=IN_THREE),
        lambda: Theme.objects.filter(pk=theme.pk).update(order=1),
        lambda: Theme.objects.filter(pk=theme.pk).delete(),
        lambda: Question.objects.create(theme=theme, key="x", order=9),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            touch()
    Question.objects.filter(pk=question.pk).update(updated_by=None)  # forgetting who wrote it


def test_archived_is_not_offered_but_stays_with_those_who_use_it(world: Any, draft: Any) -> None:
    world.content()
    talk = f.talk_of(world, "tiina")
    jari, old = world.user("jari"), ensure_template()
    with pytest.raises(Refused):  # the only one
        services.archive(user=jari, template=old)
    services.publish(user=jari, template=draft, version=draft.version)
    services.archive(user=jari, template=Template.objects.get(pk=old.pk))

    assert list(published_templates()) == [Template.objects.get(pk=draft.pk)]
    assert talk.round.template == old
    url = reverse("conversations:prepare_theme", args=[talk.uuid, "other"])
    assert world.client("tiina").get(url).status_code == 200
    services.restore(user=jari, template=Template.objects.get(pk=old.pk))
    assert published_templates().count() == 2


# ---------------------------------------------------------------------------- answers by kind


@pytest.fixture
def asked(world: Any, draft: Any) -> Any:
    """Tiina's talk in a round whose template asks with a scale, a choice and a date too, and one
    thing of supervisors only."""
    jari, theme = world.user("jari"), theme_of(draft, "other")
    ends = [{"key": str(n), "label": {}} for n in range(1, 6)]
    ends[0]["label"] = {"fi": "huonosti", "sv": "dåligt", "en": "badly"}
    ends[4]["label"] = {"fi": "hyvin", "sv": "bra", "en": "well"}
    places = [
        {"key": "1", "label": {"fi": "työssä", "sv": "i arbetet", "en": "at work"}},
        {"key": "2", "label": {"fi": "kurssilla", "sv": "på kurs", "en": "on a course"}},
    ]
    for kind, options, only in (
        ("scale", ends, False),
        ("choice", places, False),
        ("date", [], False),
        ("text", [], True),
    ):
        title = dict.fromkeys(("fi", "sv", "en"), f"{kind} {only}")
        services.add_question(
            user=jari, theme=theme, kind=kind,
            values={"title": title, "help": title, "options": options, "supervisors_only": only,
                    "sensitivity": "ordinary"},
        )  # fmt: skip
    draft.refresh_from_db()
    services.publish(user=jari, template=draft, version=draft.version)
    world.content()
    world.talk = f.talk_of(world, "tiina")
    world.talk.round.template = draft
    world.talk.round.save(update_fields=["template"])
    return world


def save(world: Any, **data: Any) -> Any:
    url = reverse("conversations:prepare_theme", args=[world.talk.uuid, "other"])
    return world.client("tiina").post(url, data, headers={"X-Autosave": "1"})


def test_answers_are_kept_canonically_and_shown_in_words(asked: Any) -> None:
    data = {"q_scale-false": "4", "q_choice-false": "2", "q_date-false": " 13.2.2026 "}

    assert save(asked, **data).status_code == 200
    kept = Answer.objects.filter(conversation=asked.talk).select_related("question")
    assert {a.question.kind: a.text for a in kept} == {
        "scale": "4", "choice": "2", "date": "2026-02-13",
    }  # fmt: skip
    assert {a.question.kind: a.shown for a in kept} == {
        "scale": "4 / 5", "choice": "kurssilla", "date": "13.2.2026",
    }  # fmt: skip
    for wrong in (
        {"q_scale-false": "6"},
        {"q_choice-false": "😀"},
        {"q_date-false": "31.2.2026"},
        {"q_date-false": "1.1.9999"},
    ):
        answer = save(asked, **wrong)
        assert answer.status_code == 422
        assert answer.json()["errors"]
    body = asked.client("tiina").get(
        reverse("conversations:prepare_theme", args=[asked.talk.uuid, "other"])
    ).content.decode()  # fmt: skip
    assert 'type="date"' in body
    assert "1 / 5: huonosti" in body
    assert "text True" not in body  # of supervisors' own talks only


def test_the_signed_copy_has_the_words_and_older_marks_stay(asked: Any) -> None:
    question = Question.objects.get(key="choice-false")
    Answer.objects.create(conversation=asked.talk, question=question, layer="agreed", text="2")
    content = content_of(asked.talk)
    rows = {q["key"]: q for theme in content["themes"] for q in theme["questions"]}

    assert rows["choice-false"]["words"]["sv"] == "på kurs"
    assert rows["choice-false"]["kind"] == "choice"
    # Free text is written as before kinds, so that marks of older copies are the same.
    assert set(rows["successes"]) == {"key", "title", "sensitivity", "text"}
    assert {"competences", "goals", "text-true"}.isdisjoint(rows)
    assert hash_of(content) == hash_of(content_of(asked.talk))
    shown = as_shown(content, "sv")["themes"][-1]["questions"]
    assert [q["text"] for q in shown if q["key"] == "choice-false"] == ["på kurs"]


# ---------------------------------------------------------------------------- who, and pages


def test_only_hr_and_no_query_more_for_many(
    world: Any, draft: Any, django_assert_num_queries: Any
) -> None:
    for name in ("tiina", "mervi", "outi"):
        client = world.client(name)
        assert client.get(reverse("conversations:templates")).status_code == 403
        assert client.get(reverse("conversations:template", args=[draft.uuid])).status_code == 403
    client = world.client("jari")
    urls = [
        reverse("conversations:templates"),
        *(reverse(f"conversations:template{of}", args=[draft.uuid]) for of in ("", "_preview")),
    ]
    for url in urls:
        client.get(url)
    few = [_count(client, url) for url in urls]
    theme = theme_of(draft, "other")
    values = {"title": IN_THREE, "help": {}, "options": [], "sensitivity": "ordinary"}
    for _number in range(12):
        services.add_question(
            user=world.user("jari"), theme=theme, kind="text",
            values={**values, "supervisors_only": False},
        )  # fmt: skip
        services.new_draft(user=world.user("jari"), kind=Kind.GROUP)
    assert [_count(client, url) for url in urls] == few


def _count(client: Client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("side", "language", "seen", "unseen"),
    [
        ("employee", "sv", "Utmaningar", "Chefskompetens"),
        ("own", "fi", "Esihenkilöosaaminen", "Utmaningar"),
        ("nobody", "en", "Challenges", "Haasteet"),
    ],
)
def test_the_preview_is_as_each_party_sees_it(
    world: Any, draft: Any, side: str, language: str, seen: str, unseen: str
) -> None:
    url = reverse("conversations:template_preview", args=[draft.uuid])
    body = world.client("jari").get(f"{url}?kuka={side}&kieli={language}").content.decode()

    assert seen in body
    assert unseen not in body


def test_who_changed_a_draft_is_told_of_in_ones_own_data() -> None:
    assert "updated_by" in personal.accounted_for()["conversations.Question"]
