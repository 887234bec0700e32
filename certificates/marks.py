"""Arithmetic of what stands on the back page, without the ORM."""

from collections.abc import Sequence

# Bands of LAN's training regulations: the lower bound belongs to the band below it.
BANDS = [(90, "Sangat Memuaskan"), (80, "Memuaskan"), (70, "Cukup Memuaskan")]


def predicate(percent: float | None) -> str:
    """The word for a final mark in percent; ``Lulus`` where it is lower or where nothing was marked."""
    if percent is None:
        return "Lulus"
    return next((word for bound, word in BANDS if percent > bound), "Lulus")


def mean(percents: Sequence[float]) -> float | None:
    return round(sum(percents) / len(percents), 2) if percents else None


def jp_shares(jp: int, minutes: Sequence[int]) -> list[float]:
    """Share the JP of a course over its modules by planned minutes, in tenths that add up to ``jp``."""
    total = sum(minutes)
    if not total:
        return [0.0 for _ in minutes]
    divided = [divmod(jp * 10 * part, total) for part in minutes]
    tenths = [whole for whole, _rest in divided]
    by_remainder = sorted(range(len(divided)), key=lambda index: (-divided[index][1], index))
    for index in by_remainder[: jp * 10 - sum(tenths)]:
        tenths[index] += 1
    return [count / 10 for count in tenths]
