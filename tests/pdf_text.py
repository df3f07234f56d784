"""The words of a PDF, read through each font's own table of characters (ToUnicode)."""

import io
import re
from typing import Any

import pikepdf


def text_of(pdf: bytes) -> str:
    """All text in drawing order, a line per piece."""
    lines = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            fonts = {
                str(name): _table(font) for name, font in page.Resources.get("/Font", {}).items()
            }
            table: dict[int, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    table = fonts.get(str(operands[0]), {})
                elif str(operator) in ("Tj", "TJ"):
                    lines.append(_decode(operands[0], table))
    return "\n".join(lines)


def words_of(pdf: bytes) -> str:
    """The same as one line with single spaces."""
    return " ".join(text_of(pdf).split())


def _decode(operand: Any, table: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    text = ""
    for piece in pieces:
        if not isinstance(piece, pikepdf.String):
            continue
        raw = bytes(piece)
        text += "".join(
            table.get(int.from_bytes(raw[i : i + 2], "big"), "") for i in range(0, len(raw), 2)
        )
    return text


def _table(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    table = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, value in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            table[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    return table
