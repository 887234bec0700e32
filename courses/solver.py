"""The best choice of a plan, as an integer programme that HiGHS solves."""

from collections import defaultdict
from typing import Any

import highspy

from courses.planning import Choice, Goal, Task

SECONDS = 60
GAP = 0.001
Pair = tuple[int, int]  # number of the group, number of the course


class NoAnswer(Exception):
    """The solver found no choice in its time."""


def best(task: Task, seconds: int = SECONDS) -> Choice:
    """Reach the most promises, and among such choices close the most gaps. The same for the same task.

    Variables: people of each group in each course that helps them (whole numbers), and for each promise not yet
    reached whether it is (0 or 1). A promise counts as much as all gaps together and one, so that no number of
    closed gaps outweighs it.
    """
    pairs = _pairs(task)
    if not pairs:
        return {}
    model = _quiet(seconds)
    people = {key: model.addIntegral(lb=0, ub=_most(task, *key)) for key in pairs}
    aim = _promises(model, task, people, pairs) + model.qsum(
        sum(gains.values()) * people[key] for key, gains in pairs.items()
    )
    _limits(model, task, people)
    model.maximize(aim)
    return _answer(model, people)


def _pairs(task: Task) -> dict[Pair, dict[Goal, int]]:
    """Only what helps somebody."""
    found = {}
    for number, group in enumerate(task.groups):
        for place, course in enumerate(task.courses):
            gains = task.gains(group, course)
            if gains and course.jp <= task.budget:
                found[number, place] = dict(gains)
    return found


def _most(task: Task, group: int, course: int) -> int:
    return min(task.groups[group].size, task.room.get(task.groups[group].unit, 0))


def _quiet(seconds: int) -> Any:
    model = highspy.Highs()
    options = {
        "output_flag": False,
        "time_limit": float(seconds),
        "mip_rel_gap": GAP,
        "random_seed": 0,
        "threads": 1,
    }
    for name, value in options.items():
        model.setOptionValue(name, value)
    return model


def _promises(model: Any, task: Task, people: dict[Pair, Any], pairs: dict[Pair, dict[Goal, int]]) -> Any:
    towards: dict[Goal, list[Any]] = defaultdict(list)
    for key, gains in pairs.items():
        for goal, gain in gains.items():
            towards[goal].append(gain * people[key])
    worth = 1 + sum(len(group.lacking) * group.size for group in task.groups)
    reached = []
    for goal, promise in task.promises.items():
        short = promise.needed - promise.met
        if short > 0 and goal in towards:
            hit = model.addBinary()
            model.addConstr(model.qsum(towards[goal]) >= short * hit)
            reached.append(worth * hit)
    return model.qsum(reached)


def _limits(model: Any, task: Task, people: dict[Pair, Any]) -> None:
    of_group: dict[int, list[Any]] = defaultdict(list)
    of_unit: dict[int, list[Any]] = defaultdict(list)
    for (group, _course), count in people.items():
        of_group[group].append(count)
        of_unit[task.groups[group].unit].append(count)
    for group, counts in of_group.items():
        model.addConstr(model.qsum(counts) <= task.groups[group].size)
    for unit, counts in of_unit.items():
        model.addConstr(model.qsum(counts) <= task.room.get(unit, 0))
    spent = model.qsum(task.courses[course].jp * count for (_group, course), count in people.items())
    model.addConstr(spent <= task.budget)


def _answer(model: Any, people: dict[Pair, Any]) -> Choice:
    if model.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise NoAnswer(str(model.getModelStatus()))
    values = model.getSolution().col_value
    choice = {key: round(values[count.index]) for key, count in people.items()}
    return {key: count for key, count in choice.items() if count}
