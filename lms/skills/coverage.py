"""What people add to coverage cells: arithmetic only, the same for one person and for groups of alike
people.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lms.skills.enums import MASTERED


class Cell(NamedTuple):
    unit_id: int
    skill_id: int
    level: int
    digital_role: str


class Counts(NamedTuple):
    staff: int = 0
    met: int = 0
    holders: int = 0


class Group(NamedTuple):
    """Cells that differ only in their level."""

    unit_id: int
    skill_id: int
    digital_role: str


class Sums(NamedTuple):
    staff: int = 0
    met: int = 0
    masters: int = 0


class Place(NamedTuple):
    """Where a counted person stands: all that the cells need to know of a posting."""

    unit_id: int
    post_group: str
    digital_role: str


Required = Mapping[int, int]  # skill id → level
Standard = Mapping[tuple[str, str], Required]  # (post group, digital role) → what everyone there is to hold


class Tally:
    """Counts by cell. People are added, or taken away with a negative number."""

    def __init__(self) -> None:
        self._counts: dict[Cell, Counts] = {}

    def add_post(self, place: Place, required: Required, people: int = 1) -> None:
        """``people`` in one place: whatever their post requires is required so many times more."""
        for skill_id, level in required.items():
            self._add(Cell(place.unit_id, skill_id, level, place.digital_role), Counts(staff=people))

    def add_holding(
        self, place: Place, required: Required, skill_id: int, level: int, people: int = 1
    ) -> None:
        """``people`` in one place who hold the skill at exactly this level."""
        self._add(Cell(place.unit_id, skill_id, level, place.digital_role), Counts(holders=people))
        wanted = required.get(skill_id)
        if wanted is not None and level >= wanted:
            self._add(Cell(place.unit_id, skill_id, wanted, place.digital_role), Counts(met=people))

    def add_person(
        self, place: Place | None, standard: Standard, held: Mapping[int, int], people: int = 1
    ) -> None:
        """All that one person adds; nothing for somebody who is not counted (no place)."""
        if place is None:
            return
        required = standard.get((place.post_group, place.digital_role), {})
        self.add_post(place, required, people)
        for skill_id, level in held.items():
            self.add_holding(place, required, skill_id, level, people)

    def _add(self, cell: Cell, more: Counts) -> None:
        so_far = self._counts.get(cell, Counts())
        self._counts[cell] = Counts(*(a + b for a, b in zip(so_far, more, strict=True)))

    def changes(self) -> Iterator[tuple[Cell, Counts]]:
        """Cells that changed, always in the same order, so that writers lock rows in the same order."""
        return ((cell, counts) for cell, counts in sorted(self._counts.items()) if any(counts))


def added_up(cells: Iterable[tuple[Cell, Counts]]) -> Iterator[tuple[Group, Sums]]:
    """The cells without their levels, in the order of their keys."""
    sums: dict[Group, Sums] = {}
    for cell, counts in cells:
        group = Group(cell.unit_id, cell.skill_id, cell.digital_role)
        masters = counts.holders if cell.level >= MASTERED else 0
        more = Sums(counts.staff, counts.met, masters)
        sums[group] = Sums(*(a + b for a, b in zip(sums.get(group, Sums()), more, strict=True)))
    return ((group, found) for group, found in sorted(sums.items()) if any(found))


def contributions(place: Place | None, standard: Standard, held: Mapping[int, int]) -> dict[Cell, Counts]:
    """What one person adds to which cells, given the place, what posts require, and the skills held."""
    tally = Tally()
    tally.add_person(place, standard, held)
    return dict(tally.changes())
