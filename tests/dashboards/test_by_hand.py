"""Whatever staff there are and whatever is asked: the map, the list and the sheet say what loops say (hypothesis)."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.gaps import Gaps
from lms.dashboards.sheets import coverage_rows, gap_row
from lms.people.models import Unit, User
from tests import factories as make
from tests.dashboards.world import World
from tests.skills.oracle import held_by, place_of, required_in
from tests.skills.universe import prove

TODAY = timezone.localdate()
Pair = tuple[User, Unit, str, int, int]  # who, where, code of the skill, level required, level held

person = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["root", "health", "clinic", "roads"]),
        "role": st.sampled_from(["pengguna", "pengguna", "pengelola"]),
        "status": st.sampled_from(["PNS", "PPPK", "CPNS", "NON_ASN"]),
        "ended": st.sampled_from([False, False, False, True]),
        "held": st.dictionaries(st.sampled_from(["phishing", "passwords", "storage"]), st.integers(1, 3)),
    }
)
staff = st.lists(person, min_size=3, max_size=6)
asked_for = st.fixed_dictionaries(
    {
        "opd": st.sampled_from(["", "health", "health", "clinic", "roads", "root"]),
        "bidang": st.sampled_from(["", "keamanan", "awan"]),
        "peran": st.sampled_from(["", "pengguna", "pengelola"]),
        "langsung": st.sampled_from(["", "1"]),
    }
).map(lambda asked: {name: text for name, text in asked.items() if text})
bounds = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def peopled(rows: list[dict]) -> World:
    world = World()
    make.requirement(skill=world.storage, level=3, digital_role="pengelola")
    for row in rows:
        user = make.user(digital_role=row["role"], employment_status=row["status"])
        ended = TODAY - timedelta(days=1) if row["ended"] else None
        make.posting(user=user, unit=getattr(world, row["unit"]), valid_until=ended)
        for name, level in row["held"].items():
            prove(user, getattr(world, name), level)
    return world.count()


def read(world: World, asked: dict) -> dict:
    """The query of an address: names of units become their numbers."""
    return {name: str(getattr(world, text).pk) if name == "opd" else text for name, text in asked.items()}


def pairs(world: World, asked: dict) -> list[Pair]:
    """What is required of whom within the filters, counted in loops."""
    top = getattr(world, asked.get("opd", "root"))
    direct = "opd" in asked and "langsung" in asked
    found = []
    for user in User.objects.order_by("name", "pk"):
        posting = place_of(user, TODAY)
        if posting is None or ("peran" in asked and user.digital_role != asked["peran"]):
            continue
        if posting.unit != top if direct else not posting.unit.path.startswith(top.path):
            continue
        held, required = held_by(user, TODAY), required_in(posting, user)
        for skill in (world.phishing, world.passwords, world.storage):
            if skill.pk in required and asked.get("bidang", skill.field.slug) == skill.field.slug:
                found.append((user, posting.unit, skill.code, required[skill.pk], held.get(skill.pk, 0)))
    return found


class Everything(TestCase):
    @bounds
    @given(staff, asked_for)
    def test_the_list_names_exactly_those_who_lack_something(self, rows: list[dict], asked: dict) -> None:
        world = peopled(rows)

        gaps = Gaps(world.filters(**read(world, asked)), world.hr)

        listed = [(gap.person, gap.posting.unit, gap.skill.code, gap.needs, gap.has) for gap in gaps]
        expected = [pair for pair in pairs(world, asked) if pair[4] < pair[3]]
        assert (gaps.count(), listed) == (len(expected), expected)

    @bounds
    @given(staff, asked_for)
    def test_rows_add_up_to_the_whole_and_the_whole_to_what_is_required(
        self, rows: list[dict], asked: dict
    ) -> None:
        world = peopled(rows)

        matrix = coverage_matrix(world.filters(**read(world, asked)))

        found = pairs(world, asked)
        expected = (len(found), sum(held >= needs for *_, needs, held in found))
        sums = [
            tuple(
                sum(getattr(one, name) for line in lines for one in line.figures)
                for name in ("required", "met")
            )
            for lines in ((matrix.total,), matrix.lines)
        ]
        assert sums == [expected, expected]

    @bounds
    @given(staff, asked_for)
    def test_the_sheets_hold_the_same_as_the_pages(self, rows: list[dict], asked: dict) -> None:
        world = peopled(rows)
        filters = world.filters(**read(world, asked))

        listed = [gap_row(gap) for gap in Gaps(filters, world.hr)]
        mapped = list(coverage_rows(coverage_matrix(filters)))

        lacking = [pair for pair in pairs(world, asked) if pair[4] < pair[3]]
        assert [(row[1], row[3], row[7], row[9], row[10]) for row in listed] == [
            (user.full_name, unit.name, code, needs, held) for user, unit, code, needs, held in lacking
        ]
        assert sum(mapped[-1][1::6]) - sum(mapped[-1][2::6]) == len(lacking)

    @bounds
    @given(staff)
    def test_nobody_sees_more_than_their_own_part(self, rows: list[dict]) -> None:
        world = peopled(rows)

        gaps = Gaps(world.filters(world.head_of(world.health)), world.head_of(world.health))

        expected = [pair[0] for pair in pairs(world, {"opd": "health"}) if pair[4] < pair[3]]
        assert [gap.person for gap in gaps] == expected
