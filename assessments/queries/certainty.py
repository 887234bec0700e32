"""How well learners judged what they know: how many answers of each certainty were right."""

from decimal import Decimal

from django.db.models import Count, Q

from assessments.enums import AttemptState, Certainty
from assessments.grading.certainty import RIGHT, Level
from assessments.models import AttemptSlot, QuizPage

NEARLY = Decimal("0.0005")  # scores are rounded


def calibration(quiz: QuizPage) -> list[Level]:
    """All graded attempts in one query; nothing where the quiz never asked."""
    slots = AttemptSlot.objects.filter(
        attempt__quiz=quiz, attempt__state=AttemptState.SUBMITTED, certainty__gt=0
    )
    counted = (
        slots.order_by().values("certainty").annotate(answers=Count("pk"), right=Count("pk", filter=_right()))
    )
    rows = {row["certainty"]: (row["answers"], row["right"]) for row in counted}
    return [Level(level, *rows.get(level, (0, 0))) for level in Certainty.values] if rows else []


def _right() -> Q:
    full = Q()
    for certainty, share in RIGHT.items():
        points = Decimal(share.numerator) / share.denominator
        full |= Q(certainty=certainty, score__gte=points - NEARLY)
    return full
