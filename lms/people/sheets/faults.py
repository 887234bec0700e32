"""What is wrong with a sheet, in words that name the row, the column and how to mend it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT = 500
SHOWN = 40


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@dataclass(frozen=True)
class Fault:
    """``row`` as the spreadsheet program numbers it, 0 for the file as a whole; a warning does not block."""

    row: int
    column: str
    value: str
    reason: str
    mend: str
    blocks: bool = True

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"value": shortened(self.value), "column": str(self.column)}


class SheetRefused(Exception):
    """The file cannot be read as a staff sheet at all."""

    def __init__(self, reason: str, mend: str, *, row: int = 0, column: str = "", value: str = "") -> None:
        super().__init__(reason)
        self.fault = Fault(row, column, value, reason, mend)


@dataclass
class FaultList:
    """Counts all faults, keeps the first 500: a sheet of the wrong kind must not fill the database."""

    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    error_count: int = 0
    warning_count: int = 0

    def add(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            kept = self.errors if fault.blocks else self.warnings
            if len(kept) < KEPT:
                kept.append(fault)
            self.error_count += fault.blocks
            self.warning_count += not fault.blocks

    def as_json(self) -> list[dict[str, Any]]:
        """Errors before warnings, each in the order of the sheet."""
        return [fault.as_json() for fault in (self.errors + self.warnings)[:KEPT]]
