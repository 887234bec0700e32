import pytest
from django.db import IntegrityError, transaction

from assessments.models import AnswerStep, AttemptSlot
from lms.core.rows import insert_rows, update_rows
from tests.assessments.conftest import NOW, build_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def slots():
    return list(AttemptSlot.objects.filter(attempt=build_stage().start()).order_by("position"))


def test_named_columns_are_written_and_no_others(slots):
    for slot in slots:
        slot.response, slot.answered_at, slot.section = ["a", "ä"], NOW, "lain"

    update_rows(slots, ["response", "answered_at"])

    fresh = AttemptSlot.objects.filter(attempt=slots[0].attempt_id)
    assert {(tuple(row.response), row.answered_at, row.section) for row in fresh} == {
        (("a", "ä"), NOW, "Bagian")
    }


def test_none_is_written_as_null(slots):
    slots[0].response = None

    update_rows(slots[:1], ["response"])

    assert AttemptSlot.objects.filter(pk=slots[0].pk, response__isnull=True).count() == 1


def test_rows_are_added_with_all_their_values(slots):
    insert_rows([AnswerStep(slot=slots[0], seq=1, response={"a": [1, None]}, at=NOW, device="uji")])

    row = AnswerStep.objects.get(slot=slots[0])
    assert (row.seq, row.response, row.at, row.client_at, row.device) == (
        1,
        {"a": [1, None]},
        NOW,
        None,
        "uji",
    )


def test_a_constraint_still_holds(slots):
    steps = [AnswerStep(slot=slots[0], seq=1, response="a", at=NOW) for _ in range(2)]

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(steps)

    assert AnswerStep.objects.count() == 0


def test_no_rows_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows([], ["response"])
        insert_rows([])
