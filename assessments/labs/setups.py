"""Read what an author wrote, which may be any JSON. Whatever is wrong names its place."""

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.kinds import Verdict

MOST_GOALS = 20


class Wrong(ValueError):
    """One thing that an author has to mend; the text says where and what."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


def faults_of(readings: Iterable[Callable[[], object]]) -> list[str]:
    found = []
    for reading in readings:
        try:
            reading()
        except Wrong as wrong:
            found.append(str(wrong))
    return found


def table_at(value: Any, place: str, known: Iterable[str] = ()) -> dict[str, Any]:
    """``value`` when it is an object; with ``known``, no other keys may stand in it."""
    if not isinstance(value, dict):
        raise Wrong(place, _("harus berupa tabel (kunci dan nilai)."))
    strange = sorted(str(key) for key in value if known and key not in known)
    if strange:
        raise Wrong(place, _("kunci tidak dikenal: %(keys)s.") % {"keys": ", ".join(strange)})
    return value


def list_at(value: Any, place: str, most: int, least: int = 0) -> list[Any]:
    if not isinstance(value, list):
        raise Wrong(place, _("harus berupa daftar."))
    if not least <= len(value) <= most:
        raise Wrong(
            place, _("harus berisi %(least)s sampai %(most)s butir.") % {"least": least, "most": most}
        )
    return value


def text_at(value: Any, place: str, most: int = 200) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise Wrong(place, _("harus berupa teks, paling banyak %(most)s karakter.") % {"most": most})
    return value.strip()


def whole_at(value: Any, place: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Wrong(place, _("harus bilangan bulat %(low)s sampai %(high)s.") % {"low": low, "high": high})
    return value


def flag_at(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise Wrong(place, _("harus true atau false."))
    return value


def without_twins(names: Iterable[str], place: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Wrong(place, _("nama %(name)s dipakai dua kali.") % {"name": name})
        seen.add(name)


def goal_faults(goals: Any, read: Callable[[dict[str, Any], str], object]) -> list[str]:
    """What is wrong with the goals; ``read`` takes one goal and its place, and raises ``Wrong``."""
    try:
        listed = list_at(goals, "goals", MOST_GOALS, 1)
    except Wrong as wrong:
        return [str(wrong)]
    places = [_("Tujuan %(n)s") % {"n": n} for n in range(1, len(listed) + 1)]
    found = faults_of(
        partial(_read_goal, goal, place, read) for goal, place in zip(listed, places, strict=True)
    )
    ids = [str(goal.get("id")) for goal in listed if isinstance(goal, dict)]
    return found + faults_of([lambda: without_twins(ids, "goals.id")])


def _read_goal(goal: Any, place: str, read: Callable[[dict[str, Any], str], object]) -> None:
    table = table_at(goal, place)
    text_at(table.get("id"), f"{place}, id")
    text_at(table.get("text"), f"{place}, text", 5000)
    try:
        fine = isinstance(table.get("weight"), str) and 0 < Decimal(table["weight"]) <= 100
    except InvalidOperation:
        fine = False
    if not fine:
        raise Wrong(f"{place}, weight", _("harus angka di atas 0 sampai 100, ditulis sebagai teks."))
    read(table, place)


def outcome_faults(started: list[Verdict], solved: list[Verdict] | None) -> list[str]:
    """A lab must not be solved at its start, and its author's solution, if there is one, must solve it."""
    found = []
    if all(verdict.met for verdict in started):
        found.append(_("goals: semua tujuan sudah tercapai sebelum peserta mulai."))
    for verdict in solved or []:
        if not verdict.met:
            found.append(
                _("solution: tujuan %(goal)s tidak tercapai. %(reason)s")
                % {
                    "goal": verdict.goal,
                    "reason": verdict.reason,
                }
            )
    return found
