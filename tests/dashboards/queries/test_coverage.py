import pytest

from lms.dashboards.figures import Figure
from lms.dashboards.queries.coverage import Matrix, coverage_matrix
from lms.people.enums import Role
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

    with django_assert_num_queries(5):
        coverage_matrix(filters)
