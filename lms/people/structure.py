"""The tree of units as plain figures, so that it can be changed on paper before it is changed in truth."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lms.people.enums import UnitKind

HEADS = {UnitKind.OPD, UnitKind.DISTRICT}


@dataclass(frozen=True)
class Node:
    """A unit in one order of things; ``key`` is its id, or a negative number before it has one."""

    key: int
    name: str
    kind: str
    parent: int | None
    short_name: str = ""
    order: int = 0

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass
class Tree:
    """Units by key, and how many people are posted in each, without those below."""

    nodes: dict[int, Node]
    staff: dict[int, int] = field(default_factory=dict)

    def change(self, key: int, **values: object) -> None:
        self.nodes[key] = replace(self.nodes[key], **values)  # type: ignore[arg-type]

    def add(self, node: Node) -> None:
        self.nodes[node.key] = node

    def remove(self, key: int) -> None:
        del self.nodes[key]
        self.staff.pop(key, None)

    def shift(self, source: int, target: int, people: int) -> None:
        self.staff[source] = self.staff.get(source, 0) - people
        self.staff[target] = self.staff.get(target, 0) + people

    def children(self, key: int) -> list[int]:
        return [node.key for node in self.nodes.values() if node.parent == key]

    def above(self, key: int) -> Iterator[Node]:
        """The unit itself, then its parent, and so on to the root."""
        here: int | None = key
        while here is not None and here in self.nodes:
            yield self.nodes[here]
            here = self.nodes[here].parent

    def opd(self, key: int) -> int | None:
        """The nearest OPD or kecamatan at or above the unit."""
        return next((node.key for node in self.above(key) if node.kind in HEADS), None)

    def path(self, key: int) -> str:
        return "/" + "".join(f"{node.key}/" for node in reversed(list(self.above(key))))

    def is_below(self, key: int, top: int) -> bool:
        return any(node.key == top for node in self.above(key))

    def people_below(self, key: int) -> int:
        return sum(count for place, count in self.staff.items() if self.is_below(place, key))

    def staff_by_opd(self) -> dict[int | None, int]:
        sums: dict[int | None, int] = {node.key: 0 for node in self.nodes.values() if node.kind in HEADS}
        for key, count in self.staff.items():
            opd = self.opd(key)
            sums[opd] = sums.get(opd, 0) + count
        return sums


def landing(key: int, successors: Mapping[int, int | None]) -> int | None:
    """Where a unit that may have ended leads to today; None when nothing followed it.

    ``successors`` holds the units that have ended.
    """
    seen: set[int] = set()
    while key in successors:
        following = successors[key]
        if following is None or key in seen:
            return None
        seen.add(key)
        key = following
    return key


def tree_of(nodes: Iterable[Node], staff: Mapping[int, int] | None = None) -> Tree:
    return Tree({node.key: node for node in nodes}, dict(staff or {}))
