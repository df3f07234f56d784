"""PDFs: tagged (PDF/UA-1), in our fonts, drawn in the background, never lost or drawn twice."""

import hashlib
import io
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse

from core import clock, documents, pdf, work
from core.models import Document, Work
from tests.plan_scenes import Plans
from training_plans.documents import PACKAGE_PDF, PLAN_PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


@pytest.fixture
def package_pdf(plans: Plans) -> pikepdf.Pdf:
    """The confirmed package as a committee member gets it."""
    frozen = plans.confirmed()
    work.drain()
    address = reverse("training_plans:package_pdf", args=[frozen.package.uuid])
    response = plans.world.client("anneli").get(address)
    assert response["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(response.content))


def elements(pdf_file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The structure tree in reading order."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pdf_file.Root.StructTreeRoot.K)
    return found


@pytest.mark.requirement(25, 49)
def test_the_structure_tree_of_a_confirmed_package(package_pdf: pikepdf.Pdf) -> None:
    root = package_pdf.Root
    assert str(root.Lang) == "fi"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    tree = elements(package_pdf)
    kinds = Counter(str(e.S) for e in tree)
    assert kinds["/H1"] == 1
    assert kinds["/H2"] >= 7
    assert kinds["/H3"] >= 12
    assert kinds["/Table"] >= 10
    assert kinds["/TR"] > 30
    assert kinds["/TD"] > 50
    assert kinds["/L"] >= 2
    assert kinds["/Caption"] >= 10
    levels = [int(str(e.S)[2]) for e in tree if str(e.S) in ("/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), levels


def test_nothing_stands_inside_its_own_kind(package_pdf: pikepdf.Pdf) -> None:
    """A table inside a table, or a link inside a link, is read twice or not at all."""
    for element in elements(package_pdf):
        kids = element.get("/K", pikepdf.Array())
        kinds = [str(k.S) for k in kids if isinstance(k, pikepdf.Dictionary) and "/S" in k]
        assert str(element.S) not in kinds or str(element.S) in ("/Span", "/Div", "/NonStruct")
        if str(element.S) == "/Table":
            assert set(kinds) <= {"/Caption", "/THead", "/TBody", "/TFoot"}
            assert kinds.count("/THead") == 1


@pytest.mark.requirement(49)
def test_header_cells_say_what_they_head(package_pdf: pikepdf.Pdf) -> None:
    headers = [e for e in elements(package_pdf) if str(e.S) == "/TH"]
    scopes = Counter(str(e.A.Scope) for e in headers)
    assert scopes["/Column"] > 20
    assert scopes["/Row"] > 20
    assert set(scopes) == {"/Column", "/Row"}


@pytest.mark.requirement(4)
def test_every_chart_has_words_and_a_table(package_pdf: pikepdf.Pdf) -> None:
    tree = elements(package_pdf)
    figures = [e for e in tree if str(e.S) == "/Figure"]
    charts = [f for f in figures if "Työssä oppiminen" in str(f.Alt)]
    assert len(charts) == 5
    assert all(str(f.Alt) for f in figures)
    captions = [e for e in tree if str(e.S) == "/Caption"]
    assert len(captions) >= 2 * len(charts)


def test_it_says_that_it_is_pdf_ua(package_pdf: pikepdf.Pdf) -> None:
    with package_pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == (
            "Koulutussuunnitelma 2027, Palvelualueiden suunnitelmat ja keskitetty suunnitelma"
        )


def test_bookmarks_follow_the_headings(package_pdf: pikepdf.Pdf) -> None:
    with package_pdf.open_outline() as outline:
        (top,) = outline.root
        chapters = [child.title for child in top.children]
    assert top.title == "Koulutussuunnitelma 2027"
    assert "1 Yhteenveto" in chapters
    assert "2 Keskitetty koulutussuunnitelma" in chapters
    assert any("Kaupunkiympäristö" in title for title in chapters)
    assert "6 Käsittely ja päätös" in chapters


def test_the_fonts_are_ours_and_inside(package_pdf: pikepdf.Pdf) -> None:
    names = set()
    for page in package_pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            names.add(str(font.BaseFont))
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3", "/FontFile"))
    assert any("Source-Sans-3" in name for name in names)


def test_page_numbers_and_hash(plans: Plans) -> None:
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    frozen = plans.confirmed()
    work.drain()
    found = Document.objects.get(kind=PACKAGE_PDF, subject_id=frozen.uuid)
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=bytes(found.pdf), capture_output=True
    ).stdout.decode()
    pages = text.count("\f")
    assert f"Sivu 1 ({pages})" in text
    assert frozen.content_hash[:40] in text
    assert "§ 214" in text


# Background work


def test_the_page_shows_progress_and_then_the_document(plans: Plans) -> None:
    package = plans.with_committee()
    client = plans.world.client("anneli")
    address = reverse("training_plans:package", args=[package.uuid])
    before = client.get(address).content.decode()
    assert "PDF:ää tehdään" in before
    assert "hx-get" in before
    download = reverse("training_plans:package_pdf", args=[package.uuid])
    assert client.get(download).status_code == 302
    work.drain()
    after = client.get(address).content.decode()
    assert "Lataa PDF" in after
    assert "PDF:ää tehdään" not in after
    response = client.get(download)
    assert response.content.startswith(b"%PDF-1.7")
    assert 'filename="koulutussuunnitelma-2027-heinola.pdf"' in response["Content-Disposition"]


def test_a_draft_plan_can_be_taken_as_a_pdf(plans: Plans) -> None:
    plan = plans.team_plan()
    client = plans.world.client("mervi")
    address = reverse("training_plans:plan_pdf", args=[plan.uuid])
    client.post(address)
    client.post(address)
    assert Document.objects.filter(kind=PLAN_PDF).count() == 1
    work.drain()
    assert client.get(address).content.startswith(b"%PDF")
    # A changed plan is another document.
    plans.add("mervi", plan, "Uusi toimi")
    assert client.get(address).status_code == 302
    assert (
        "Tee PDF" in client.get(reverse("training_plans:plan", args=[plan.uuid])).content.decode()
    )


def test_a_worker_dies_half_way_and_the_document_still_comes(plans: Plans) -> None:
    """Its lease runs out, the sweep takes the work back, another worker draws it."""
    plans.with_committee()
    owed = Work.objects.get(kind=documents.RENDER)
    Work.objects.filter(pk=owed.pk).update(
        lease_owner=uuid4(), lease_until=clock.real_now() + timedelta(minutes=5), attempts=1
    )
    assert not work.perform(owed.pk)
    assert Document.objects.get().pdf is None
    Work.objects.filter(pk=owed.pk).update(lease_until=clock.real_now() - timedelta(seconds=1))
    assert work.drain() == 1
    assert Document.objects.get().pdf is not None


def test_one_who_has_lost_the_lease_writes_nothing(
    plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans.with_committee()
    owed = Work.objects.get(kind=documents.RENDER)

    def slow(self: pdf.Drawing) -> Any:
        Work.objects.filter(pk=owed.pk).update(lease_owner=uuid4())
        self.pdf = b"%PDF late"
        yield 1

    monkeypatch.setattr(pdf.Drawing, "steps", slow)
    assert not work.perform(owed.pk)
    assert Document.objects.get().pdf is None


def test_a_failed_drawing_is_tried_again_when_asked(
    plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = plans.with_committee()
    owed = Work.objects.get(kind=documents.RENDER)
    Work.objects.filter(pk=owed.pk).update(state="failed", error="ValueError")
    client = plans.world.client("anneli")
    text = client.get(reverse("training_plans:package", args=[package.uuid])).content.decode()
    assert "Tee PDF" in text
    client.post(reverse("training_plans:package_pdf", args=[package.uuid]))
    work.drain()
    assert Document.objects.get().pdf is not None


def test_asking_twice_draws_once(plans: Plans) -> None:
    frozen = plans.confirmed()
    work.drain()
    found = Document.objects.get(subject_id=frozen.uuid)
    first = bytes(found.pdf)
    assert found.pdf_sha256 == hashlib.sha256(first).hexdigest()
    address = reverse("training_plans:package_pdf", args=[frozen.package.uuid])
    plans.world.client("jari").post(address)
    work.drain()
    found.refresh_from_db()
    assert bytes(found.pdf) == first


def test_a_document_reads_nothing_but_our_static_files() -> None:
    for address in (
        "https://example.com/x.css",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "/static/../manage.py",
        "/etc/passwd",
    ):
        html = f'<html lang="fi"><head><title>x</title><link rel="stylesheet" href="{address}">'
        with pytest.raises(BaseException, match="(?i)fetch"):
            pdf.html_to_pdf(html + "</head><body><p>x</p></body></html>")


def test_text_in_a_plan_is_text_and_not_html(plans: Plans) -> None:
    plan = plans.team_plan()
    plans.add("mervi", plan, "<script>alert(1)</script> & <img src=x>", focus="<b>x</b>")
    client = plans.world.client("mervi")
    text = client.get(reverse("training_plans:plan_print", args=[plan.uuid])).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    client.post(reverse("training_plans:plan_pdf", args=[plan.uuid]))
    work.drain()
    assert Document.objects.get().pdf is not None


@pytest.mark.slow
def test_an_enormous_plan_is_drawn(plans: Plans) -> None:
    from tests.plan_scenes import many_items

    plan = plans.of("environment")
    many_items(plans, plan, 500)
    client = plans.world.client("outi")
    assert client.get(reverse("training_plans:plan", args=[plan.uuid])).status_code == 200
    client.post(reverse("training_plans:plan_pdf", args=[plan.uuid]))
    work.drain()
    drawn = pikepdf.open(io.BytesIO(bytes(Document.objects.get().pdf)))
    assert len(drawn.pages) > 15
    rows = sum(1 for e in elements(drawn) if str(e.S) == "/TR")
    assert rows >= 500


def test_an_empty_plan_is_drawn(plans: Plans) -> None:
    plan = plans.begin("mervi", "cleaning")
    client = plans.world.client("mervi")
    client.post(reverse("training_plans:plan_pdf", args=[plan.uuid]))
    work.drain()
    assert client.get(reverse("training_plans:plan_pdf", args=[plan.uuid])).status_code == 200


def test_swedish_and_english_documents_can_be_drawn(plans: Plans) -> None:
    frozen = plans.confirmed()
    for language, words in (("sv", "Utbildningsplan 2027"), ("en", "Training plan 2027")):
        found = documents.request_document(
            PACKAGE_PDF,
            frozen.uuid,
            content_hash=frozen.content_hash,
            title="x",
            language=language,
        )
        work.drain()
        found.refresh_from_db()
        drawn = pikepdf.open(io.BytesIO(bytes(found.pdf)))
        assert str(drawn.Root.Lang) == language
        with drawn.open_metadata() as metadata:
            assert metadata["dc:title"].startswith(words)
