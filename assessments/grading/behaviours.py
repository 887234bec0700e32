"""What an answer is worth when it could be checked during the attempt; the kind of question makes no difference.

With several tries, each check that was wrong takes ``penalty`` off the share, never below nothing, as Moodle's
"Interactive with multiple tries" does (docs.moodle.org, Question behaviours).
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from assessments.enums import Behaviour
from assessments.grading.certainty import weighed_by
from assessments.grading.kinds import BY_HAND, UNMARKED, Body, grade
from assessments.grading.marks import Mark, clamped

MOST_HINTS = 3
UNCHECKED = UNMARKED | BY_HAND  # there is nothing to check


def worth(
    kind: str,
    key: Body,
    newest: Any,
    *,
    checked: Sequence[Any] = (),
    behaviour: str = Behaviour.DEFERRED,
    penalty: Fraction = Fraction(0),
    certainty: int = 0,
) -> Mark:
    """The mark of a question from its newest answer and those that were checked before it, in their order.

    ``certainty`` of the newest answer, 0 where nobody asked.

    An answer that was checked and right ends the question: so a corrected key may end it earlier than it did.
    """
    if certainty and newest is not None:
        mark = grade(kind, key, newest)
        return replace(mark, share=weighed_by(mark.share, certainty))
    if behaviour == Behaviour.DEFERRED or not checked:
        return grade(kind, key, newest)
    if behaviour == Behaviour.IMMEDIATE:
        return grade(kind, key, checked[0])
    tries = [*checked, *([newest] if newest != checked[-1] else [])]
    marks = [grade(kind, key, response) for response in tries]
    wrong = next((n for n, mark in enumerate(marks) if mark.share == 1), len(marks) - 1)
    found = marks[wrong]
    return Mark(clamped(found.share - wrong * penalty), found.feedback, found.parts)


def is_ended(kind: str, key: Body, checked: Sequence[Any], *, behaviour: str, tries: int) -> bool:
    """Whether nothing more may be answered after these checks."""
    if not checked:
        return False
    if behaviour == Behaviour.IMMEDIATE or len(checked) >= tries:
        return True
    return grade(kind, key, checked[-1]).share == 1
