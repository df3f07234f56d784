"""Geometry of the year as a wheel: where each thing stands, in the drawing's own units.

Pure functions: the template only places what is computed here. Twelve equal months clockwise from
the top; a day is its part of the month's thirty degrees. Numbers leave as text with a decimal point
(SVG knows no comma). Colours are attributes, since the CSP allows no inline style and PDFs read
no stylesheet. The measures are those of the drawn design.
"""

from .drawing import draw
from .geometry import BAND_IN, CORE, Rings, angle, point, sector
from .mini import draw_mini
from .parts import LATE_SOFT, STYLES, Item, Mini, Span, Wheel

__all__ = [
    "BAND_IN",
    "CORE",
    "LATE_SOFT",
    "STYLES",
    "Item",
    "Mini",
    "Rings",
    "Span",
    "Wheel",
    "angle",
    "draw",
    "draw_mini",
    "point",
    "sector",
]
