import pytest
from django.db import IntegrityError
from django.utils import timezone

from assessments.models import QuizStatistics


def row(stage, **fields):
    return QuizStatistics.objects.create(quiz=stage.quiz, **({"choice": "first"} | fields))


def test_a_choice_has_one_row(stage):
    row(stage)
    row(stage, choice="all")

    with pytest.raises(IntegrityError, match=r"UNIQUE|statistics_once_per_choice"):
        row(stage)


def test_what_was_not_computed_counts_nobody(stage):
    row(stage, attempts=3, people=2, computed_at=timezone.now())

    with pytest.raises(IntegrityError, match="statistics_counts_are_computed"):
        row(stage, choice="all", attempts=3, people=2)


def test_nobody_is_there_without_an_attempt(stage):
    with pytest.raises(IntegrityError, match="statistics_people_within_attempts"):
        row(stage, attempts=1, people=2, computed_at=timezone.now())
