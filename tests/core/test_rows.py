import pytest
from django.db import IntegrityError, transaction

from assessments.models import AnswerStep, AttemptSlot
from lms.core.rows import insert_rows, put_rows, shift_row, update_rows
from lms.skills.models import CoverageCell, Holding
from tests import factories
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


def holding(level=2, **fields):
    return Holding(user=fields.get("user") or factories.user(), skill=factories.skill(), level=level)


def test_a_row_that_is_there_gets_the_new_values_and_keeps_its_key():
    row = holding()
    row.save()

    put_rows(
        [Holding(user=row.user, skill=row.skill, level=4), other := holding(3)], ["user", "skill"], ["level"]
    )

    assert dict(Holding.objects.values_list("user", "level")) == {row.user_id: 4, other.user_id: 3}
    assert Holding.objects.get(user=row.user).pk == row.pk


def test_without_values_a_row_that_is_there_stays_as_it_is():
    row = holding()
    row.save()

    put_rows([Holding(user=row.user, skill=row.skill, level=5)], ["user", "skill"])

    assert Holding.objects.get().level == 2


def test_another_constraint_than_that_of_the_key_still_holds():
    with pytest.raises(IntegrityError), transaction.atomic():
        put_rows([holding(level=6)], ["user", "skill"], ["level"])


def test_numbers_of_one_row_are_shifted_by_what_is_said():
    unit, skill = factories.unit(), factories.skill()
    key = {"unit_id": unit.pk, "skill_id": skill.pk, "level": 2, "digital_role": "pengguna"}
    cell = CoverageCell.objects.create(**key, staff=5, met=3, holders=4)
    other = CoverageCell.objects.create(**key | {"level": 3}, staff=5)

    assert shift_row(CoverageCell, key, {"met": -1, "holders": 2}) == 1

    for row in (cell, other):
        row.refresh_from_db()
    assert (cell.staff, cell.met, cell.holders, other.staff, other.met) == (5, 2, 6, 5, 0)


def test_a_row_that_is_not_there_is_said():
    key = {"unit_id": factories.unit().pk, "skill_id": factories.skill().pk, "level": 2, "digital_role": "x"}

    assert shift_row(CoverageCell, key, {"staff": 1}) == 0
