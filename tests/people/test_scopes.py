"""Who sees whom and may do what where, in any tree of units: against a walk up the tree by hand (hypothesis)."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.people.enums import Role
from lms.people.models import Posting, Unit, User
from lms.people.permissions import ROLES, Permission
from tests import factories

TODAY = timezone.localdate()
SPANS = {
    "now": {"valid_from": TODAY - timedelta(days=9)},
    "last day": {"valid_from": TODAY - timedelta(days=9), "valid_until": TODAY},
    "first day": {"valid_from": TODAY},
    "over": {"valid_from": TODAY - timedelta(days=9), "valid_until": TODAY - timedelta(days=1)},
    "later": {"valid_from": TODAY + timedelta(days=1)},
}
IN_FORCE = {"now", "last day", "first day"}
STAFF_ROLES = {Role.HR, Role.OPD_HEAD}

place = st.integers(0, 11)
parents = st.lists(st.integers(0, 10), min_size=11, max_size=11)
IDS = [
    1,
    2,
    3,
    11,
    12,
    13,
    21,
    22,
    23,
    111,
    211,
    212,
]  # each begins another, as text does and a place does not
posts = st.lists(st.tuples(place, st.sampled_from(list(SPANS))), min_size=1, max_size=5)
grant = st.tuples(place, st.sampled_from(list(Role)), st.sampled_from(list(SPANS)))
grants = st.lists(grant, max_size=3, unique_by=lambda given: given[:2])
bounds = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def above(unit: Unit) -> set[int]:
    """The unit and everything above it, by its parents alone."""
    found = set()
    here: Unit | None = unit
    while here is not None:
        found.add(here.pk)
        here = here.parent
    return found


class EveryScope(TestCase):
    def town(self, parents, posts, grants) -> None:
        self.units = [factories.city(pk=IDS[0])]
        for number, parent in enumerate(parents):
            place = {"parent": self.units[min(parent, number)], "kind": "bidang"}
            self.units.append(factories.unit(pk=IDS[number + 1], **place))
        self.viewer = factories.user()
        self.people = {}
        for where, span in posts:
            row = factories.posting(unit=self.units[where], **SPANS[span])
            self.people[row.user.pk] = self.units[where] if span in IN_FORCE else None
        self.scopes = []
        for where, role, span in grants:
            factories.grant(self.viewer, role, self.units[where], **SPANS[span])
            if span in IN_FORCE:
                self.scopes.append((role, self.units[where]))

    def holds(self, permission: Permission, unit: Unit) -> bool:
        return any(
            permission in ROLES[role].permissions and scope.pk in above(unit) for role, scope in self.scopes
        )

    def whole_city(self, permission: Permission) -> bool:
        return self.holds(permission, self.units[0])

    @bounds
    @example([0] * 11, [(1, "now"), (11, "now")], [(1, Role.OPD_HEAD, "now")])
    @example(list(range(11)), [(11, "last day"), (3, "over")], [(5, Role.HR, "first day")])
    @given(parents, posts, grants)
    def test_people_and_units_within_reach(self, parents, posts, grants) -> None:
        self.town(parents, posts, grants)

        seen = set(User.objects.visible_to(self.viewer).values_list("pk", flat=True)) - {self.viewer.pk}

        everybody = self.whole_city(Permission.VIEW_STAFF)
        assert seen == {
            pk
            for pk, unit in self.people.items()
            if everybody or (unit is not None and self.holds(Permission.VIEW_STAFF, unit))
        }
        for permission in Permission:
            may = [unit.pk for unit in self.units if self.viewer.may_in(permission, unit)]
            assert may == [unit.pk for unit in self.units if self.holds(permission, unit)]

    @bounds
    @given(parents, posts, place)
    def test_whoever_is_posted_below_a_unit(self, parents, posts, where) -> None:
        self.town(parents, posts, [])
        top = self.units[where]

        found = User.objects.get_queryset().posted_below([top]).values_list("pk", flat=True)

        assert set(found) == {pk for pk, unit in self.people.items() if unit and top.pk in above(unit)}
        assert {unit.pk for unit in Unit.objects.below(top)} == {
            unit.pk for unit in self.units if top.pk in above(unit)
        }

    @bounds
    @given(parents, place, place)
    def test_after_a_move_every_path_leads_up_by_the_parents(self, parents, moved, to) -> None:
        self.town(parents, [(0, "now")], [])
        unit, parent = self.units[moved], self.units[to]
        if moved == 0 or unit.pk in above(parent):
            return

        unit.parent = parent
        unit.save()

        for row in Unit.objects.all():
            assert set(row.path.strip("/").split("/")) == {str(pk) for pk in above(row)}
        assert Posting.objects.count() == 1
