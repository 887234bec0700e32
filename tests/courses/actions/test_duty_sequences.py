"""Duties, moves and exemptions in any order: after the nights everybody has the dates that hold (hypothesis)."""

from datetime import datetime, timedelta

from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.actions.duties import follow_staff, followed
from courses.actions.enrolments import enrol, leave
from courses.actions.mandates import apply_batch, create_mandate, end_exemption, exempt, withdraw_mandate
from courses.actions.progress import finish_lesson, open_activity
from courses.enums import MandateState
from courses.models import CoursePage, Enrolment, Exemption, Mandate
from courses.queries.audience import Audience
from lms.core.dates import last_minute
from lms.people.actions.postings import end_posting, post
from lms.people.actions.users import deactivate, reactivate
from lms.people.models import User
from tests import factories

TODAY = timezone.localdate()
person, course, unit = st.integers(0, 2), st.integers(0, 1), st.integers(0, 2)
act = st.one_of(
    st.tuples(st.just("assigned"), course, unit, st.sampled_from([10, 20, 30])),
    st.tuples(st.just("taken_back"), st.integers(0, 3)),
    st.tuples(st.just("moves"), person, unit),
    st.tuples(st.sampled_from(["leaves_post", "closed", "opened"]), person),
    st.tuples(st.sampled_from(["joins", "leaves", "begins", "finishes"]), person, course),
    st.tuples(st.sampled_from(["exempted", "no_longer_exempt"]), person, st.integers(0, 3)),
    st.tuples(st.just("night")),
)


class EveryTown(TestCase):
    """Unit 0 stands above 1; 2 stands alone. Two courses of one lesson, three people, all posted in 1."""

    def setUp(self) -> None:
        top = factories.unit()
        self.units = [top, factories.unit(parent=top, kind="bidang"), factories.unit()]
        self.courses = [factories.course() for _ in range(2)]
        self.lessons = [factories.lesson(factories.module(page)) for page in self.courses]
        self.position, self.hr = factories.position(), factories.user()
        self.people = [factories.posting(unit=self.units[1], position=self.position).user for _ in range(3)]
        self.done: dict[tuple[int, int], datetime] = {}

    def enrolment(self, who: int, what: int) -> Enrolment | None:
        rows = Enrolment.objects.kept().filter(user=self.people[who], course=self.courses[what])
        return rows.order_by("-cycle").first()

    def mandate(self, which: int) -> Mandate | None:
        rows = list(Mandate.objects.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def assigned(self, what: int, where: int, days: int) -> None:
        due = last_minute(TODAY + timedelta(days=days))
        audience = Audience(self.units[where])
        made = create_mandate(course=self.courses[what], audience=audience, due_at=due, by=self.hr)
        last = 0
        while True:
            last, _count = apply_batch(mandate=made, after=last)
            if not last:
                return

    def taken_back(self, which: int) -> None:
        if mandate := self.mandate(which):
            withdraw_mandate(mandate=mandate, by=self.hr)

    def moves(self, who: int, where: int) -> None:
        user = User.objects.get(pk=self.people[who].pk)
        if user.is_active:
            post(user=user, unit=self.units[where], position=self.position, on=TODAY, by=self.hr)

    def leaves_post(self, who: int) -> None:
        end_posting(user=self.people[who], on=TODAY, by=self.hr)

    def closed(self, who: int) -> None:
        deactivate(user=User.objects.get(pk=self.people[who].pk), by=self.hr)

    def opened(self, who: int) -> None:
        reactivate(user=User.objects.get(pk=self.people[who].pk), by=self.hr)

    def joins(self, who: int, what: int) -> None:
        enrol(user=self.people[who], course=self.courses[what], by=self.people[who])

    def leaves(self, who: int, what: int) -> None:
        if row := self.enrolment(who, what):
            leave(enrolment=row, by=self.people[who])

    def begins(self, who: int, what: int) -> None:
        if row := self.enrolment(who, what):
            open_activity(enrolment=row, activity_id=self.lessons[what].pk, now=timezone.now())

    def finishes(self, who: int, what: int) -> None:
        if row := self.enrolment(who, what):
            finish_lesson(enrolment=row, lesson=self.lessons[what], now=timezone.now())
            self.done.setdefault((who, what), Enrolment.objects.get(pk=row.pk).completed_at)

    def exempted(self, who: int, which: int) -> None:
        if mandate := self.mandate(which):
            exempt(mandate=mandate, user=self.people[who], reason="Cuti", until=None, by=self.hr)

    def no_longer_exempt(self, who: int, which: int) -> None:
        for row in Exemption.objects.filter(user=self.people[who], mandate=self.mandate(which)):
            end_exemption(exemption=row, by=self.hr)

    def night(self) -> int:
        changed = 0
        for mandate in list(followed(timezone.now())):
            while count := follow_staff(mandate=mandate):
                changed += count
        return changed

    def due(self, who: int, page: CoursePage) -> datetime | None:
        """By hand: the earliest date of a running duty that means this person."""
        user = User.objects.get(pk=self.people[who].pk)
        now = user.posting_on()
        if not user.is_active or now is None:
            return None
        exempt_from = set(Exemption.objects.filter(user=user).values_list("mandate", flat=True))
        rows = Mandate.objects.filter(course=page, state=MandateState.ACTIVE).exclude(pk__in=exempt_from)
        dates = [row.due_at for row in rows if now.unit.path.startswith(row.unit.path)]
        return min(dates, default=None)

    def check(self) -> None:
        for who, user in enumerate(self.people):
            for what, page in enumerate(self.courses):
                rows = Enrolment.objects.filter(user=user, course=page)
                running = rows.open().first()
                if (who, what) in self.done:
                    assert (running, rows.get().completed_at) == (None, self.done[who, what])
                elif due := self.due(who, page):
                    assert running is not None
                    assert (running.due_at, running.mandate_id is not None) == (due, True)
                else:
                    assert running is None or (running.due_at, running.mandate_id) == (None, None)

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @example([("assigned", 0, 1, 30), ("assigned", 0, 0, 10)])
    @given(st.lists(act, min_size=2, max_size=10))
    def test_dates_are_those_of_the_duties_that_run(self, acts) -> None:
        self.done = {}
        for name, *rest in acts:
            getattr(self, name)(*rest)

        self.night()
        self.night()

        self.check()
        assert self.night() == 0
