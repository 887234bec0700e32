"""What rests on a passed quiz further right: how many enrolments have a certificate that stands."""

from collections.abc import Callable, Sequence

Counter = Callable[[Sequence[int]], int]
_counters: list[Counter] = []


def register(counter: Counter) -> None:
    """``counter`` says how many of these enrolments have one."""
    _counters.append(counter)


def count(enrolment_ids: Sequence[int]) -> int:
    return sum(counter(enrolment_ids) for counter in _counters) if enrolment_ids else 0
