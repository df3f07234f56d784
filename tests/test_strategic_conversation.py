"""The strategic conversation: material beside each point, decisions that take effect once, and next
year's round that stands on them (requirements 18, 30, 31, 34, 43)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from competencies.catalogue import services as catalogues
from competencies.catalogue.selectors import draft_of
from competencies.frameworks import services as frameworks
from competencies.lines.selectors import lines_above
from competencies.models import Catalogue, Framework
from competencies.selectors import catalogue_for, framework_for
from conversations.groups.models import GroupConversation
from conversations.groups.opening import open_one
from conversations.services.rounds import draft_round, ensure_round
from conversations.strategic import selectors, services
from conversations.strategic.models import StrategicDecision, StrategicSummary
from core import work
from core.documents import content_hash
from core.models import Document
from core.policies import Refused, Stale

KINDS = ("lines", "focus", "competences", "catalogue")


@pytest.fixture
def talk(world: Any) -> GroupConversation:
    """This year's strategic conversation, being written."""
    world.content()
    world.move_to(date(2026, 10, 20))
    made = open_one(user=world.user("ilkka"), kind="strategic", unit=world.city.pk, year=2026)
    GroupConversation.objects.filter(pk=made.pk).update(state="writing")
    made.refresh_from_db()
    return made


def prepare(world: Any, talk: GroupConversation, kind: str, *texts: str, by: str = "jari") -> Any:
    draft = services.prepare(user=world.user(by), conversation=talk, kind=kind)
    if kind in ("lines", "focus"):
        services.write(
            user=world.user(by),
            decision=draft,
            version=draft.version,
            texts=[{"fi": text} for text in texts or ("Opimme työssä.",)],
        )
    draft.refresh_from_db()
    return draft


def decide(world: Any, draft: StrategicDecision, by: str = "ilkka", **more: Any) -> Any:
    values = {"version": draft.version, "decided_on": world.today, **more}
    return services.confirm(user=world.user(by), decision=draft, **values)


@pytest.mark.requirement(18, 30, 34, 43)
def test_next_years_round_stands_on_what_was_decided(world: Any, talk: GroupConversation) -> None:
    old_round = ensure_round(year=2026)
    prepared_round = draft_round(year=2027)
    decide(world, prepare(world, talk, "lines", "Opimme työssä.", "Jaamme opitun."))
    decide(world, prepare(world, talk, "focus", "Tekoäly arjen työssä"))

    draft = prepare(world, talk, "competences")
    staff = Framework.objects.get(audience="all_staff", year=2027)
    dropped = staff.competences.get(order=6)
    frameworks.remove_competence(
        user=world.user("sanna"), framework=staff, version=staff.version, competence=dropped
    )
    scale = [({"fi": f"Taso {n}", "sv": f"Nivå {n}", "en": f"Level {n}"}, {}) for n in range(1, 5)]
    frameworks.save_scale(
        user=world.user("sanna"),
        framework=staff,
        version=staff.version,
        levels=[
            (name, {"fi": "Näin työssä.", "sv": "I arbetet.", "en": "At work."})
            for name, _text in scale
        ],
    )
    decide(world, draft)

    draft = prepare(world, talk, "catalogue")
    catalogue = draft_of(2027)
    assert catalogue
    catalogues.save_way(
        user=world.user("jari"),
        draft=catalogue,
        version=catalogue.version,
        way=None,
        share=20,
        name={"fi": "Vertaissparraus"},
        description={"fi": "Sparraatte toisianne."},
    )
    decide(world, draft)

    # What is in force this year has not moved.
    assert framework_for("all_staff", 2026).competences.count() == 6  # type: ignore[union-attr]
    assert catalogue_for(2026) == old_round.catalogue
    assert lines_above(world.cleaning, 2026) == []
    # The round that HR had prepared follows, and opening it keeps it so.
    prepared_round.refresh_from_db()
    world.move_to(date(2027, 1, 11))
    opened = ensure_round(year=2027)
    assert opened == prepared_round
    assert opened.staff_framework == staff
    assert opened.staff_framework.competences.count() == 5
    assert opened.staff_framework.levels.count() == 4
    assert opened.supervisor_framework.year == 2027
    assert opened.catalogue.ways.filter(name__isnull=False).count() == 29
    assert old_round.catalogue.ways.count() == 28
    shown = lines_above(world.cleaning, 2027)
    assert [str(line) for group in shown for line in group.lines] == [
        "Opimme työssä.",
        "Jaamme opitun.",
    ]
    focus = selectors.training_focus(2027)
    assert focus
    assert focus.content["texts"] == [{"fi": "Tekoäly arjen työssä"}]


