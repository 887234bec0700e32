"""Which questions an attempt asks, and in which order. Pure: the same seed draws the same attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

MIXED = {"matching", "ordering", "words"}


@dataclass(frozen=True)
class Filter:
    """What a section takes of a bank; what is empty says nothing. ``question``: one question, by its key or name."""

    tag: str = ""
    category: str = ""
    level: int | None = None
    bloom: str = ""
    question: Any = None

    def takes(self, question: Any, tag: str, category: str, level: int, bloom: str) -> bool:
        """``category`` is the path of the question's own; one below that of the section is taken too."""
        if self.question is not None:
            return bool(question == self.question)
        return (
            self.tag in {"", tag}
            and self.level in {None, level}
            and self.bloom in {"", bloom}
            and (not self.category or f"{category}/".startswith(f"{self.category}/"))
        )


@dataclass(frozen=True)
class Wish:
    """One section of a quiz: how many questions out of which pool."""

    title: str
    pool: Sequence[int]
    count: int


def draw(wishes: Iterable[Wish], seen: set[int], rng: Random, *, shuffle: bool) -> list[tuple[str, int]]:
    """Section titles with question ids. No question comes twice; ones not seen last time come first.

    As many sections as can be are filled: none takes what another needs while it could have something else. A pool that
    has shrunk below its section's count gives what it has. Without ``shuffle`` the drawn questions stand in the order
    of their pool.
    """
    asked = list(wishes)
    orders = [sorted(rng.sample(wish.pool, len(wish.pool)), key=lambda pk: pk in seen) for wish in asked]
    taken = assigned(orders, [wish.count for wish in asked])
    drawn: list[tuple[str, int]] = []
    for place, wish in enumerate(asked):
        chosen = [pk for pk in (orders[place] if shuffle else wish.pool) if taken.get(pk) == place]
        drawn += [(wish.title, pk) for pk in chosen]
    return drawn


def assigned(pools: Sequence[Sequence[int]], counts: Sequence[int]) -> dict[int, int]:
    """Which pool takes which question: as many in all as can be, each pool its ``counts`` at most.

    A matching of greatest size, by augmenting paths (H. W. Kuhn 1955): a pool that finds nothing free has another one
    give up a question for which that one has a replacement. Small pools choose first, each in its own order.
    """
    taken: dict[int, int] = {}
    for place in sorted(range(len(pools)), key=lambda place: len(pools[place])):
        for _n in range(counts[place]):
            if not _find(place, pools, taken):
                break
    return taken


def _find(start: int, pools: Sequence[Sequence[int]], taken: dict[int, int]) -> bool:
    """One question more for a pool, along the shortest chain of pools that each give one up."""
    came: dict[int, tuple[int, int]] = {}  # pool -> the pool that asks it, and for which question
    reached, waiting = {start}, [start]
    while waiting:
        place = waiting.pop(0)
        for pk in pools[place]:
            holder = taken.get(pk)
            if holder is None:
                _shift(place, pk, came, taken)
                return True
            if holder not in reached:
                reached.add(holder)
                came[holder] = (place, pk)
                waiting.append(holder)
    return False


def _shift(place: int, pk: int, came: dict[int, tuple[int, int]], taken: dict[int, int]) -> None:
    """Take a free question and pass on, back along the chain, what each gives up."""
    taken[pk] = place
    while place in came:
        place, pk = came[place]
        taken[pk] = place


def filled(wishes: Sequence[Wish]) -> list[int]:
    """How many questions each section can have, all of them together."""
    taken = assigned([wish.pool for wish in wishes], [wish.count for wish in wishes])
    got = list(taken.values())
    return [got.count(place) for place in range(len(wishes))]


def option_order(kind: str, ids: Sequence[str], rng: Random, *, shuffle: bool) -> list[str]:
    """The order in which one attempt shows the options; true always stands before false.

    What stands in the right order in its question (``MIXED``) is mixed whatever the quiz says.
    """
    mixed = rng.sample(ids, len(ids)) if shuffle or kind in MIXED else list(ids)
    if kind == "true_false":
        return list(ids)
    return mixed[1:] + mixed[:1] if kind == "ordering" and mixed == list(ids) else mixed
