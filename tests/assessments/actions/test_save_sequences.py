"""Whatever order saves arrive in, twice or late: what was acknowledged is there, and nothing newer is overwritten."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions.answers import Answer, AttemptClosed, Fate, save_answers
from assessments.actions.attempts import agrees, regrade, submit
from assessments.models import AnswerStep, Attempt
from tests.assessments.conftest import NOW

answers = st.builds(
    Answer,
    slot=st.integers(1, 2),
    seq=st.integers(1, 5),
    response=st.sampled_from(["a", "b", "c", None]),
)
calls = st.lists(st.tuples(st.lists(answers, min_size=1, max_size=3), st.integers(0, 1300)), max_size=8)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def play(attempt, sequence):
    """Send the calls; hand back each acknowledged (slot, seq, response)."""
    acknowledged = []
    for batch, seconds in sequence:
        now = NOW + timedelta(seconds=seconds)
        try:
            outcomes = save_answers(attempt=attempt, answers=batch, device="", now=now).outcomes
        except AttemptClosed:
            assert now > attempt.deadline_at + timedelta(seconds=10)
            continue
        acknowledged += [
            (answer.slot, answer.seq, answer.response)
            for answer, outcome in zip(batch, outcomes, strict=True)
            if outcome.fate == Fate.SAVED
        ]
    return acknowledged


@pytest.fixture
def fresh(stage):
    def begin():
        AnswerStep.objects.all().delete()
        Attempt.objects.all().delete()
        return stage.start()

    return begin


@quick
@given(sequence=calls)
def test_every_acknowledged_answer_is_stored(fresh, sequence):
    attempt = fresh()

    acknowledged = play(attempt, sequence)

    stored = set(AnswerStep.objects.values_list("slot__position", "seq", "response"))
    assert set(acknowledged) <= stored


@quick
@given(sequence=calls)
def test_a_slot_holds_its_newest_step(fresh, sequence):
    attempt = fresh()

    play(attempt, sequence)

    for slot in attempt.slots.all():
        newest = slot.steps.order_by("-seq").first()
        held = (newest.seq, newest.response) if newest else (0, None)
        assert (slot.last_seq, slot.response) == held


@quick
@given(sequence=calls)
def test_numbers_of_a_slot_only_grow(fresh, sequence):
    attempt = fresh()

    play(attempt, sequence)

    for slot in attempt.slots.all():
        numbers = list(slot.steps.order_by("pk").values_list("seq", flat=True))
        assert numbers == sorted(set(numbers))


@quick
@given(sequence=calls)
def test_the_grade_of_any_sequence_equals_its_regrade(fresh, stage, sequence):
    attempt = fresh()
    play(attempt, sequence)

    graded = submit(attempt=attempt, by=stage.learner, now=NOW)

    assert agrees(graded, regrade(attempt=graded))