def test_nothing_takes_effect_twice(world: Any, talk: GroupConversation) -> None:
    for kind in KINDS:
        draft = prepare(world, talk, kind)
        first = decide(world, draft)
        again = decide(world, draft)  # a double click
        assert again.pk == first.pk
        assert StrategicDecision.objects.filter(kind=kind, state="confirmed").count() == 1
    assert Framework.objects.filter(year=2027, state="published").count() == 2
    assert Catalogue.objects.filter(year=2027).count() == 1
    assert Event.objects.filter(action="conversations.strategic_confirm").count() == 4


@pytest.mark.requirement(43)
def test_a_correction_says_what_it_replaces_until_the_round_is_opened(
    world: Any, talk: GroupConversation
) -> None:
    for kind in KINDS:
        first = decide(world, prepare(world, talk, kind))
        draft = prepare(world, talk, kind, "Korjattu linjaus.")
        with pytest.raises(ValidationError):
            decide(world, draft)
        second = decide(world, draft, reason="Täsmennettiin valtuuston päätöksen jälkeen.")
        assert second.replaces == first
        assert [row for row, _shown in selectors.history(2027, kind)] == [second, first]
    assert [str(line) for g in lines_above(world.cleaning, 2027) for line in g.lines] == [
        "Korjattu linjaus."
    ]
    assert catalogue_for(2027).number == 2  # type: ignore[union-attr]
    draft = prepare(world, talk, "lines", "Myöhässä.")
    ensure_round(year=2027)
    with pytest.raises(Refused):
        decide(world, draft, reason="Liian myöhään.")
    with pytest.raises(Refused):
        prepare(world, talk, "focus")


def test_who_prepares_who_decides_and_when(world: Any, talk: GroupConversation) -> None:
    for name in ("tiina", "mervi", "outi", "kari", "veera"):
        with pytest.raises(Refused):
            services.prepare(user=world.user(name), conversation=talk, kind="lines")
    draft = prepare(world, talk, "lines", by="sanna")
    for name in ("sanna", "outi", "tiina"):
        with pytest.raises(Refused):
            decide(world, draft, by=name)
    GroupConversation.objects.filter(pk=talk.pk).update(state="planned")
    with pytest.raises(Refused):
        decide(world, draft)
    GroupConversation.objects.filter(pk=talk.pk).update(state="writing")
    with pytest.raises(Stale):
        decide(world, draft, version=draft.version - 1)
    with pytest.raises(ValidationError):
        decide(world, draft, decided_on=date(2026, 12, 24))
    assert lines_above(world.city, 2027) == []
    assert decide(world, draft, by="jari").decided_by == {"fi": "Kaupunginjohtajan johtoryhmä"}


@pytest.mark.requirement(30)
def test_the_agenda_has_its_material_beside(world: Any, talk: GroupConversation) -> None:
    url = reverse("conversations:strategic")
    for name in ("outi", "ilkka", "jari", "sanna"):
        page = world.client(name).get(url)
        points = page.context["agenda"].points
        assert [point.key for point in points] == [
            "plans",
            "competences",
            "catalogue",
            "discussion",
        ]
        assert all(point.material for point in points)
        assert all(point.cards for point in points)
        text = page.content.decode()
        for words in ("Koulutussuunnitelmat", "Osaamisten tulokset", "70-20-10", "Linjaukset 2027"):
            assert words in text
    for name in ("tiina", "kari", "veera"):
        assert world.client(name).get(url).status_code == 403
    assert world.client("jari").get(url, {"vuosi": "9" * 30}).status_code == 404


