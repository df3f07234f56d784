"""A text in its sentences, each of which can be taken over into one's own text."""

import re

# The end of a sentence: its mark and what closes it, then space and something that begins a new
# one. "1.3. alkaen" and "esim. koululla" go on. A line break always ends one.
_END = re.compile(r"(?<=[.!?…])(?=[\s])\s+(?=[A-ZÅÄÖ0-9\"”’'(–—•-])|\n+")


def sentences(text: str) -> list[tuple[str, str]]:
    """(sentence, the white space after it): joined they are the text again."""
    pieces: list[tuple[str, str]] = []
    start = 0
    for match in _END.finditer(text):
        pieces.append((text[start : match.start()], match.group()))
        start = match.end()
    pieces.append((text[start:], ""))
    return [(words, gap) for words, gap in pieces if words or gap]
