"""A place on a picture: a point, or the name of an area for those who choose from the list."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from assessments.grading.marks import HUNDRED, NOTHING, Mark, clamped

POINT = re.compile(r"(\d{1,4}),(\d{1,4})")
# How many numbers an area has; they are permille of width and height, a radius is of the width.
NUMBERS = {"rect": range(4, 5), "circle": range(3, 4), "polygon": range(6, 401, 2)}
Body = dict[str, Any]


def hotspot(body: Body, response: str) -> Mark:
    area = area_of(body, response)
    if area is None:
        return NOTHING
    return Mark(clamped(Fraction(area["weight"]) / HUNDRED), (area["id"],))


def area_of(body: Body, response: str) -> dict[str, Any] | None:
    """The area that was named, or the first in which the point ``x,y`` (permille) lies."""
    found = POINT.fullmatch(response)
    if found is None:
        return next((area for area in body["areas"] if area["id"] == response), None)
    x, y = int(found[1]), int(found[2])
    return next((area for area in body["areas"] if holds(area, x, y, body["image"])), None)


def is_area(shape: str, points: Sequence[str]) -> bool:
    """Whether these numbers make such an area. Raises ``ValueError`` for what are no numbers."""
    return len(points) in NUMBERS.get(shape, ()) and all(0 <= int(point) <= 1000 for point in points)


def holds(area: dict[str, Any], x: int, y: int, image: dict[str, Any]) -> bool:
    points = [int(value) for value in area["points"]]
    if area["shape"] == "rect":
        left, top, right, bottom = points
        return min(left, right) <= x <= max(left, right) and min(top, bottom) <= y <= max(top, bottom)
    if area["shape"] == "circle":
        return _in_circle(points, x, y, Fraction(image["height"], image["width"]))
    return _in_polygon(list(zip(points[::2], points[1::2], strict=True)), x, y)


def _in_circle(points: list[int], x: int, y: int, tall: Fraction) -> bool:
    """The radius is in permille of the width, so heights are brought to that measure too."""
    across, down, radius = points
    return (x - across) ** 2 + ((y - down) * tall) ** 2 <= radius**2


def _in_polygon(corners: list[tuple[int, int]], x: int, y: int) -> bool:
    """Even-odd rule: a ray to the right crosses the outline an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < Fraction((x2 - x1) * (y - y1), y2 - y1) + x1:
            inside = not inside
    return inside
