"""HTML to a tagged PDF (PDF/UA-1) with WeasyPrint. Always background work: 40 pages took 6 s.

What WeasyPrint does not do and how far we mend it stands in docs/accessibility.md.
"""

from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from weasyprint import HTML  # noqa: TID251 - the one place that draws
from weasyprint.urls import (  # noqa: TID251
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

# Documents have no address of their own; their links to our static files are resolved against this.
BASE = "https://document.invalid"


class StaticFiles(URLFetcher):
    """Only our own static files; nothing from a network or elsewhere on disk."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        root = urlsplit(settings.STATIC_URL).path
        if f"{parts.scheme}://{parts.netloc}" != BASE or not parts.path.startswith(root):
            raise ValueError("not a static file of ours")
        name = unquote(parts.path.removeprefix(root))
        found = finders.find(name)
        kind = {"Content-Type": guess_type(name)[0] or "application/octet-stream"}
        if found:
            with open(found, "rb") as file:
                return URLFetcherResponse(url, file.read(), kind)
        with staticfiles_storage.open(name) as stored:  # a collected file, its hash in the name
            return URLFetcherResponse(url, stored.read(), kind)


class Drawing:
    """One PDF being drawn. `steps()` yields after each of its `total` steps; then `pdf` has the
    bytes.

    Raises ValueError when a style sheet or picture is not a static file of ours.
    """

    total = 2

    def __init__(self, html: str) -> None:
        self.html = html
        self.pdf = b""

    def steps(self) -> Iterator[int]:
        fetcher = StaticFiles(fail_on_errors=True)
        try:
            laid_out = HTML(string=self.html, url_fetcher=fetcher, base_url=BASE).render(
                pdf_variant="pdf/ua-1"
            )
        except FatalURLFetchingError as error:  # a BaseException: it would pass every handler
            raise ValueError(str(error)) from error
        yield 1
        self.pdf = laid_out.write_pdf(finisher=_finish, pdf_variant="pdf/ua-1") or b""
        yield 2


def html_to_pdf(html: str) -> bytes:
    drawing = Drawing(html)
    list(drawing.steps())
    return drawing.pdf


def _finish(document: Any, pdf: pydyf.PDF) -> None:
    """Say of each header cell whether it heads a column or a row (PDF/UA-1, 7.5)."""
    elements = {
        item.reference: item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
    }
    for element in elements.values():
        if element["S"] != "/TH":
            continue
        row = elements.get(element["P"])
        group = elements.get(row["P"]) if row else None
        heads_columns = group is not None and group["S"] == "/THead"
        attributes = element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
        attributes["Scope"] = "/Column" if heads_columns else "/Row"
