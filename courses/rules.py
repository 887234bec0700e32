"""Arithmetic of completion and JP, without the ORM."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PassRule:
    """What a course asks for: all lessons, all quizzes, or both."""

    needs_lessons: bool
    needs_quizzes: bool

    def counts(self, kind: str) -> bool:
        return self.needs_lessons if kind == "lesson" else self.needs_quizzes


def is_complete(required: Iterable[int], done: set[int]) -> bool:
    """All required activities are done; a course that requires nothing is never complete by itself."""
    wanted = set(required)
    return bool(wanted) and wanted <= done


def spread_jp(jp: int, minutes_by_day: Mapping[date, int]) -> dict[date, int]:
    """Share the JP of a curriculum over the days it was worked on, in proportion to minutes (largest remainder)."""
    total = sum(minutes_by_day.values())
    if not total:
        return {}
    exact = {day: jp * minutes / total for day, minutes in minutes_by_day.items()}
    shares = {day: int(value) for day, value in exact.items()}
    by_remainder = sorted(exact, key=lambda day: (shares[day] - exact[day], day))
    for day in by_remainder[: jp - sum(shares.values())]:
        shares[day] += 1
    return {day: share for day, share in sorted(shares.items()) if share}


def recognised_jp(raw: int, already: int, daily_cap: int | None) -> int:
    """JP that count on a day: at most the cap of the form, less what that day already has (PerLAN 10/2018, C3)."""
    return raw if daily_cap is None else max(0, min(raw, daily_cap - already))
