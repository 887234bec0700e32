"""Labs whose answer is a table of rows: read, cleaned and judged the same, whatever a row means."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Any

from assessments.labs.kinds import Verdict
from assessments.labs.rows import (
    Row,
    Unreadable,
    clean_rows,
    rows_allowed,
    rows_in,
    rows_written,
    written_faultless,
)
from assessments.labs.setups import faults_of, goal_faults, outcome_faults, table_at
from assessments.labs.tables import Column, RowView, drawn_rows


class RowLab(ABC):
    """``world`` is what rows and goals speak of, read from a setup; ``keys`` are those that a setup may have."""

    keys: tuple[str, ...]
    fields: Sequence[str]

    @abstractmethod
    def world(self, setup: dict[str, Any]) -> Any:
        """Raises ``Wrong`` for a setup that cannot be one."""

    @abstractmethod
    def read_row(self, row: Row, world: Any) -> Any:
        """Raises ``Unreadable``: such a row never matches."""

    @abstractmethod
    def read_goal(self, goal: dict[str, Any], place: str, world: Any) -> Any:
        """Raises ``Wrong``."""

    @abstractmethod
    def verdict(
        self, setup: dict[str, Any], goal: dict[str, Any], world: Any, rows: list[Any], broken: list[Row]
    ) -> Verdict: ...

    def check(self, setup: dict[str, Any], goals: list[dict[str, Any]]) -> list[str]:
        found = faults_of([partial(self._read_setup, setup)])
        if found:
            return found
        world = self.world(setup)
        found = goal_faults(goals, lambda goal, place: self.read_goal(goal, place, world))
        if found:
            return found
        solution = rows_written(self.fields, setup, "solution")
        solved = self.judge(setup, goals, solution) if solution else None
        return outcome_faults(self.judge(setup, goals, {}), solved)

    def _read_setup(self, setup: Any) -> None:
        table = table_at(setup, "setup", self.keys)
        read = partial(self.read_row, world=self.world(table))
        for key in ("start", "solution"):
            written_faultless(rows_in(self.fields, rows_written(self.fields, table, key)), read, key)

    def clean(self, setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
        return clean_rows(self.fields, rows_allowed(setup), answer)

    def judge(
        self, setup: dict[str, Any], goals: list[dict[str, Any]], answer: dict[str, str]
    ) -> list[Verdict]:
        world = self.world(setup)
        rows, broken = [], []
        for row in rows_in(self.fields, self._begun(setup, answer)):
            try:
                rows.append(self.read_row(row, world))
            except Unreadable:
                broken.append(row)
        return [self.verdict(setup, goal, world, rows, broken) for goal in goals]

    def drawn(
        self, setup: dict[str, Any], answer: dict[str, str], columns: Sequence[Column], title: str
    ) -> tuple[RowView, ...]:
        read = partial(self.read_row, world=self.world(setup))
        return drawn_rows(columns, rows_allowed(setup), self._begun(setup, answer), read, title)

    def _begun(self, setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
        """An empty answer is the table that the lab begins with."""
        return answer or rows_written(self.fields, setup, "start")
