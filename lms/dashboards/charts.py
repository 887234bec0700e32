"""Where to draw what, in units of an SVG view box; the same figures always stand in a table too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.core.dates import is_year_end

WIDTH = 360
BAR_STEP = 46


@dataclass(frozen=True)
class Bar:
    label: str
    share: float | None
    target: float | None
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 14

    @property
    def bar_y(self) -> int:
        return self.y + 20

    @property
    def width(self) -> float:
        return _across(self.share or 0)

    @property
    def target_x(self) -> float | None:
        return None if self.target is None else _across(self.target)

    @property
    def target_top(self) -> int:
        return self.bar_y - 3

    @property
    def target_bottom(self) -> int:
        return self.bar_y + 19


def bars(rows: Sequence[tuple[str, float | None, float | None]]) -> list[Bar]:
    """One bar for each (label, share, target), from top to bottom."""
    return [Bar(label, share, target, index * BAR_STEP) for index, (label, share, target) in enumerate(rows)]


def bars_height(rows: Sequence[Bar]) -> int:
    return len(rows) * BAR_STEP


def _across(percent: float) -> float:
    return round(WIDTH * min(percent, 100) / 100, 1)


LEFT, RIGHT, TOP, BOTTOM = 34, 340, 12, 172  # the plot inside a box of 360 by 200


@dataclass(frozen=True)
class Dot:
    label: str
    share: float | None
    target: float | None
    x: float

    @property
    def y(self) -> float | None:
        return None if self.share is None else _up(self.share)

    @property
    def target_y(self) -> float | None:
        return None if self.target is None else _up(self.target)


def dots(rows: Sequence[tuple[date, str, float | None, float | None]]) -> list[Dot]:
    """One dot for each (day, label, share, target), from left to right as far apart as their days."""
    if not rows:
        return []
    first, last = rows[0][0], rows[-1][0]
    step = (RIGHT - LEFT) / max((last - first).days, 1)
    return [
        Dot(label, share, target, round(LEFT + (day - first).days * step, 1))
        for day, label, share, target in rows
    ]


def year_marks(rows: Sequence[tuple[date, str, float | None, float | None]]) -> list[tuple[float, int]]:
    """Where the ends of years stand on the axis."""
    pairs = zip(dots(rows), (day for day, *_ in rows), strict=True)
    return [(dot.x, day.year) for dot, day in pairs if is_year_end(day)]


def polyline(places: Sequence[tuple[float, float | None]]) -> str:
    """The ``points`` of a line through whatever is known."""
    return " ".join(f"{x},{y}" for x, y in places if y is not None)


def _up(percent: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * min(percent, 100) / 100, 1)


GRID = tuple((value, _up(value)) for value in (0, 25, 50, 75, 100))
