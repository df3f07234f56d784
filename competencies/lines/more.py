"""What apps above have to show beside the lines: the summary of the conversation that set them."""

from collections.abc import Callable
from typing import Any

from core.policies import Words

# (title, address) of each page that this reader may open.
Links = Callable[[Any], list[tuple[Words, str]]]
_links: list[Links] = []


def provide(links: Links) -> Links:
    if links not in _links:
        _links.append(links)
    return links


def more_about(user: Any) -> list[tuple[Words, str]]:
    return [each for links in _links for each in links(user)]
