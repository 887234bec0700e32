"""I10: every number on the map equals a recount by SQL that knows nothing of the code (and nothing of cells)."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.gaps import Gaps
from tests import factories as make
from tests.dashboards.world import World
from tests.skills.universe import prove, withdraw

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()

REQUIRED_AND_MET = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN EXISTS (
    SELECT 1 FROM skills_evidence e WHERE e.user_id = p.id AND e.skill_id = r.skill_id AND e.level >= r.level
      AND e.withdrawn_at IS NULL AND e.obtained_on <= %(today)s
      AND (e.valid_until IS NULL OR e.valid_until >= %(today)s)) THEN 1 ELSE 0 END), 0)
FROM people_user p
JOIN people_posting t ON t.user_id = p.id AND t.valid_from <= %(today)s
     AND (t.valid_until IS NULL OR t.valid_until >= %(today)s)
JOIN people_unit u ON u.id = t.unit_id
JOIN people_position j ON j.id = t.position_id
JOIN skills_requirement r ON r.post_group = j.post_group AND r.digital_role = p.digital_role
JOIN skills_skill k ON k.id = r.skill_id
WHERE p.is_active AND p.standing = '01' AND p.employment_status IN ('PNS', 'CPNS', 'PPPK', 'PPPK_PARUH_WAKTU')
  AND u.path LIKE %(path)s AND k.field_id = %(field)s
"""


def recounted(path: str, field_id: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(REQUIRED_AND_MET, {"today": TODAY, "path": f"{path}%", "field": field_id})
        return tuple(cursor.fetchone())


@pytest.fixture
def crowd(db) -> World:
    """150 people of every kind, by a fixed seed; the cells are kept bit by bit, not rebuilt at the end."""
    world, dice = World(), random.Random(7)
    make.requirement(skill=world.storage, level=4, post_group="jf-muda", digital_role="pengelola")
    make.requirement(skill=world.phishing, level=1, post_group="jf-muda", digital_role="pengguna")
    posts = [make.position(), make.position(post_group="jf-muda")]
    people = [somebody(world, dice, posts) for _ in range(150)]
    world.count()
    for number in range(300):
        start = TODAY - timedelta(days=dice.randrange(400))
        until = dice.choice([None, TODAY, start + timedelta(days=dice.randrange(500))])
        skill = dice.choice([world.phishing, world.passwords, world.storage])
        facts = {"obtained_on": start, "valid_until": until}
        prove(dice.choice(people), skill, dice.randrange(1, 6), f"kursus:{number % 90}", **facts)
    for number in range(0, 90, 7):
        withdraw(f"kursus:{number}")
    return world


def somebody(world: World, dice: random.Random, posts: list):
    user = make.user(
        digital_role=dice.choice(["pengguna", "pengguna", "pengelola", "lainnya"]),
        employment_status=dice.choice(["PNS", "PNS", "CPNS", "PPPK", "NON_ASN"]),
        standing=dice.choice(["01", "01", "01", "02"]),
        is_active=dice.random() > 0.1,
    )
    ended = dice.choice([None, None, None, TODAY - timedelta(days=1)])
    unit = dice.choice([world.root, world.health, world.clinic, world.roads])
    make.posting(user=user, unit=unit, position=dice.choice(posts), valid_until=ended)
    return user


def test_every_number_of_the_map_equals_a_recount(crowd: World):
    matrix = coverage_matrix(crowd.filters())

    for line in (*matrix.lines, matrix.total):
        if not line.direct:
            expected = [recounted(line.unit.path, column.field.pk) for column in matrix.columns]
            assert [(figure.required, figure.met) for figure in line.figures] == expected


def test_every_number_inside_an_opd_equals_a_recount(crowd: World):
    matrix = coverage_matrix(crowd.filters(opd=str(crowd.health.pk)))

    expected = [recounted(crowd.clinic.path, column.field.pk) for column in matrix.columns]
    assert [(figure.required, figure.met) for figure in matrix.lines[1].figures] == expected


def test_the_gap_list_is_as_long_as_the_recount_says(crowd: World):
    for field in (crowd.safety, crowd.cloud):
        gaps = Gaps(crowd.filters(bidang=field.slug), crowd.hr)
        required, met = recounted(crowd.root.path, field.pk)
        assert (gaps.count(), len(list(gaps))) == (required - met, required - met)


def test_the_crowd_is_a_crowd(crowd: World):
    required, met = recounted(crowd.root.path, crowd.safety.pk)

    assert (required > 20, 0 < met < required) == (True, True)
