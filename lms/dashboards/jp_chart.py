"""Where to draw the JP of a year, month by month, in units of an SVG view box of 360 by 200."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.dashboards.charts import BOTTOM, LEFT, RIGHT, TOP

WIDTH = 17.0
HEADROOM = 1.15


@dataclass(frozen=True)
class Column:
    label: str
    total: int
    x: float
    y: float
    number_y: float
    grown: bool

    @property
    def height(self) -> float:
        return round(BOTTOM - self.y, 1)

    @property
    def middle(self) -> float:
        return round(self.x + WIDTH / 2, 1)


@dataclass(frozen=True)
class YearChart:
    columns: tuple[Column, ...]
    goal: int
    goal_y: float | None


def year_chart(totals: Sequence[tuple[str, int]], goal: int) -> YearChart:
    """One column for each (label, JP since January), and a line where the goal is; 0 stands for no goal."""
    top = max([goal, 1, *(total for _, total in totals)]) * HEADROOM
    step = (RIGHT - LEFT) / 12
    goal_y = _up(goal / top) if goal else None
    before, columns = 0, []
    for index, (label, total) in enumerate(totals):
        y = _up(total / top)
        place = Column(label, total, round(LEFT + step * index, 1), y, _number_y(y, goal_y), total > before)
        columns.append(place)
        before = total
    return YearChart(tuple(columns), goal, goal_y)


def _number_y(y: float, goal_y: float | None) -> float:
    """Where a number stands: on its column, or on the line of the goal if that would run through it."""
    above = round(y - 4, 1)
    return round(goal_y - 4, 1) if goal_y is not None and goal_y - 4 < above < goal_y + 13 else above


def _up(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)
