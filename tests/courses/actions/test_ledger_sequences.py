"""The JP ledger after any course of events is the ledger counted anew from its rows (hypothesis; invariant I10)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.actions.credits import credit_jp, planned
from courses.actions.other_trainings import TrainingRefused, approve, refuse, take_back, withdraw
from courses.enums import TrainingState
from courses.jp import recognised_in_turn
from courses.models import ActivityProgress, CreditEntry, OtherTraining
from tests import factories

START = date(2026, 5, 27)
FORMS = ("C3", "C1", "B6", "B3", "C9")
act = st.one_of(
    st.tuples(
        st.just("hand in"),
        st.sampled_from(FORMS),
        st.integers(1, 3),
        st.integers(0, 8),
        st.integers(0, 3),
        st.booleans(),
    ),
    st.tuples(st.sampled_from(["approve", "refuse", "withdraw", "take back"]), st.integers(0, 5)),
    st.tuples(st.just("finish"), st.integers(0, 6), st.integers(1, 5)),
)


class EveryLedger(TestCase):
    def setUp(self) -> None:
        self.person, self.hr = factories.user(), factories.user()
        self.other = factories.user()
        self.trainings: list[OtherTraining] = []

    def hand_in(self, form: str, quantity: int, after: int, length: int, abroad: bool) -> None:
        first = START + timedelta(days=after)
        days = {"starts_on": first, "ends_on": first + timedelta(days=length)}
        facts = {"form": form, "quantity": quantity, "abroad": abroad}
        self.trainings.append(factories.other_training(user=self.person, **facts, **days))

    def finish(self, after: int, jp: int) -> None:
        course = factories.course(jp=jp)
        page = factories.lesson(factories.module(course), minutes=10)
        row = factories.finished(user=self.person, course=course)
        at = datetime(START.year, START.month, START.day, 3, tzinfo=UTC) + timedelta(days=after)
        ActivityProgress.objects.create(enrolment=row, activity=page, completed_at=at)
        credit_jp(enrolment=row)

    def decide(self, name: str, which: int) -> None:
        if not self.trainings:
            return
        training = self.trainings[which % len(self.trainings)]
        before = OtherTraining.objects.get(pk=training.pk).state
        fits = before == (TrainingState.APPROVED if name == "withdraw" else TrainingState.WAITING)
        acts = {
            "approve": lambda: approve(training=training, by=self.hr),
            "refuse": lambda: refuse(training=training, reason="Alasan", by=self.hr),
            "withdraw": lambda: withdraw(training=training, reason="Alasan", by=self.hr),
            "take back": lambda: take_back(training=training),
        }
        promised = planned(OtherTraining.objects.get(pk=training.pk)) if fits and name == "approve" else None
        try:
            given_jp = acts[name]()
        except TrainingRefused:
            assert not fits
            return
        assert fits
        if promised is not None:
            assert given_jp == sum(entry.recognised_jp for entry in promised)

    def recounted(self) -> dict[int, int]:
        found = {}
        for form in FORMS:
            rows = list(CreditEntry.objects.filter(user=self.person, form=form).order_by("pk"))
            counts = recognised_in_turn(row.earned for row in rows)
            found |= {row.pk: count for row, count in zip(rows, counts, strict=True)}
        return found

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @example(
        [
            ("hand in", "B6", 1, 0, 0, False),
            ("hand in", "B6", 1, 0, 0, False),
            ("approve", 0),
            ("approve", 1),
            ("withdraw", 0),
        ]
    )
    @given(st.lists(act, min_size=2, max_size=9))
    def test_it_always_agrees_with_a_recount(self, acts) -> None:
        self.trainings = []
        for name, *rest in acts:
            if name == "hand in":
                self.hand_in(*rest)
            elif name == "finish":
                self.finish(*rest)
            else:
                self.decide(name, *rest)

        entries = CreditEntry.objects.filter(user=self.person)
        stored = dict(entries.values_list("pk", "recognised_jp"))
        assert stored == self.recounted()
        approved = {one.pk for one in OtherTraining.objects.filter(state=TrainingState.APPROVED)}
        assert set(entries.exclude(training=None).values_list("training", flat=True)) == approved
        days: Counter[date] = Counter()
        for row in entries.filter(form="C3"):
            days[row.day] += row.recognised_jp
        assert max(days.values(), default=0) <= 4
        assert not CreditEntry.objects.filter(user=self.other).exists()
