"""Which of the demo's texts a person gets: of one's own work, and not the same twice."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from demo.people import random_for
from demo.texts import Flavour
from demo.units import SPECS
from organization.models import Unit

_KITCHEN = (
    "ateri", "ruoka", "ruoki", "ruoko", "keitti", "raaka-ain", "ruokail", "annosmäär", "omavalv",
    "erityisruok", "kasvisr",
)  # fmt: skip
_CLEANING = ("siivo", "mopp", "pintamateria")
_BOOKS = ("kirjas", "kirjav", "kirjal", "aineisto", "lukem", "omatoimi")
_YOUNG = ("nuor", "pelikult")
_SPORTS = ("liikunta", "liikkumi", "uimahal", "vesipelas", "ikäihmi")
_STREETS = ("katu", "kadu", "aurau", "väyli", "konekusk", "tieturva", "kunnossapitokirj")
_PARKS = ("puisto", "kasvi", "istutu", "viheral", "kausityö")
_MAPS = ("mittaus", "kartta", "dron", "tietomall")

# What the texts of a flavour tell of that this unit does not do.
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "cleaning": _KITCHEN,
    "school_cleaning": _KITCHEN,
    "kitchens": _CLEANING,
    "serving_kitchens": _CLEANING,
    "library": _YOUNG + _SPORTS,
    "museum": _BOOKS + _YOUNG + _SPORTS,
    "youth": _BOOKS + _SPORTS,
    "sports": _BOOKS + _YOUNG,
    "bird_hospital": _BOOKS + _YOUNG + _SPORTS,
    "streets": _PARKS + _MAPS,
    "parks": _STREETS + _MAPS,
    "harbour": _PARKS + _MAPS,
    "surveying": _STREETS + _PARKS,
    "design": _PARKS,
    "workshop": _STREETS + _MAPS,
    "supported": _STREETS + _MAPS,
    "family_daycare": ("pedagogiikan suunnittelusta", "ryhmän hoito", "työvuorolista"),
}


def key_of(unit: Unit) -> str:
    """The key of a unit of the demo; copies of a unit are marked by a number at the end."""
    return (unit.code or "").lower().replace("-", "_").rstrip("0123456789")


def flavour_of(unit: Unit) -> Flavour:
    key = key_of(unit)
    return SPECS[key].flavour if key in SPECS else "office"


def fitting(texts: Sequence[Any], unit: Unit) -> list[Any]:
    """Texts, or rows with texts, that may be told of this unit's work."""
    return list(_fitting(tuple(texts), key_of(unit)))


@lru_cache(maxsize=5_000)
def _fitting(texts: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    avoid = ELSEWHERE.get(key, ())
    return tuple(text for text in texts if not any(root in _words(text) for root in avoid))


def _words(text: Any) -> str:
    return (text if isinstance(text, str) else " ".join(map(str, text))).lower()


def in_turn(texts: Sequence[Any], *seed: object) -> list[Any]:
    """All the texts in an order of the seed's own, each once. A text given twice is likelier to be
    early. Taking the first of them one year and the next ones the year after repeats none."""
    return list(dict.fromkeys(random_for(*seed).sample(texts, len(texts))))
