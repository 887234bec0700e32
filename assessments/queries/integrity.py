"""Reads first attempts for the flags, and names the people behind flags for who may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.integrity.similarity import Sheet
from assessments.integrity.timing import Pace, Reply, guess_chance, reading_seconds
from assessments.models import Attempt, IntegrityReport, QuizPage
from assessments.queries.gathering import (
    Asked,
    Chosen,
    Versions,
    batches,
    chosen_attempts,
    slots_of,
    steps_of,
)
from assessments.statistics.answers import OTHER, chosen
from assessments.statistics.times import spent
from lms.people.models import User


@dataclass(frozen=True)
class Read:
    """All first attempts of a quiz: what was wrong in them, and how fast they went."""

    sheets: list[Sheet]
    paces: list[Pace]


@dataclass(frozen=True)
class Flag:
    """What stands out, with the people; the attempts stay keys."""

    people: Sequence[User]
    facts: Mapping[str, Any]


def read(quiz: QuizPage) -> Read:
    """In pieces; what stays of each attempt is its wrong answers and its replies."""
    found, versions = Read([], []), Versions()
    standing = _thirds(quiz)
    for batch in batches(attempt for attempt in chosen_attempts(quiz) if attempt.first):
        _take(batch, versions, standing, found)
    return found


def _thirds(quiz: QuizPage) -> tuple[int, int]:
    """Hundredths of a percent at which the thirds of all results end."""
    percents = sorted(attempt.percent for attempt in chosen_attempts(quiz) if attempt.first)
    n = len(percents)
    return (percents[n // 3], percents[2 * n // 3]) if n else (0, 0)


def _take(batch: Sequence[Chosen], versions: Versions, thirds: tuple[int, int], found: Read) -> None:
    keys = [attempt.pk for attempt in batch]
    steps = steps_of(keys)
    rows: dict[int, dict[int, tuple[Any, ...]]] = {pk: {} for pk in keys}
    for row in slots_of(keys, versions):
        rows[row[0]][row[1]] = row
    for attempt in batch:
        own = rows[attempt.pk]
        third = sum(attempt.percent > end for end in thirds)
        found.sheets.append(Sheet(attempt.pk, third, _wrong(own, versions)))
        found.paces.append(_pace(attempt, own, steps.get(attempt.pk, []), versions))


def _wrong(rows: Mapping[int, tuple[Any, ...]], versions: Versions) -> dict[int, str]:
    """By question, what was answered wrongly; empty ones and long texts say nothing about who wrote them."""
    found = {}
    for _attempt, _position, version, score, response in rows.values():
        asked = versions.known[version]
        keys = chosen(asked.kind, asked.option_ids, response)
        if score < 1 and keys and OTHER not in keys:
            found[asked.question] = "|".join(sorted(keys))
    return found


def _pace(attempt: Chosen, rows: Mapping[int, tuple[Any, ...]], steps: list[Any], versions: Versions) -> Pace:
    seconds = spent(attempt.started_at, steps)
    order = dict.fromkeys(position for _at, position in steps if position in seconds and position in rows)
    replies = [
        _reply(versions.known[rows[position][2]], seconds[position], rows[position][3] >= 1)
        for position in order
    ]
    return Pace(attempt.pk, replies)


def _reply(asked: Asked, seconds: float, right: bool) -> Reply:
    needed, guess = reading_seconds(asked.words), guess_chance(asked.kind, len(asked.option_ids))
    return Reply(seconds, needed, right, guess)


def flags_of(report: IntegrityReport, kind: str, viewer: User) -> list[Flag]:
    """The kept flags with names; those about oneself are for somebody else to look at."""
    rows = report.payload[kind]["flagged"]
    keys = {pk for row in rows for pk in row["attempts"]}
    attempts = Attempt.objects.select_related("user").in_bulk(list(keys))
    flags = [Flag([attempts[pk].user for pk in row["attempts"] if pk in attempts], row) for row in rows]
    return [flag for flag in flags if flag.people and viewer not in flag.people]
