"""The marks of statuses: shape and word carry the meaning, colour repeats it."""

from annual_clock.wheel.geometry import num
from annual_clock.wheel.parts import Sign


def sign_at(name: str, x: float, y: float, r: float, ink: str) -> Sign | None:
    """The mark of a status around a point; shape and word carry the meaning, colour repeats it."""
    if not name:
        return None
    if name == "tick":
        short, long = (
            f"l{num(r * 0.65)} {num(r * 0.7)}",
            f"l{num(r * 1.25)} {num(-r * 1.4)}",
        )
        path = f"M{num(x - r * 0.95)} {num(y)}{short}{long}"
        return Sign(name, path, ink, f"{r * 0.4:.1f}")
    if name == "triangle":
        path = f"M{num(x)} {num(y - r * 0.95)}l{num(r)} {num(r * 1.85)}h{num(-2 * r)}z"
        return Sign(name, path, ink)
    if name == "diamond":
        path = f"M{num(x)} {num(y - r)}l{num(r)} {num(r)}l{num(-r)} {num(r)}l{num(-r)} {num(-r)}z"
        return Sign(name, path, ink)
    if name == "hourglass":
        w, h = r * 0.75, r
        path = f"M{num(x - w)} {num(y - h)}h{num(2 * w)}l{num(-2 * w)} {num(2 * h)}h{num(2 * w)}z"
        return Sign(name, path, ink)
    return Sign(
        name,
        "",
        ink,
        f"{r * 0.36:.1f}",
        num(x),
        num(y),
        f"{r * 0.82:.1f}",
        f"{r * 0.36:.1f}",
    )
