"""What the preview of a reorganisation says is what its day brings, whatever the steps are (hypothesis)."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.people.actions.reorganise import NotPossible, add_step, carry_out, confirm, plan
from lms.people.models import Posting, Reorganisation, ReorganisationStep, Unit
from lms.people.queries.reorganisation import effects
from lms.people.queries.structure import staffed_tree
from tests import factories as make

TODAY = timezone.localdate()
KINDS = ("rename", "move", "merge", "split", "new")
number = st.integers(0, 5)
step = st.tuples(
    st.sampled_from(KINDS), number, number, st.sets(number, max_size=3), st.sets(number, max_size=2)
)
bounds = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class EveryPlan(TestCase):
    """City (0), two OPDs (1, 2), two sections of the first (3, 4), and one below the first of them (5)."""

    def setUp(self) -> None:
        city = make.city()
        self.units = [city, make.unit(parent=city), make.unit(parent=city)]
        self.units += [make.unit(parent=self.units[1], kind="bidang") for _ in range(2)]
        self.units.append(make.unit(parent=self.units[3], kind="bidang"))
        self.people = [make.posting(unit=unit).user for unit in self.units]
        make.posting(user=make.user(), unit=self.units[3], valid_from=TODAY + timedelta(days=9))
        self.by = make.user()

    def facts(self, kind: str, one: int, other: int, units: set[int], people: set[int], count: int) -> dict:
        facts = {"unit": self.units[one], "into": self.units[other], "unit_kind": "opd"}
        facts |= {"name": f"Unit {count}", "code": f"KODE{count}"}
        if kind == "rename":
            return facts | {"into": None}
        if kind == "split":
            facts["units"] = [self.units[which] for which in sorted(units)]
            facts["people"] = [self.people[which] for which in sorted(people)]
        return facts | ({"unit": None} if kind == "new" else {})

    def planned(self, steps: list) -> Reorganisation:
        row = plan(title="Uji", basis="Perda", on=TODAY, by=self.by)
        for count, (kind, *rest) in enumerate(steps):
            facts = self.facts(kind, *rest, count=count)
            if facts["unit"] != facts["into"] or kind == "split":
                add_step(reorganisation=row, kind=kind, by=self.by, **facts)
        return row

    @bounds
    @given(st.lists(step, min_size=1, max_size=4))
    def test_the_day_brings_what_was_shown(self, steps) -> None:
        row, before = self.planned(steps), staffed_tree(TODAY)
        shown = effects(row)
        try:
            confirm(reorganisation=row, by=self.by)
        except NotPossible:
            assert (shown.faulty, staffed_tree(TODAY)) == (True, before)
            return

        carry_out(reorganisation=Reorganisation.objects.get(pk=row.pk))

        after, old = staffed_tree(TODAY).staff_by_opd(), before.staff_by_opd()
        names = {unit.pk: unit.name for unit in Unit.objects.all()}
        told = {change.name: change.after for change in shown.changes}
        assert not shown.faulty
        assert {name: count for key, count in after.items() if (name := names.get(key)) in told} == {
            name: count for name, count in told.items() if count is not None
        }
        assert {key for key in old.keys() | after.keys() if key and old.get(key) != after.get(key)} <= {
            unit.pk for unit in Unit.objects.filter(name__in=told)
        }
        self.nobody_is_lost()

    def nobody_is_lost(self) -> None:
        assert Posting.objects.current(TODAY).values("user").distinct().count() == len(self.people)
        served = set(Unit.objects.current(TODAY).values_list("pk", flat=True))
        assert set(Posting.objects.not_over(TODAY).values_list("unit", flat=True)) <= served
        root = self.units[0].pk
        for unit in Unit.objects.current(TODAY):
            assert staffed_tree(TODAY).is_below(unit.pk, root), unit


class NoCircle(TestCase):
    """A new unit cannot stand below what it takes along."""

    def split(self, below: str) -> ReorganisationStep:
        city = make.city()
        trade = make.unit(parent=city, name="Dinas Perdagangan")
        section = make.unit(parent=trade, kind="bidang", name="Bidang Pasar")
        desk = make.unit(parent=section, kind="bidang", name="Seksi Kios")
        places = {"trade": trade, "section": section, "desk": desk, "city": city}
        row = plan(title="Uji", basis="Perda", on=TODAY, by=make.user())
        facts = {"unit": trade, "into": places[below], "units": [section], "name": "Baru", "code": "B"}
        return add_step(reorganisation=row, kind="split", by=row.created_by, unit_kind="bidang", **facts)

    def test_a_new_unit_below_what_it_takes_along_is_refused(self) -> None:
        faults = [effects(self.split(below).reorganisation).steps[0].fault for below in ("section", "desk")]

        assert faults == [f"{name} berada di dalam Bidang Pasar." for name in ("Bidang Pasar", "Seksi Kios")]

    def test_a_new_unit_beside_or_below_the_old_one_is_not(self) -> None:
        assert [effects(self.split(below).reorganisation).faulty for below in ("city", "trade")] == [
            False
        ] * 2
