"""Where to draw the areas of a picture: an SVG view box of 1000 units across, with the picture's own proportions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

ACROSS = 1000
STEP = 100


@dataclass(frozen=True)
class Outline:
    """An area as a path, with the place of its number."""

    n: int
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """``grid``: one path of lines every hundredth of a thousand, in both directions."""

    height: float
    grid: str
    outlines: tuple[Outline, ...]


def sheet(areas: Iterable[dict[str, Any]], width: int, height: int) -> Sheet:
    """``areas``: {``n``, ``shape``, ``points`` in permille of width and height}; radii are of the width."""
    tall = height / width
    lines = range(STEP, ACROSS, STEP)
    grid = "".join(f"M{at} 0V{tenths(ACROSS * tall)}M0 {tenths(at * tall)}H{ACROSS}" for at in lines)
    return Sheet(tenths(ACROSS * tall), grid, tuple(_outline(area, tall) for area in areas))


def tenths(value: float) -> float:
    """A tenth of a unit is finer than anybody sees."""
    return round(value, 1)


def _outline(area: dict[str, Any], tall: float) -> Outline:
    points = area["points"]
    if area["shape"] == "circle":
        x, y, radius = points[0], tenths(points[1] * tall), points[2]
        turn = f"a{radius} {radius} 0 1 0"
        return Outline(area["n"], f"M{x - radius} {y}{turn} {2 * radius} 0{turn} {-2 * radius} 0Z", x, y)
    corners = _box(points) if area["shape"] == "rect" else list(zip(points[::2], points[1::2], strict=True))
    placed = [(x, tenths(y * tall)) for x, y in corners]
    path = "M" + "L".join(f"{x} {y}" for x, y in placed) + "Z"
    count = len(placed)
    return Outline(
        area["n"],
        path,
        tenths(sum(x for x, _y in placed) / count),
        tenths(sum(y for _x, y in placed) / count),
    )


def _box(points: Sequence[int]) -> list[tuple[int, int]]:
    left, top, right, bottom = points
    return [(left, top), (right, top), (right, bottom), (left, bottom)]
