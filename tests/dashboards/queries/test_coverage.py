from datetime import timedelta

import pytest

from lms.dashboards.figures import Figure
from lms.dashboards.queries.coverage import Matrix, coverage_matrix
from lms.people.enums import Role
from lms.people.models import Unit
from tests import factories as make
from tests.dashboards.world import World, yesterday

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    return World()


def matrix_of(world: World, viewer=None, **asked) -> Matrix:
    return coverage_matrix(world.count().filters(viewer, **asked))


def shares(matrix: Matrix) -> dict[str, list[tuple[int, int]]]:
    lines = (*matrix.lines, matrix.total)
    return {line.label: [(figure.met, figure.required) for figure in line.figures] for line in lines}


def test_rows_are_opds_and_columns_fields(world: World):
    world.person(world.health, world.phishing)
    world.person(world.roads)

    found = shares(matrix_of(world))

    assert found == {
        "Dinas Kesehatan": [(1, 2), (0, 1)],
        "Dinas Jalan": [(0, 2), (0, 1)],
        "Kota Contoh": [(1, 4), (0, 2)],
    }


def test_an_opd_counts_the_units_below_it(world: World):
    world.person(world.clinic, world.storage)

    assert shares(matrix_of(world))["Dinas Kesehatan"] == [(0, 2), (1, 1)]


def test_staff_outside_of_any_opd_stand_in_a_row_of_their_own(world: World):
    world.person(world.root)

    found = shares(matrix_of(world))

    assert (found["Di luar OPD"], found["Kota Contoh"]) == ([(0, 2), (0, 1)], [(0, 2), (0, 1)])


def test_a_field_opens_into_its_skills(world: World):
    world.person(world.health, world.passwords)

    matrix = matrix_of(world, bidang="keamanan")

    assert [column.label for column in matrix.columns] == ["KS-01", "KS-02"]
    assert shares(matrix)["Dinas Kesehatan"] == [(0, 1), (1, 1)]


def test_one_opd_opens_into_its_units(world: World):
    world.person(world.health)
    world.person(world.clinic, world.storage)

    found = shares(matrix_of(world, opd=str(world.health.pk)))

    assert found == {
        "Langsung di Dinas Kesehatan": [(0, 2), (0, 1)],
        "Puskesmas": [(0, 2), (1, 1)],
        "Dinas Kesehatan": [(0, 4), (1, 2)],
    }


def test_the_head_of_an_opd_sees_its_units(world: World):
    world.person(world.clinic)
    world.person(world.roads)

    matrix = matrix_of(world, world.head_of(world.health))

    assert (matrix.total.label, [line.label for line in matrix.lines]) == ("Dinas Kesehatan", ["Puskesmas"])


def test_the_head_of_two_opds_sees_both(world: World):
    head = world.head_of(world.health)
    make.grant(head, Role.OPD_HEAD, world.roads)
    world.person(world.clinic)
    world.person(world.roads)

    found = shares(matrix_of(world, head))

    assert found["Seluruh lingkup Anda"] == [(0, 4), (0, 2)]


def test_a_digital_role_counts_only_its_own_staff(world: World):
    world.person(world.health)
    world.person(world.health, digital_role="pengelola")
    make.requirement(skill=world.storage, level=1, digital_role="pengelola")

    found = shares(matrix_of(world, peran="pengelola"))

    assert found["Dinas Kesehatan"] == [(0, 0), (0, 1)]


def test_an_opd_without_staff_is_shown_while_it_exists(world: World):
    found = shares(matrix_of(world))

    assert found["Dinas Jalan"] == [(0, 0), (0, 0)]


def test_an_opd_that_has_ended_is_shown_only_with_staff(world: World):
    world.roads.valid_until = yesterday()
    world.roads.save()

    assert "Dinas Jalan" not in shares(matrix_of(world))


def test_targets_stand_in_every_figure_of_their_field(world: World):
    world.person(world.health)
    world.promise(world.root, world.safety, 60)
    world.promise(world.health, world.safety, 75)

    matrix = matrix_of(world)

    assert [line.figures[0].target for line in (*matrix.lines, matrix.total)] == [75, 60, 60]


def test_a_required_skill_with_a_single_master_is_named(world: World):
    world.person(world.health, world.phishing)
    world.person(world.health)

    figure = matrix_of(world).lines[0].figures[0]

    assert figure == Figure(4, 1, None, ("KS-01",))


def test_a_holder_at_level_one_is_no_master(world: World):
    user = world.person(world.health)
    world.person(world.health, world.phishing)
    user.evidence.create(
        skill=world.phishing, level=1, source="course", reference="x", obtained_on=yesterday()
    )

    assert matrix_of(world).lines[0].figures[0].alone == ("KS-01",)


def test_two_masters_are_enough(world: World):
    world.person(world.health, world.phishing)
    world.person(world.clinic, world.phishing)

    assert matrix_of(world).lines[0].figures[0].alone == ()


@pytest.mark.parametrize("people", [1, 30])
def test_the_map_costs_the_same_queries_for_one_and_for_thirty(
    world: World, people: int, django_assert_num_queries
):
    for _ in range(people):
        world.person(world.health, world.phishing)
    filters = world.count().filters()

    with django_assert_num_queries(6):
        coverage_matrix(filters)


@pytest.mark.parametrize(
    ("begin", "end", "shown"),
    [
        (-9, None, True),
        (0, None, True),
        (1, None, False),
        (-9, 0, True),
        (-9, 30, True),
        (-9, -1, False),
    ],
)
def test_an_opd_without_staff_is_shown_on_the_days_of_its_life(world: World, begin, end, shown):
    today = yesterday() + timedelta(days=1)
    world.roads.valid_from = today + timedelta(days=begin)
    world.roads.valid_until = None if end is None else today + timedelta(days=end)
    world.roads.save()

    assert ("Dinas Jalan" in shares(matrix_of(world))) == shown


