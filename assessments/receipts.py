"""A receipt for each acknowledged answer: short enough to write down, and checked from what is stored."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

LENGTH = 10


class Step(Protocol):
    """A stored answer."""

    seq: int
    response: Any
    certainty: int
    at: datetime

    @property
    def slot(self) -> Any: ...


@dataclass(frozen=True)
class Receipt:
    position: int
    seq: int
    at: datetime
    code: str

    @classmethod
    def of(cls, step: Step, attempt: int) -> "Receipt":
        """The receipt of a step whose slot is at hand."""
        facts: dict[str, Any] = {"seq": step.seq, "response": step.response, "at": step.at}
        facts["certainty"] = step.certainty
        position = step.slot.position
        code = receipt(attempt=attempt, position=position, **facts)
        return cls(position, step.seq, step.at, grouped(code))


def receipt(*, attempt: int, position: int, seq: int, response: Any, at: datetime, certainty: int = 0) -> str:
    """Ten signs over attempt, question, number, answer and the second in which the server had it.

    Where learners say how sure they are, over that as well.

    It holds nothing secret: whoever has the stored step comes to the same signs, and to others if anything was changed.
    """
    facts = [attempt, position, seq, response, at.astimezone(UTC).isoformat(timespec="microseconds")]
    facts += [certainty] if certainty else []
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH].upper()


def grouped(code: str) -> str:
    """In two halves, to be read aloud."""
    return f"{code[:5]}-{code[5:]}"


def bare(code: str) -> str:
    """What somebody typed, without what they put between the signs."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:LENGTH]
