"""Record of processing and impact assessment: as a page and as a Word document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from audit.services import record
from core.policies import require
from privacy.papers.assessment import impact_assessment
from privacy.papers.docx import MIME, as_docx
from privacy.papers.parts import Paper
from privacy.papers.processing import record_of_processing
from privacy.retention.policies import can_see

_ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")


@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """Open to everybody who signs in: it is about them."""
    return _page(request, record_of_processing(), "privacy:processing_file")


@require_safe
def processing_file(request: HttpRequest) -> HttpResponse:
    record(request.user, "privacy.processing.export")
    return _file(record_of_processing())


@require_safe
def assessment(request: HttpRequest) -> HttpResponse:
    require(can_see(request.user))
    return _page(request, impact_assessment(), "privacy:assessment_file")


@require_safe
def assessment_file(request: HttpRequest) -> HttpResponse:
    require(can_see(request.user))
    record(request.user, "privacy.assessment.export")
    return _file(impact_assessment())


def _page(request: HttpRequest, paper: Paper, file: str) -> HttpResponse:
    context = {"paper": paper, "file": file, "see": can_see(request.user)}
    return render(request, "privacy/papers/paper.html", context)


def _file(paper: Paper) -> HttpResponse:
    answer = HttpResponse(as_docx(paper, (get_language() or "fi")[:2]), content_type=MIME)
    name = slugify(str(paper.title).translate(_ASCII)) or "asiakirja"
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer["Cache-Control"] = "private, no-store"
    return answer
