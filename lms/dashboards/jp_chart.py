"""Where to draw the JP of a year, month by month, in units of an SVG view box of 360 by 200."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.dashboards.charts import BOTTOM, LEFT, RIGHT, TOP

WIDTH = 17.0
HEADROOM = 1.1


@dataclass(frozen=True)
class Column:
    label: str
    total: int
    x: float
    y: float

    @property
    def height(self) -> float:
        return round(BOTTOM - self.y, 1)

    @property
    def middle(self) -> float:
        return round(self.x + WIDTH / 2, 1)

    @property
    def number_y(self) -> float:
        return round(self.y - 4, 1)


@dataclass(frozen=True)
class YearChart:
    columns: tuple[Column, ...]
    goal: int
    goal_y: float | None


def year_chart(totals: Sequence[tuple[str, int]], goal: int) -> YearChart:
    """One column for each (label, JP since January), and a line where the goal is; 0 stands for no goal."""
    top = max([goal, 1, *(total for _, total in totals)]) * HEADROOM
    step = (RIGHT - LEFT) / 12
    columns = tuple(
        Column(label, total, round(LEFT + step * index, 1), _up(total / top))
        for index, (label, total) in enumerate(totals)
    )
    return YearChart(columns, goal, _up(goal / top) if goal else None)


def _up(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)
