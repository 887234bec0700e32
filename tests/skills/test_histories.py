"""Whole histories through the actions that people use, against a count by hand (hypothesis)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.people.actions.postings import end_posting, post
from lms.people.actions.units import end_unit
from lms.people.actions.users import deactivate, reactivate, set_digital_role
from lms.people.enums import DigitalRole
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.actions.evidence import expire_due
from lms.skills.actions.seats import reseat_some
from lms.skills.models import Holding, Requirement, Seat
from tests import factories as make
from tests.skills.oracle import counted_cells, counted_sums, held_by, place_of, stored_sums
from tests.skills.universe import cells, prove, withdraw

Step = Callable[[], object]
GROUPS = ("pelaksana", "jf-muda")
LEVELS = {("pelaksana", "pengguna"): 2, ("pelaksana", "pengelola"): 3, ("jf-muda", "pengguna"): 1}
bounds = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Town:
    """Three people in two posts of three units, and two skills of which one is required."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.units = [make.unit() for _ in range(3)]
        self.posts = [make.position(post_group=group) for group in GROUPS]
        self.skills = [make.skill(), make.skill()]
        Requirement.objects.all().delete()  # those of a town before this one
        for (group, role), level in LEVELS.items():
            make.requirement(skill=self.skills[0], post_group=group, digital_role=role, level=level)
        self.people = [make.user(digital_role="pengguna") for _ in range(3)]
        self.by = make.user(employment_status="NON_ASN")
        for number, user in enumerate(self.people):
            make.posting(user=user, unit=self.units[number % 2], position=self.posts[0])
        rebuild_coverage()

    def moves(self, who: int, where: int, kind: int) -> None:
        person = self.people[who]
        post(user=person, unit=self.units[where], position=self.posts[kind], on=self.today, by=self.by)

    def leaves(self, who: int) -> None:
        end_posting(user=self.people[who], on=self.today, by=self.by)

    def becomes(self, who: int, role: DigitalRole) -> None:
        self.people[who].refresh_from_db()
        set_digital_role(user=self.people[who], role=role, by=self.by)

    def is_switched(self, who: int, on: bool) -> None:
        self.people[who].refresh_from_db()
        (reactivate if on else deactivate)(user=self.people[who], by=self.by)

    def learns(self, who: int, what: int, level: int, reference: int, start: int, days: int | None) -> None:
        begin = self.today + timedelta(days=start)
        until = None if days is None else begin + timedelta(days=days)
        dates = {"obtained_on": begin, "valid_until": until}
        prove(self.people[who], self.skills[what], level, f"kursus:{reference}", **dates)

    def loses(self, reference: int) -> None:
        withdraw(f"kursus:{reference}")

    def unit_ends(self, which: int) -> None:
        """As an operator does it: everybody moves to the successor, then the unit ends."""
        successor = self.units[(which + 1) % 3]
        for number, person in enumerate(self.people):
            posting = person.posting_on()
            if posting and posting.unit == self.units[which]:
                self.moves(number, (which + 1) % 3, 0)
        end_unit(unit=self.units[which], valid_until=self.today, successor=successor, by=self.by)

    def is_required(self, level: int) -> None:
        """The framework is loaded again with another level."""
        Requirement.objects.filter(post_group="pelaksana").update(level=level)
        rebuild_coverage()

    def sleeps_until(self, days: int) -> None:
        """What the job of the night does on a later day."""
        day = self.today + timedelta(days=days)
        expire_due(day)
        while reseat_some(day):
            pass


who, what, where = st.integers(0, 2), st.integers(0, 1), st.integers(0, 2)
learning = st.tuples(
    st.just("learns"),
    who,
    what,
    st.integers(1, 5),
    st.integers(0, 3),
    st.integers(-2, 1),
    st.none() | st.integers(0, 3),
)
moving = st.tuples(st.just("moves"), who, where, st.integers(0, 1))
changing = st.tuples(st.just("becomes"), who, st.sampled_from(DigitalRole))
anything = st.one_of(
    learning,
    learning,
    moving,
    changing,
    st.tuples(st.just("loses"), st.integers(0, 3)),
    st.tuples(st.just("leaves"), who),
    st.tuples(st.just("is_switched"), who, st.booleans()),
    st.tuples(st.just("unit_ends"), where),
    st.tuples(st.just("is_required"), st.integers(1, 5)),
)


def lived(history: list[tuple]) -> Town:
    town = Town()
    for name, *facts in history:
        partial(getattr(town, name), *facts)()
    return town


class EveryHistory(TestCase):
    @bounds
    @given(st.lists(anything, max_size=9))
    def test_cells_and_sums_are_those_of_a_count_by_hand(self, history: list[tuple]) -> None:
        town = lived(history)

        assert (cells(), stored_sums()) == (counted_cells(town.today), counted_sums(town.today))
        assert list(differences()) == []

    @bounds
    @given(st.lists(anything, max_size=6), st.integers(1, 4))
    def test_they_are_on_every_later_day_too(self, history: list[tuple], days: int) -> None:
        town = lived(history)

        town.sleeps_until(days)

        day = town.today + timedelta(days=days)
        assert (cells(), stored_sums()) == (counted_cells(day), counted_sums(day))

    @bounds
    @given(st.lists(anything, max_size=9))
    def test_seats_and_holdings_are_those_of_a_count_by_hand(self, history: list[tuple]) -> None:
        town = lived(history)

        places = {person.pk: place_of(person, town.today) for person in fresh(town)}
        seated = {pk: row.unit_id for pk, row in places.items() if row}
        assert dict(Seat.objects.values_list("user_id", "unit_id")) == seated
        held = {(person.pk, *pair) for person in town.people for pair in held_by(person, town.today).items()}
        assert set(Holding.objects.values_list("user_id", "skill_id", "level")) == held

    @bounds
    @given(st.lists(st.one_of(learning, moving, changing), max_size=7), st.randoms(use_true_random=False))
    def test_the_order_of_what_is_independent_makes_no_difference(self, history: list[tuple], dice) -> None:
        steps = independent(history)
        before = local_cells(lived(steps))

        dice.shuffle(steps)

        assert local_cells(lived(steps)) == before


def fresh(town: Town) -> list:
    return [type(person).objects.get(pk=person.pk) for person in town.people]


def independent(history: list[tuple]) -> list[tuple]:
    """One move and one change for each person, one proof for each person, skill and reference."""
    first: dict[tuple, tuple] = {}
    for step in history:
        name, person, skill, *_ = step
        first.setdefault((name, person, skill, step[4]) if name == "learns" else (name, person), step)
    return list(first.values())


def local_cells(town: Town) -> dict[tuple, tuple]:
    """The cells of this town, with the places of its units and skills for their keys."""
    units = {unit.pk: number for number, unit in enumerate(town.units)}
    skills = {skill.pk: number for number, skill in enumerate(town.skills)}
    return {
        (units[unit], skills[skill], level, role): counts
        for (unit, skill, level, role), counts in cells().items()
        if unit in units
    }
