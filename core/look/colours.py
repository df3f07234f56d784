"""The colours of static/css/tokens.css for SVG, which must carry them as attributes.

WeasyPrint applies no stylesheet to inline SVG and the CSP allows no inline style. A test keeps the
two in step.
"""

BIRCH = "#f7f5ef"
BIRCH_2 = "#efece3"
PAPER = "#ffffff"
INK = "#16262f"
INK_2 = "#4a5a63"
LINE = "#dad6cb"
LINE_STRONG = "#7d796b"
LAKE_900 = "#0a2f43"
LAKE_800 = "#0e425c"
LAKE_700 = "#155a7a"
LAKE_600 = "#1f7198"
LAKE_300 = "#8fc0d6"
LAKE_200 = "#c6dfea"
LAKE_100 = "#e2eff5"
LAKE_50 = "#f0f6f9"
TURN = "#f2a93b"
TURN_SOFT = "#fdf0d7"
TURN_EDGE = "#b8690a"
TURN_INK = "#7f4700"
DONE = "#0e425c"
LATE = "#a01f3c"
LEVEL_1 = "#edf3f6"
LEVEL_2 = "#c6dfea"
LEVEL_3 = "#8fc0d6"
LEVEL_4 = "#1f7198"
LEVEL_5 = "#0a2f43"


def by_token() -> dict[str, str]:
    """`{"lake-800": "#0e425c", ...}`, as the tokens are named in CSS."""
    return {
        name.lower().replace("_", "-"): value
        for name, value in globals().items()
        if name.isupper() and isinstance(value, str)
    }
