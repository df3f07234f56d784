"""Addresses of which nothing is kept: who asked, when, and what was sent.

For what somebody sends without a name. Such an address carries no object; its requests leave no log
line, no event, no mark in the session, and a form that could not be taken is not held on the
server. Who could not be let in is told of by the view itself.
"""

from django.http import HttpRequest
from django.urls import reverse

_names: set[str] = set()
_paths: dict[str, str] = {}


def untraced(name: str) -> None:
    """Register the address of this name. It takes no arguments: an object would stand in it."""
    _names.add(name)


def is_untraced(request: HttpRequest) -> bool:
    for name in _names - _paths.keys():
        _paths[name] = reverse(name)
    return request.path in _paths.values()
