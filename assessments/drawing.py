"""Which questions an attempt asks, and in which order. Pure: the same seed draws the same attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

MIXED = {"matching", "ordering", "words"}


@dataclass(frozen=True)
class Wish:
    """One section of a quiz: how many questions out of which pool."""

    title: str
    pool: Sequence[int]
    count: int


def draw(wishes: Iterable[Wish], seen: set[int], rng: Random, *, shuffle: bool) -> list[tuple[str, int]]:
    """Section titles with question ids. No question comes twice; ones not seen last time come first.

    A pool that has shrunk below its section's count gives what it has. Without ``shuffle`` the drawn
    questions stand in the order of their pool.
    """
    drawn: list[tuple[str, int]] = []
    taken: set[int] = set()
    for wish in wishes:
        free = [pk for pk in wish.pool if pk not in taken]
        mixed = rng.sample(free, len(free))
        chosen = sorted(mixed, key=lambda pk: pk in seen)[: wish.count]
        if not shuffle:
            chosen.sort(key=free.index)
        taken.update(chosen)
        drawn += [(wish.title, pk) for pk in chosen]
    return drawn


def option_order(kind: str, ids: Sequence[str], rng: Random, *, shuffle: bool) -> list[str]:
    """The order in which one attempt shows the options; true always stands before false.

    What stands in the right order in its question (``MIXED``) is mixed whatever the quiz says.
    """
    mixed = rng.sample(ids, len(ids)) if shuffle or kind in MIXED else list(ids)
    if kind == "true_false":
        return list(ids)
    return mixed[1:] + mixed[:1] if kind == "ordering" and mixed == list(ids) else mixed
