"""Whatever happens, and in whatever order: the cells are those of a rebuild (hypothesis)."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lms.people.models import Posting
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.actions.evidence import expire_due
from lms.skills.actions.seats import reseat, reseat_some
from lms.skills.models import Evidence, Requirement
from tests import factories as make
from tests.skills.universe import cells, change, prove, withdraw

TODAY = timezone.localdate()
person = st.integers(0, 2)
place = st.integers(0, 2)
which_skill = st.integers(0, 1)
GROUPS = ("pelaksana", "jf-muda", "jpt")


class City(RuleBasedStateMachine):
    """Three people, three units, three kinds of posts, two skills, and days that pass."""

    def __init__(self) -> None:
        super().__init__()
        for model in (Evidence, Posting, Requirement):  # what an earlier example left behind
            model.objects.all().delete()
        self.day = TODAY
        self.skills = [make.skill(), make.skill()]
        self.units = [make.unit() for _ in range(3)]
        self.posts = [make.position(post_group=group) for group in GROUPS]
        self.people = [make.user(digital_role="pengguna") for _ in range(3)]
        for level, (post_group, skill) in enumerate(
            zip(GROUPS, [*self.skills, self.skills[0]], strict=True), 1
        ):
            for role in ("pengguna", "pengelola"):
                make.requirement(post_group=post_group, skill=skill, level=level, digital_role=role)
        rebuild_coverage()

    @rule(who=person, where=place, post=place)
    def posted(self, who: int, where: int, post: int) -> None:
        Posting.objects.filter(user=self.people[who]).delete()
        facts = {"unit": self.units[where], "position": self.posts[post]}
        make.posting(user=self.people[who], valid_from=self.day, **facts)
        reseat([self.people[who].pk], self.day)

    @rule(who=person, days=st.integers(0, 2))
    def leaves(self, who: int, days: int) -> None:
        open_one = Posting.objects.filter(user=self.people[who], valid_until=None)
        open_one.update(valid_until=self.day + timedelta(days=days))
        reseat([self.people[who].pk], self.day)

    @rule(who=person, role=st.sampled_from(["pengguna", "pengelola", "lainnya"]), active=st.booleans())
    def changes(self, who: int, role: str, active: bool) -> None:
        change(self.people[who], digital_role=role, is_active=active)
        reseat([self.people[who].pk], self.day)

    @rule(
        who=person,
        what=which_skill,
        level=st.integers(1, 5),
        start=st.integers(-2, 1),
        days=st.integers(0, 3),
    )
    def proves(self, who: int, what: int, level: int, start: int, days: int) -> None:
        begin = self.day + timedelta(days=start)
        dates = {"obtained_on": begin, "valid_until": begin + timedelta(days=days), "on": self.day}
        reference = f"kursus:{Evidence.objects.count() % 4}"
        prove(self.people[who], self.skills[what], level, reference, **dates)

    @rule(number=st.integers(0, 3))
    def withdrawn(self, number: int) -> None:
        withdraw(f"kursus:{number}", on=self.day)

    @rule()
    def day_passes(self) -> None:
        self.day += timedelta(days=1)
        expire_due(self.day)
        while reseat_some(self.day):
            pass

    @invariant()
    def cells_are_those_of_a_rebuild(self) -> None:
        shifted = cells()
        found = list(differences(self.day))
        rebuild_coverage(self.day)
        assert (found, shifted) == ([], cells())


class EveryOrder(TestCase):
    def test_any_order_of_events_gives_the_cells_of_a_rebuild(self) -> None:
        bounds = settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        run_state_machine_as_test(City, settings=bounds)
