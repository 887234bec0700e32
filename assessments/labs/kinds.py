"""What every lab is: a setup of an author, goals, and an answer that is judged by what it does."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Verdict:
    """``reason`` names the first hop, rule or statement that decided."""

    goal: str
    met: bool
    reason: str


class Lab(Protocol):
    """``clean``, ``judge`` and ``show`` take a setup in which ``check`` has found nothing wrong."""

    def check(self, setup: dict[str, Any], goals: list[dict[str, Any]]) -> list[str]:
        """What is wrong, each with its place; empty when all is fine. Takes whatever JSON can hold."""

    def clean(self, setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
        """The one stored form of an answer, ``{}`` when empty; raises ``BadResponse`` for what can't be one."""

    def judge(
        self, setup: dict[str, Any], goals: list[dict[str, Any]], answer: dict[str, str]
    ) -> list[Verdict]:
        """One verdict a goal, in their order."""

    def show(self, setup: dict[str, Any], answer: dict[str, str]) -> Any:
        """All that the template of the lab needs."""


def bad_response() -> ValueError:
    """A ``BadResponse`` to raise."""
    # Breaks a circle: grading asks the labs.
    from assessments.grading.responses import BadResponse

    return BadResponse()


def storable(text: Any) -> bool:
    """A string that every database takes: no NUL, no half of a surrogate pair."""
    if not isinstance(text, str) or "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
