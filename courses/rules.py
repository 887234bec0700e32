"""Arithmetic of completion, without the ORM."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PassRule:
    """What a course asks for: all lessons, all quizzes, or both."""

    needs_lessons: bool
    needs_quizzes: bool

    def counts(self, kind: str) -> bool:
        return self.needs_lessons if kind == "lesson" else self.needs_quizzes


def is_complete(required: Iterable[int], done: set[int]) -> bool:
    """All required activities are done; a course that requires nothing is never complete by itself."""
    wanted = set(required)
    return bool(wanted) and wanted <= done
