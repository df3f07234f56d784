"""A paper as a Word document (ECMA-376): headings, paragraphs and tables with a head row, nothing
else. The city writes on in it."""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from core.policies import Words
from privacy.papers.parts import Paper, Table

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_SIZES = {"Title": 40, "Heading1": 28, "Normal": 22}


def as_docx(paper: Paper, language: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels", _RELATIONS.format(kind="officeDocument", target="word/document.xml")
        )
        archive.writestr(
            "word/_rels/document.xml.rels", _RELATIONS.format(kind="styles", target="styles.xml")
        )
        archive.writestr("word/styles.xml", _styles(language))
        archive.writestr("word/document.xml", _document(paper))
    return out.getvalue()


def _document(paper: Paper) -> str:
    body = "".join(_body(paper))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" '
        'w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _body(paper: Paper) -> Iterator[str]:
    yield _paragraph(paper.title, "Title")
    yield _paragraph(paper.lead)
    for section in paper.sections:
        yield _paragraph(section.title, "Heading1")
        for text in section.paragraphs:
            yield _paragraph(text)
        for label, text in section.facts:
            yield _paragraph(label, bold=True)
            yield _paragraph(text)
        if section.table is not None:
            yield _table(section.table)
            yield _paragraph("")


def _paragraph(text: Words, style: str = "Normal", *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(str(text))}</w:t></w:r></w:p>'
    )


def _table(table: Table) -> str:
    line = '<w:{side} w:val="single" w:sz="4" w:color="8A9AA3"/>'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(line.format(side=side) for side in sides)
    width = 9638 // len(table.head)
    grid = f'<w:gridCol w:w="{width}"/>' * len(table.head)
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = "".join(
        f"<w:tr>{head if number == 0 else ''}"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph(cell, bold=number == 0)}</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for number, row in enumerate((table.head, *table.rows))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _styles(language: str) -> str:
    place = {"fi": "fi-FI", "sv": "sv-FI"}.get(language, "en-GB")
    names = {"Normal": "Normal", "Title": "Title", "Heading1": "heading 1"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"'
        f"{' w:default=' + chr(34) + '1' + chr(34) if key == 'Normal' else ''}>"
        f'<w:name w:val="{names[key]}"/>'
        f'<w:pPr>{"<w:keepNext/>" if key != "Normal" else ""}<w:spacing w:before="'
        f'{240 if key == "Heading1" else 0}" w:after="120"/>'
        f"{'<w:outlineLvl w:val=' + chr(34) + '0' + chr(34) + '/>' if key == 'Heading1' else ''}"
        f"</w:pPr><w:rPr>{'<w:b/>' if key != 'Normal' else ''}"
        f'<w:sz w:val="{size}"/></w:rPr></w:style>'
        for key, size in _SIZES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:lang w:val="{place}"/>'
        f"</w:rPr></w:rPrDefault></w:docDefaults>{styles}</w:styles>"
    )