@pytest.mark.requirement(31)
def test_the_summary_is_shared_with_groups_and_supervisors(
    world: Any, talk: GroupConversation
) -> None:
    decide(world, prepare(world, talk, "lines", "Opimme työssä joka viikko."))
    with pytest.raises(Refused):
        services.share(user=world.user("jari"), conversation=talk, language="fi")
    GroupConversation.objects.filter(pk=talk.pk).update(
        state="closed", closed_at="2026-10-20T12:00Z"
    )
    talk.refresh_from_db()
    shared = services.share(user=world.user("sanna"), conversation=talk, language="fi")
    assert services.share(user=world.user("jari"), conversation=talk, language="fi") == shared
    assert content_hash(shared.content) == shared.content_hash
    work.drain()
    assert Document.objects.get(subject_id=shared.uuid).pdf

    url = reverse("conversations:strategic_summary", args=[2027])
    for name in ("mervi", "kari", "outi", "leena", "jari"):
        assert "Opimme työssä joka viikko." in world.client(name).get(url).content.decode()
        strategy = world.client(name).get(reverse("competencies:strategy")).content.decode()
        assert url in strategy
    assert world.client("tiina").get(url).status_code == 403
    assert url not in world.client("tiina").get(reverse("competencies:strategy")).content.decode()

    draft = prepare(world, talk, "lines", "Uusi linjaus.")
    decide(world, draft, reason="Korjaus.")
    assert "Uusi linjaus." not in world.client("mervi").get(url).content.decode()
    services.share(user=world.user("jari"), conversation=talk, language="fi")
    assert StrategicSummary.objects.count() == 2
    assert "Uusi linjaus." in world.client("mervi").get(url).content.decode()


def test_the_way_through_the_pages(world: Any, talk: GroupConversation) -> None:
    """The secretary writes the lines, and what is wrong is kept and said."""
    client = world.client("jari")

    def url(name: str) -> str:
        return reverse(f"conversations:strategic_{name}", args=[2027, "lines"])

    assert client.post(url("decision")).url == url("prepare")
    typed = {"version": "0", "lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0"}
    for bad in ({"lines-0-fi": ""}, {"lines-0-fi": "x" * 600}, {"lines-0-fi": "a\x00"}):
        assert client.post(url("prepare"), {**typed, **bad}).status_code == 422
    answer = client.post(url("prepare"), {**typed, "lines-0-fi": "Opimme 🦉"})
    assert answer.url == url("confirm")
    # Another window still has the page of before: nothing typed is lost.
    answer = client.post(url("prepare"), {**typed, "lines-0-fi": "Toisen ikkunan teksti"})
    assert answer.status_code == 409
    assert "Toisen ikkunan teksti" in answer.content.decode()
    assert "Opimme 🦉" in answer.content.decode()

    assert client.post(url("confirm"), {"version": "1", "decided_on": "x"}).status_code == 422
    answer = client.post(url("confirm"), {"version": "1", "decided_on": "2026-10-20"})
    assert answer.url == url("decision")
    assert "Opimme 🦉" in client.get(url("decision")).content.decode()
    # The confirmed one is not there to be confirmed again.
    assert client.post(url("confirm"), {"version": "1", "decided_on": "2026-10-20"}).url == url(
        "decision"
    )
    for name in ("prepare", "confirm"):
        far = reverse(f"conversations:strategic_{name}", args=[10**9, "lines"])
        assert client.get(far).status_code == 404


def test_the_number_of_queries_does_not_grow(world: Any, talk: GroupConversation) -> None:
    client = world.client("jari")
    url = reverse("conversations:strategic")
    client.get(url)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    decide(world, prepare(world, talk, "lines"))
    decide(world, prepare(world, talk, "focus", "Yksi"))
    few = queries()
    for number in range(3):
        texts = [f"Linjaus {number} {n}" for n in range(15)]
        decide(world, prepare(world, talk, "lines", *texts), reason="Muutos.")
        decide(world, prepare(world, talk, "focus", *texts), reason="Muutos.")
    assert queries() == few