def test_an_opd_that_has_ended_is_shown_while_anybody_sits_in_it(world: World):
    world.person(world.roads)
    world.roads.valid_until = yesterday()
    world.roads.save()

    assert shares(matrix_of(world))["Dinas Jalan"] == [(0, 2), (0, 1)]


def test_the_row_of_those_outside_is_shown_only_with_somebody_in_it(world: World):
    assert [line.label for line in matrix_of(world).lines] == ["Dinas Kesehatan", "Dinas Jalan"]


def test_a_section_of_the_city_outside_of_any_opd_counts_there(world: World):
    world.person(make.unit(parent=world.root, kind="bagian"), world.storage)

    found = shares(matrix_of(world))

    assert (found["Di luar OPD"], found["Kota Contoh"]) == ([(0, 2), (1, 1)], [(0, 2), (1, 1)])


def test_units_at_any_depth_count_in_the_row_above_them(world: World):
    ward = make.unit(name="Poli", kind="bidang", parent=world.clinic)
    world.person(ward, world.phishing)
    health, clinic = ({"opd": str(unit.pk)} for unit in (world.health, world.clinic))

    rows = [shares(matrix_of(world, **asked)) for asked in ({}, health, clinic)]

    assert [row[name] for row, name in zip(rows, ("Dinas Kesehatan", "Puskesmas", "Poli"), strict=True)] == [
        [(1, 2), (0, 1)]
    ] * 3


def test_a_unit_whose_number_begins_like_that_of_another_is_not_below_it(world: World):
    other = make.unit(name="Dinas Lain", parent=world.root)
    Unit.objects.filter(pk=other.pk).update(path=world.health.path.rstrip("/") + "9/")
    world.person(other)

    assert shares(matrix_of(world, world.head_of(world.health)))["Dinas Kesehatan"] == [(0, 0), (0, 0)]


@pytest.mark.parametrize(
    ("asked", "labels", "titles"),
    [
        ({}, ["Keamanan", "Awan"], ["Keamanan Siber", "Komputasi Awan"]),
        ({"bidang": "awan"}, ["AW-01"], ["Penyimpanan awan"]),
        ({"skill": "KS-02"}, ["KS-01", "KS-02"], ["Mengenali phishing", "Kata sandi"]),
    ],
)
def test_columns_say_what_they_are(world: World, asked, labels, titles):
    found = matrix_of(world, **asked)

    assert [column.label for column in found.columns] == labels
    assert [column.title for column in found.columns] == titles
    assert [field.slug for field in found.fields] == ["keamanan", "awan"]


def test_a_field_without_skills_has_no_column(world: World):
    make.field(order=0)

    assert [column.label for column in matrix_of(world).columns] == ["Keamanan", "Awan"]


def test_without_any_skill_there_are_rows_and_no_columns(world: World):
    for field in (world.safety, world.cloud):
        field.skills.all().delete()

    found = matrix_of(world)

    assert (found.columns, found.total.figures, found.total.empty) == ((), (), True)


def test_rows_come_in_the_order_of_the_city(world: World):
    world.roads.order = 0
    world.roads.save()

    assert [line.label for line in matrix_of(world).lines] == ["Dinas Jalan", "Dinas Kesehatan"]


def test_a_short_name_is_used_where_there_is_one(world: World):
    world.roads.short_name = "DPUPR"
    world.roads.save()

    found = matrix_of(world, opd=str(world.roads.pk))

    assert (found.total.label, matrix_of(world).lines[1].label) == ("DPUPR", "DPUPR")


def test_targets_are_those_of_the_year_that_is_asked_for(world: World):
    world.person(world.health)
    world.promise(world.root, world.safety, 60, 2030)

    targets = [matrix_of(world, tahun=year).total.figures[0].target for year in ("2030", "2031", "0000")]

    assert targets == [60, None, None]


def test_the_head_of_two_opds_has_no_target_for_both_together(world: World):
    head = world.head_of(world.health)
    make.grant(head, Role.OPD_HEAD, world.roads)
    world.promise(world.root, world.safety, 60)

    found = matrix_of(world, head)

    assert [line.figures[0].target for line in (*found.lines, found.total)] == [60, 60, None]


def test_who_masters_a_skill_alone_is_asked_for_each_row(world: World):
    world.person(world.health, world.phishing)
    world.person(world.roads, world.phishing)

    found = matrix_of(world)

    assert [line.figures[0].alone for line in (*found.lines, found.total)] == [("KS-01",), ("KS-01",), ()]


def test_a_skill_that_nobody_needs_is_on_nobodys_shoulders(world: World):
    spare = make.skill(field=world.safety, code="KS-09", order=9)
    world.person(world.health, spare)

    assert matrix_of(world).lines[0].figures[0].alone == ()


def test_direct_shows_one_row_and_the_same_sum(world: World):
    world.person(world.health, world.phishing)
    world.person(world.clinic)

    found = shares(matrix_of(world, opd=str(world.health.pk), langsung="1"))

    assert found == {
        "Langsung di Dinas Kesehatan": [(1, 2), (0, 1)],
        "Dinas Kesehatan": [(1, 2), (0, 1)],
    }


@pytest.mark.parametrize("opds", [1, 3])
def test_the_map_costs_the_same_queries_for_one_opd_more_and_for_three(
    world: World, opds: int, django_assert_num_queries
):
    for _ in range(opds):
        world.person(make.unit(parent=world.root))
    filters = world.count().filters()

    with django_assert_num_queries(6):
        coverage_matrix(filters)
