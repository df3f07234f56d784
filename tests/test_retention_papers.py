"""Record of processing and impact assessment: true to the inventory, whole in three languages."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.utils import translation

from core import retention
from privacy.papers.assessment import impact_assessment
from privacy.papers.docx import W, as_docx
from privacy.papers.inventory import inventory, personal_models
from privacy.papers.processing import ACTIVITIES, BASES, activity_of, record_of_processing
from privacy.retention.periods import change_period

LANGUAGES = ("fi", "sv", "en")


def test_every_model_with_personal_data_belongs_to_one_activity() -> None:
    assert [label for label in personal_models() if activity_of(label) is None] == []
    used = {id(activity_of(label)) for label in personal_models()}
    assert used == {id(activity) for activity in ACTIVITIES}, "an activity without any data"


def test_every_legal_basis_of_the_inventory_has_words() -> None:
    assert set(inventory()["basis"]) == set(BASES)


@pytest.mark.django_db
def test_the_record_tells_the_period_as_it_is_decided(world: Any) -> None:
    def text() -> str:
        with translation.override("en"):
            sections = record_of_processing().sections
            return " ".join(str(text) for section in sections for _, text in section.facts)

    assert "3 calendar years" in text()
    change_period(
        user=world.user("jari"),
        rule=retention.rule_of("conversation"),
        period=2,
        reference="HEI/1/2026",
        decided_on=world.today,
    )
    assert "2 calendar years" in text()
    assert "3 calendar years" not in text()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_are_readable_word_documents(language: str) -> None:
    with translation.override(language):
        for paper in (record_of_processing(), impact_assessment()):
            with ZipFile(BytesIO(as_docx(paper, language))) as archive:
                assert archive.testzip() is None
                parts = {
                    name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()
                }
            words = [node.text for node in parts["word/document.xml"].iter(f"{{{W}}}t")]
            assert str(paper.title) in words
            assert all(str(section.title) in words for section in paper.sections)


def test_the_assessment_has_what_the_article_asks_for() -> None:
    with translation.override("en"):
        titles = [str(section.title) for section in impact_assessment().sections]
    assert titles == [
        "Why an assessment is needed",
        "Description of the processing",
        "Necessity and proportionality",
        "Risks and measures",
        "Opinions",
        "Conclusion and decision",
    ]
