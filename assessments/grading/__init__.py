"""Grading as arithmetic: pure functions over a question's body and a stored answer."""

from assessments.grading.marks import Mark, grade, percent
from assessments.grading.responses import BadResponse, clean_response

__all__ = ["BadResponse", "Mark", "clean_response", "grade", "percent"]
