"""What is wrong with a course folder, and what was not taken from it, in words for who can mend it."""

from dataclasses import asdict, dataclass
from typing import Any

SHOWN_VALUE = 120


@dataclass(frozen=True)
class Fault:
    """One thing that keeps the folder out. ``line`` counts from 1; None speaks of the whole file."""

    file: str
    line: int | None
    value: str
    reason: str
    mend: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"value": _short(self.value)}


@dataclass(frozen=True)
class LeftOut:
    """Something that a course can't hold; the import goes on without it."""

    file: str
    line: int | None
    what: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"what": _short(self.what)}


class FolderFault(Exception):
    """The folder, or one file of it, can't be read at all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_VALUE else f"{line[: SHOWN_VALUE - 1]}…"
