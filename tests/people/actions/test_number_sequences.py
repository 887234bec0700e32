"""However numbers change hands, none ever stands for two people, and each leads to the person it is of (hypothesis)."""

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.people.actions.anonymise import anonymise
from lms.people.actions.numbers import change_nip
from lms.people.actions.users import deactivate
from lms.people.models import FormerNumber, User
from lms.people.sheets.sample import sample_nip
from tests import factories

NUMBERS = [sample_nip(serial) for serial in range(5)]
who = st.integers(0, 2)
act = st.one_of(
    st.tuples(st.just("change"), who, st.integers(0, 4)),
    st.tuples(st.just("forget"), who, st.just(0)),
)


class EverySequence(TestCase):
    def begin(self) -> None:
        User.objects.get_queryset().delete()
        self.people = [
            factories.user(nip=NUMBERS[0], username=NUMBERS[0]),
            factories.user(nip=NUMBERS[1], username="nama-sendiri"),
            factories.user(nip=None),
        ]
        self.names = [person.username for person in self.people]
        self.had: list[set[str]] = [{NUMBERS[0]}, {NUMBERS[1]}, set()]
        self.now: list[str | None] = [NUMBERS[0], NUMBERS[1], None]
        self.gone: set[int] = set()

    def change(self, person: int, number: int) -> None:
        nip = NUMBERS[number]
        free = all(nip not in had for other, had in enumerate(self.had) if other != person)
        if person in self.gone:
            return
        try:
            change_nip(user=User.objects.get(pk=self.people[person].pk), nip=nip, by=None)
        except ValidationError:
            assert not free
            return
        assert free or self.now[person] == nip
        self.names[person] = nip if self.names[person] == self.now[person] else self.names[person]
        self.now[person] = nip
        self.had[person].add(nip)

    def forget(self, person: int, _number: int) -> None:
        if person in self.gone:
            return
        user = User.objects.get(pk=self.people[person].pk)
        deactivate(user=user, by=None)
        anonymise(user=user, reason="Permintaan", by=None)
        self.gone.add(person)
        self.now[person], self.had[person], self.names[person] = None, set(), f"anonim-{user.pk}"

    def check(self) -> None:
        for person, row in enumerate(self.people):
            user = User.objects.get(pk=row.pk)
            former = set(FormerNumber.objects.filter(user=user).values_list("nip", flat=True))
            assert (user.nip, user.username) == (self.now[person], self.names[person])
            assert former == self.had[person] - {self.now[person]}
        numbers = [*User.objects.exclude(nip=None).values_list("nip", flat=True)]
        numbers += FormerNumber.objects.values_list("nip", flat=True)
        assert len(numbers) == len(set(numbers))

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @example([("change", 0, 2), ("change", 1, 0)])
    @given(st.lists(act, max_size=8))
    def test_no_number_stands_for_two(self, acts) -> None:
        self.begin()
        for name, person, number in acts:
            getattr(self, name)(person, number)
            self.check()
