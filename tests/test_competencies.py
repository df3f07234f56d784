"""What a year starts with, and the pages on which everybody reads it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from competencies import selectors
from competencies.defaults import FRAMEWORKS, catalogue, ensure_defaults, strategy
from competencies.models import (
    Audience,
    Catalogue,
    Competence,
    Framework,
    LearningWay,
    Level,
    LevelText,
    Line,
    StrategyItem,
)
from conversations.defaults import THEMES, ensure_template
from conversations.models import Question, Sensitivity, Template, Theme
from core.fields import Translated

LANGUAGES = ("fi", "sv", "en")


def texts_of_defaults() -> Iterator[tuple[str, Translated]]:
    """Every text a year starts with, and where it stands."""
    for name in (*strategy.VALUES, *strategy.GOALS, *strategy.SCALE, strategy.DECIDED_BY):
        yield "strategy", name
    for audience, competences in FRAMEWORKS.items():
        for competence in competences:
            where = f"{audience} {competence.key}"
            yield from (
                (where, text)
                for text in (
                    competence.name,
                    competence.description,
                    competence.example,
                    *competence.levels,
                )
            )
    for way in catalogue.WAYS:
        yield way.key, way.name
        yield way.key, way.description
    for theme in THEMES:
        yield theme.key, theme.title
        for question in theme.questions:
            yield question.key, question.title
            yield question.key, question.help


@pytest.mark.requirement(6, 7, 15, 16, 17, 32, 33, 39)
def test_every_text_is_written_in_three_languages() -> None:
    for where, text in texts_of_defaults():
        assert set(text) == set(LANGUAGES), where
        assert all(text[language].strip() for language in LANGUAGES), where


def test_no_text_stands_twice_in_a_framework() -> None:
    for competences in FRAMEWORKS.values():
        for language in LANGUAGES:
            levels = [text[language] for each in competences for text in each.levels]
            assert len(levels) == len(set(levels))


@pytest.mark.django_db
@pytest.mark.requirement(32, 33)
def test_a_year_gets_both_frameworks_with_level_texts() -> None:
    ensure_defaults(2026)

    staff = Framework.objects.get(audience=Audience.ALL_STAFF, year=2026)
    supervisors = Framework.objects.get(audience=Audience.SUPERVISORS, year=2026)
    assert [str(each.name) for each in staff.competences.all()] == [
        "Itsensä johtamisen taidot",
        "Oppimisen ja uudistumisen osaaminen",
        "Ajattelu- ja ongelmanratkaisuosaaminen",
        "Vuorovaikutus- ja yhteistyöosaaminen",
        "Teknologia- ja digiosaaminen",
        "Ammatillinen osaaminen",
    ]
    assert [str(each.name) for each in supervisors.competences.all()] == [
        "Strateginen johtaminen",
        "Vuorovaikutusosaaminen",
        "Osaamisen johtaminen",
        "Palvelussuhde- ja rekrytointiosaaminen",
        "Suorituksen johtaminen",
        "Talouden ja tiedolla johtamisen osaaminen",
        "Työkykyjohtaminen ja työhyvinvoinnin osaaminen",
    ]
    for framework in (staff, supervisors):
        assert [level.number for level in framework.levels.all()] == [1, 2, 3, 4, 5]
        for competence in framework.competences.all():
            assert [text.number for text in competence.level_texts.all()] == [1, 2, 3, 4, 5]
            assert competence.target in (3, 4)


@pytest.mark.django_db
@pytest.mark.requirement(34)
def test_the_frameworks_are_published_and_say_who_decided() -> None:
    ensure_defaults(2026, decided_on=date(2025, 11, 20))

    for framework in Framework.objects.all():
        assert framework.published_at is not None
        assert str(framework.decided_by) == "Kaupunginjohtajan johtoryhmä"
        assert framework.decided_on == date(2025, 11, 20)


@pytest.mark.django_db
@pytest.mark.requirement(15, 16, 17)
def test_the_catalogue_is_complete() -> None:
    ensure_defaults(2026)

    ways = LearningWay.objects.filter(catalogue__year=2026)
    assert [ways.filter(share=share).count() for share in (70, 20, 10)] == [4, 12, 12]
    assert ways.values("key").distinct().count() == 28
    assert {str(way.name) for way in ways.filter(share=70)} == {
        "Työtä tekemällä oppiminen",
        "Kokeilut ja pilotoinnit",
        "Projektit ja hankkeet",
        "Työkierto ja sijaistaminen",
    }


@pytest.mark.django_db
@pytest.mark.requirement(6, 7)
def test_values_and_goals_are_those_of_the_strategy() -> None:
    ensure_defaults(2026)

    by_kind = {
        kind: [str(item.name) for item in StrategyItem.objects.filter(kind=kind)]
        for kind in StrategyItem.Kind.values
    }
    assert by_kind == {
        "value": ["Välittäminen", "Uudistuminen", "Tuloksellisuus"],
        "goal": [
            "Hyvinvoinnin kasvu",
            "Uudistuva työ ja asuminen",
            "Vahva kaupunkiyhteisö",
            "Kestävä talous",
        ],
    }


@pytest.mark.django_db
@pytest.mark.requirement(18, 34)
def test_each_year_has_its_own_version_and_calling_again_changes_nothing() -> None:
    ensure_defaults(2025)
    competence = Competence.objects.get(key="digital")
    competence.name = Translated(fi="Digitaidot", sv="Digitala färdigheter", en="Digital skills")
    competence.save()
    ensure_defaults(2025)
    ensure_defaults(2026)

    models = (Framework, Level, Competence, LevelText, Catalogue, LearningWay, StrategyItem)
    assert [model.objects.count() for model in models] == [4, 20, 26, 130, 2, 56, 7]
    named = Competence.objects.filter(key="digital").order_by("framework__year")
    assert [str(each.name) for each in named] == ["Digitaidot", "Teknologia- ja digiosaaminen"]


@pytest.mark.django_db
@pytest.mark.requirement(39)
def test_the_template_has_the_five_themes_with_their_questions() -> None:
    template = ensure_template()

    themes = Theme.objects.filter(template=template).prefetch_related("questions")
    assert [str(theme.title) for theme in themes] == [
        "Kuluneen työvuoden arviointi",
        "Hyvinvointi ja työssä jaksaminen",
        "Ammatillinen kehittyminen",
        "Esihenkilöosaaminen",
        "Muut asiat",
    ]
    assert [theme.questions.count() for theme in themes] == [3, 3, 3, 2, 4]
    assert [theme.key for theme in themes if theme.supervisors_only] == ["leadership"]
    assert ensure_template() == template
    assert Template.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.requirement(39)
def test_sensitive_questions_are_marked_so_that_the_page_says_what_does_not_belong() -> None:
    ensure_template()

    wellbeing = Question.objects.filter(theme__key="wellbeing")
    assert {question.sensitivity for question in wellbeing} == {Sensitivity.WELLBEING}
    assert [t.key for t in Theme.objects.all() if t.about_wellbeing] == ["wellbeing"]
    feedback = Question.objects.get(sensitivity=Sensitivity.FEEDBACK)
    assert str(feedback.title) == "Palaute ja odotukset esihenkilölle"


# ---------------------------------------------------------------------------- reading


@pytest.mark.django_db
def test_a_year_without_its_own_version_uses_the_newest_before_it() -> None:
    ensure_defaults(2025)
    ensure_defaults(2027)

    assert selectors.framework_for(Audience.ALL_STAFF, 2024) is None
    found = selectors.framework_for(Audience.ALL_STAFF, 2026)
    assert found is not None
    assert found.year == 2025
    ways = selectors.catalogue_for(2028)
    assert ways is not None
    assert ways.year == 2027


@pytest.mark.django_db
def test_an_unpublished_version_is_not_read(world: Any) -> None:
    world.content()
    Framework.objects.create(audience=Audience.ALL_STAFF, year=2027)

    assert selectors.years_of_frameworks(world.user("jari")) == [2026]
    found = selectors.framework_for(Audience.ALL_STAFF, 2027)
    assert found is not None
    assert found.year == 2026
    assert selectors.frameworks_of(world.user("anonymous"), 2026) == []


@pytest.mark.requirement(32, 33, 34)
def test_everybody_reads_competences_with_their_levels(world: Any) -> None:
    world.content()
    page = world.client("tiina").get(reverse("competencies:index")).content.decode()

    assert "Yhteiset osaamiset 2026" in page
    for competences in FRAMEWORKS.values():
        for competence in competences:
            assert competence.name["fi"] in page
            assert all(text["fi"] in page for text in competence.levels)
    assert "Tavoite: taso 4, Soveltaa ja neuvoo" in page
    assert "Päättäjä: Kaupunginjohtajan johtoryhmä" in page


@pytest.mark.requirement(15, 16, 17)
def test_everybody_reads_the_ways_of_learning_by_share(world: Any) -> None:
    world.content()
    response = world.client("aino").get(reverse("competencies:catalogue"))

    groups = response.context["catalogue"].groups
    assert [(group.share, len(group.ways)) for group in groups] == [(70, 4), (20, 12), (10, 12)]
    page = response.content.decode()
    assert all(way.name["fi"] in page and way.description["fi"] in page for way in catalogue.WAYS)


@pytest.mark.requirement(6, 7, 31)
def test_everybody_reads_the_strategy_and_the_lines(world: Any) -> None:
    world.content()
    for unit, text in (
        (world.wellbeing, "Oppimisen tuki otetaan haltuun."),
        (world.city, "Opimme työssä."),
    ):
        Line.objects.create(year=2026, unit=unit, text={"fi": text})
    response = world.client("mervi").get(reverse("competencies:strategy"))

    assert [str(unit.unit) for unit in response.context["lines"]] == [
        "Heinolan kaupunki",
        "Hyvinvointipalvelut",
    ]
    page = response.content.decode()
    for text in ("Välittäminen", "Kestävä talous", "Opimme työssä.", "Oppimisen tuki otetaan"):
        assert text in page


@pytest.mark.requirement(18)
def test_earlier_years_stay_readable(world: Any) -> None:
    world.content()
    ensure_defaults(2025)
    client: Client = world.client("tiina")
    for name in ("index", "catalogue"):
        url = reverse(f"competencies:{name}")
        assert "?vuosi=2025" in client.get(url).content.decode()
        assert client.get(url, {"vuosi": "2025"}).context["year"] == 2025
        for wrong in ("1999", "abc", ""):
            assert client.get(url, {"vuosi": wrong}).status_code == 404


def test_pages_without_content_say_what_comes_next(world: Any) -> None:
    client: Client = world.client("tiina")
    for name, text in (
        ("index", "Yhteisiä osaamisia ei ole vielä"),
        ("catalogue", "Oppimisen tapojen luetteloa ei ole vielä"),
        ("strategy", "Linjauksia ei ole vielä"),
    ):
        assert text in client.get(reverse(f"competencies:{name}")).content.decode()


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "Gemensamma kompetenser 2026"), ("en", "Shared competences 2026")],
)
def test_the_page_speaks_the_readers_language(world: Any, language: str, text: str) -> None:
    world.content()
    user = world.user("tiina")
    user.language = language
    user.save(update_fields=["language"])
    page = world.client("tiina").get(reverse("competencies:index")).content.decode()

    assert text in page
    with translation.override(language):
        assert all(str(each.name) in page for each in Competence.objects.all())


@pytest.mark.parametrize("name", ["index", "catalogue", "strategy"])
def test_the_number_of_queries_does_not_grow(world: Any, name: str) -> None:
    world.content()
    Line.objects.create(year=2026, unit=world.city, text={"fi": "Opimme työssä."})
    client: Client = world.client("tiina")
    url = reverse(f"competencies:{name}")
    client.get(url)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    few = queries()
    framework = Framework.objects.get(audience=Audience.ALL_STAFF, year=2026)
    for number in range(20):
        competence = Competence.objects.create(
            framework=framework, key=f"more-{number}", name={"fi": f"Osaaminen {number}"}
        )
        LevelText.objects.create(competence=competence, number=1, text={"fi": "Alussa."})
        LearningWay.objects.create(
            catalogue=Catalogue.objects.get(year=2026), share=10, name={"fi": f"Tapa {number}"}
        )
        unit = (world.wellbeing, world.environment)[number % 2]
        Line.objects.create(year=2026, unit=unit, order=number, text={"fi": f"Linjaus {number}"})
    assert queries() == few
