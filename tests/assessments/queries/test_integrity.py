import pytest

from assessments.models import IntegrityReport
from assessments.queries.integrity import flags_of, read
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.sittings import sit


@pytest.fixture
def stage(db):
    return build_stage(attempts_allowed=0)


def test_what_was_wrong_is_read_by_question(stage):
    attempt = sit(stage, ["b", None])

    (sheet,) = read(stage.quiz).sheets

    asked = attempt.slots.get(position=1).version.question_id
    assert (sheet.attempt, sheet.wrong) == (attempt.pk, {asked: "b"})


def test_replies_stand_in_the_order_in_which_they_came(stage):
    sit(stage, "ab", seconds=1)

    (pace,) = read(stage.quiz).paces

    assert [(reply.seconds, reply.right, reply.rapid) for reply in pace.replies] == [
        (1, True, True),
        (1, False, True),
    ]
    assert pace.replies[0].guess == pytest.approx(1 / 3)


def report(stage, *attempts):
    row = {"attempts": [attempt.pk for attempt in attempts], "same": 9, "both": 9, "expected": 2.0}
    return IntegrityReport(quiz=stage.quiz, payload={"similar": {"flagged": [row]}})


def test_flags_name_the_people(stage):
    pair = [sit(stage, "bb") for _n in range(2)]

    (flag,) = flags_of(report(stage, *pair), "similar", factories.user())

    assert list(flag.people) == [attempt.user for attempt in pair]


def test_nobody_judges_a_flag_about_themselves(stage):
    pair = [sit(stage, "bb") for _n in range(2)]

    assert flags_of(report(stage, *pair), "similar", pair[1].user) == []


@pytest.mark.parametrize("people", [1, 3])
def test_a_piece_costs_the_same_however_many_are_in_it(stage, django_assert_num_queries, people):
    for _n in range(people):
        sit(stage, "ab")

    with django_assert_num_queries(5):
        read(stage.quiz)
