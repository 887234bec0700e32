"""Whatever is done to the tree of units, nobody is lost, and the cells are those of a count by hand (hypothesis)."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.people.actions.reorganise import NotPossible, add_step, carry_out, confirm, plan
from lms.people.models import Posting, Reorganisation, Unit
from lms.people.queries.structure import staffed_tree
from lms.skills.actions.coverage import rebuild_coverage
from tests import factories as make
from tests.skills.oracle import counted_cells, counted_sums, stored_sums
from tests.skills.universe import cells, prove

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
number = st.integers(0, 3)
steps = st.lists(st.tuples(st.sampled_from(["merge", "move", "split", "rename"]), number, number), max_size=4)


class EveryNewOrder(TestCase):
    def setUp(self) -> None:
        self.root = make.city()
        self.units = [make.unit(parent=self.root) for _ in range(2)]
        self.units += [make.unit(parent=self.units[0], kind="bidang") for _ in range(2)]
        skill = make.skill()
        make.requirement(skill=skill, level=2)
        self.people = [make.posting(unit=unit).user for unit in self.units for _ in range(2)]
        for person, level in zip(self.people[::2], (1, 2, 3, 4), strict=True):
            prove(person, skill, level)
        rebuild_coverage()
        self.before = staffed_tree(YESTERDAY)

    def reorganise(self, wanted: list[tuple[str, int, int]]) -> None:
        row = plan(title="Uji", basis="Perda", on=TODAY, by=self.people[0])
        for count, (kind, one, other) in enumerate(wanted):
            facts = {"unit": self.units[one], "into": self.units[other], "name": f"Unit {count}"}
            if kind == "split":
                facts |= {"into": self.root, "code": f"{kind}{count}", "people": [self.people[2 * one]]}
            if kind == "rename":
                facts["into"] = None
            if facts["into"] != facts["unit"]:
                add_step(reorganisation=row, kind=kind, by=self.people[0], unit_kind="opd", **facts)
        try:
            confirm(reorganisation=row, by=self.people[0])
        except NotPossible:
            return
        carry_out(reorganisation=Reorganisation.objects.get(pk=row.pk))

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(steps)
    def test_cells_staff_and_yesterday_stay_true(self, wanted: list[tuple[str, int, int]]) -> None:
        self.reorganise(wanted)

        assert (cells(), stored_sums()) == (counted_cells(TODAY), counted_sums(TODAY))
        assert Posting.objects.current(TODAY).values("user").distinct().count() == len(self.people)
        assert staffed_tree(YESTERDAY) == self.before
        for unit in Unit.objects.current(TODAY).exclude(parent=None):
            assert unit.path == f"{unit.parent.path}{unit.pk}/"
