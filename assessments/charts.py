"""Where to draw what, in units of an SVG view box of 360 by 200; the same figures always stand in a table too."""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 34, 340, 16, 168
GAP = 4.0


@dataclass(frozen=True)
class Column:
    label: int
    count: int
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        return round(BOTTOM - self.y, 1)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def number_y(self) -> float:
        return round(self.y - 4, 1)


def columns(counts: Sequence[int]) -> list[Column]:
    """Ten columns from 0 to 100; the highest fills the plot."""
    most, step = max([1, *counts]), (RIGHT - LEFT) / len(counts)
    return [
        Column(
            label=100 // len(counts) * index,
            count=count,
            x=round(LEFT + index * step + GAP / 2, 1),
            y=round(BOTTOM - (BOTTOM - TOP) * count / most, 1),
            width=round(step - GAP, 1),
        )
        for index, count in enumerate(counts)
    ]


def across(percent: float) -> float:
    """Where a score stands below the columns."""
    return round(LEFT + (RIGHT - LEFT) * percent / 100, 1)


@dataclass(frozen=True)
class Point:
    """A question: ``x`` how easy it is, ``y`` how well it tells people apart."""

    number: int
    kind: str
    x: float
    y: float

    @property
    def text_y(self) -> float:
        return round(self.y - 6, 1)

    @property
    def left(self) -> float:
        return round(self.x - 4, 1)

    @property
    def top(self) -> float:
        return round(self.y - 4, 1)


LOWEST = -50  # discrimination that still has a place of its own


def points(rows: Sequence[tuple[int, str, float, float | None]]) -> list[Point]:
    """One for each (number, kind, facility, discrimination); those without a discrimination have no place."""
    return [
        Point(number, kind, across(facility), upwards(discrimination))
        for number, kind, facility, discrimination in rows
        if discrimination is not None
    ]


def upwards(discrimination: float) -> float:
    share = (max(LOWEST, discrimination) - LOWEST) / (100 - LOWEST)
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


GRID = tuple((value, upwards(value)) for value in (-50, 0, 50, 100))
