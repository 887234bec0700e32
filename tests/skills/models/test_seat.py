import pytest

from lms.skills.coverage import Place
from lms.skills.models import Seat
from tests import factories as make

pytestmark = pytest.mark.django_db


def seat(**fields) -> Seat:
    facts = {"post_group": "pelaksana", "digital_role": "pengguna"}
    return Seat.objects.create(user=make.user(), unit=make.unit(), **(facts | fields))


def required_of(row: Seat) -> list[int]:
    found = Seat.objects.filter(pk=row.pk, required__level__gte=1).order_by("required__level")
    return list(found.values_list("required__level", flat=True))


def test_a_place_is_all_that_cells_need_to_know():
    row = seat()

    assert row.place == Place(row.unit_id, "pelaksana", "pengguna")


def test_a_seat_is_joined_to_every_requirement_of_its_post_and_role():
    for level in (2, 4):
        make.requirement(level=level)

    assert required_of(seat()) == [2, 4]


@pytest.mark.parametrize("fields", [{"post_group": "jpt"}, {"digital_role": "lainnya"}])
def test_a_seat_of_another_post_or_role_is_not_joined(fields):
    make.requirement()

    assert required_of(seat(**fields)) == []


def test_two_people_with_one_post_are_both_joined():
    make.requirement()
    rows = [seat(), seat()]

    assert [required_of(row) for row in rows] == [[1], [1]]


def test_the_join_has_no_column_and_no_form():
    names = {column.name for column in Seat._meta.concrete_fields}

    assert names == {"user", "unit", "post_group", "digital_role"}
    assert [field.name for field in Seat._meta.private_fields] == ["required"]


def test_the_seat_goes_with_its_person():
    row = seat()

    row.user.delete()

    assert not Seat.objects.exists()
