"""Who should take which course, as figures: groups of people who lack the same, courses, promises, limits.

People of one unit who lack the same skills to the same levels are interchangeable, so a choice says how many of a
group take a course. Whoever takes one takes one: a quarter is short.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

Person = TypeVar("Person")
Lacking = frozenset[tuple[int, int]]  # (skill id, level required)
Goal = tuple[int, int]  # (OPD id, field id)
Choice = dict[tuple[int, int], int]  # (number of the group, number of the course) → people


@dataclass(frozen=True)
class Group:
    unit: int
    opd: int
    lacking: Lacking
    people: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class Course:
    pk: int
    jp: int
    teaches: tuple[tuple[int, int], ...]  # (skill id, level)


@dataclass(frozen=True)
class Promise:
    """Of one OPD and field: what is required, what is met or awaited without the plan, the target in percent."""

    required: int
    met: int
    target: float

    @property
    def needed(self) -> int:
        """How many requirements have to be met for the target; a hair below a whole number is that number."""
        return ceil(self.target * self.required / 100 - 1e-6)


@dataclass(frozen=True)
class Task:
    """``room``: by unit, how many people may be away for a course until the plan ends."""

    groups: tuple[Group, ...]
    courses: tuple[Course, ...]
    promises: Mapping[Goal, Promise]
    room: Mapping[int, int]
    budget: int
    fields: Mapping[int, int]  # skill id → field id

    def gains(self, group: Group, course: Course) -> Counter[Goal]:
        """Requirements that one person of the group meets by the course, by the promise that they serve."""
        levels = dict(course.teaches)
        return Counter(
            (group.opd, self.fields[skill]) for skill, needs in group.lacking if levels.get(skill, 0) >= needs
        )


@dataclass(frozen=True)
class Outcome:
    """What a choice comes to."""

    people: int = 0
    jp: int = 0
    closed: int = 0
    reached: frozenset[Goal] = field(default_factory=frozenset)


def outcome(task: Task, choice: Choice) -> Outcome:
    met = {goal: promise.met for goal, promise in task.promises.items()}
    people = jp = closed = 0
    for (group, course), count in choice.items():
        gains = task.gains(task.groups[group], task.courses[course])
        people += count
        jp += count * task.courses[course].jp
        closed += count * sum(gains.values())
        for goal, gain in gains.items():
            met[goal] = met.get(goal, 0) + count * gain
    reached = (goal for goal, promise in task.promises.items() if met[goal] >= promise.needed)
    return Outcome(people, jp, closed, frozenset(reached))


def first_come(task: Task) -> Choice:
    """What happens without a plan: people in the order of their ids take the first course that helps them."""
    left, room = task.budget, dict(task.room)
    choice: Choice = {}
    for _person, number in sorted(_everybody(task)):
        group = task.groups[number]
        course = _first_that_helps(task, group, left)
        if course is None or not room.get(group.unit, 0):
            continue
        room[group.unit] -= 1
        left -= task.courses[course].jp
        choice[number, course] = choice.get((number, course), 0) + 1
    return choice


def _everybody(task: Task) -> Iterable[tuple[int, int]]:
    return ((person, number) for number, group in enumerate(task.groups) for person in group.people)


def _first_that_helps(task: Task, group: Group, left: int) -> int | None:
    rows = enumerate(task.courses)
    return next((n for n, course in rows if course.jp <= left and task.gains(group, course)), None)


def faults(task: Task, choice: Choice) -> list[str]:
    """Every limit that a choice breaks; a plan is shown only without any."""
    found = []
    of_group: Counter[int] = Counter()
    of_unit: Counter[int] = Counter()
    for (group, _course), count in choice.items():
        of_group[group] += count
        of_unit[task.groups[group].unit] += count
    if outcome(task, choice).jp > task.budget:
        found.append("budget")
    found += [f"group {n}" for n, count in of_group.items() if count > task.groups[n].size]
    found += [f"unit {unit}" for unit, count in of_unit.items() if count > task.room.get(unit, 0)]
    found += [f"count {key}" for key, count in choice.items() if count < 0]
    return found


def away_at_once(staff: int, percent: int) -> int:
    """How many of a unit may be away at a time; of a unit so small that the share is nobody, one."""
    return max(staff * percent // 100, 1) if staff else 0


def in_rounds(people: Iterable[Person], at_once: int, rounds: int) -> Iterable[tuple[Person, int]]:
    """Each with the number of a round, the rounds filled one after the other; rounds count from 0."""
    return ((person, min(place // at_once, rounds - 1)) for place, person in enumerate(people))
