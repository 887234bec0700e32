"""Grading as arithmetic: pure functions over a question's body and a stored answer."""

from assessments.grading.kinds import choice_ids, draw_values, grade, realised
from assessments.grading.marks import Mark, percent
from assessments.grading.responses import BadResponse, clean_response

__all__ = [
    "BadResponse",
    "Mark",
    "choice_ids",
    "clean_response",
    "draw_values",
    "grade",
    "percent",
    "realised",
]
