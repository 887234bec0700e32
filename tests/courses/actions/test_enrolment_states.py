"""What each act does in each state of an enrolment: one table, and every cell of it tried."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.actions.cycles import renew
from courses.actions.enrolments import EnrolmentRefused, enrol, leave
from courses.actions.mandates import enrol_into, exempt, withdraw_mandate
from courses.actions.progress import complete_if_due, finish_lesson
from courses.models import Enrolment
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DUE, LONG_AGO = NOW + timedelta(days=30), NOW - timedelta(days=4 * 365)
ABSENT, SELF, DUTY, DUTY_BEGUN = "absent", "self", "duty", "duty begun"
LEFT, DONE, DONE_LONG_AGO = "left", "done", "done long ago"


class Scene:
    """One person and one course of one lesson whose proof lasts three years; a duty of the person's unit."""

    def __init__(self, start: str) -> None:
        self.unit = factories.unit()
        self.user = factories.posting(unit=self.unit).user
        self.course = factories.course(certificate_valid_months=36)
        self.lesson = factories.lesson(factories.module(self.course))
        self.mandate = factories.mandate(course=self.course, unit=self.unit, due_at=DUE, state="active")
        self.begin(start)

    def begin(self, start: str) -> None:
        facts = {"user": self.user, "course": self.course}
        if start == SELF:
            factories.enrolment(**facts)
        elif start in {DUTY, DUTY_BEGUN}:
            seen = NOW if start == DUTY_BEGUN else None
            given = {"mandate": self.mandate, "due_at": DUE, "source": "mandate", "last_seen_at": seen}
            factories.enrolment(**facts, **given)
        elif start == LEFT:
            factories.enrolment(**facts, state="cancelled")
        elif start in {DONE, DONE_LONG_AGO}:
            at = NOW - timedelta(days=5) if start == DONE else LONG_AGO
            factories.finished(**facts, enrolled_at=at, completed_at=at)

    @property
    def row(self) -> Enrolment:
        return Enrolment.objects.filter(user=self.user).latest("cycle")

    def joins(self) -> None:
        enrol(user=self.user, course=self.course, by=self.user)

    def leaves(self) -> None:
        if Enrolment.objects.filter(user=self.user).exists():
            leave(enrolment=self.row, by=self.user)

    def renews(self) -> None:
        renew(user=self.user, course=self.course, by=self.user)

    def given(self) -> None:
        enrol_into(self.mandate, [self.user.pk])

    def taken_back(self) -> None:
        withdraw_mandate(mandate=self.mandate, by=self.user)

    def exempted(self) -> None:
        exempt(mandate=self.mandate, user=self.user, reason="Cuti", until=None, by=factories.user())

    def finishes(self) -> None:
        if row := Enrolment.objects.filter(user=self.user).order_by("-cycle").first():
            finish_lesson(enrolment=row, lesson=self.lesson, now=NOW)

    def state(self) -> list[tuple[int, str, bool, bool]]:
        """Of every cycle: its number, its state, whether a duty stands behind it, and whether it is due."""
        rows = Enrolment.objects.filter(user=self.user).order_by("cycle")
        return [(row.cycle, row.state, row.mandate_id is not None, row.due_at is not None) for row in rows]


OPEN, FREE = (1, "active", True, True), (1, "active", False, False)
OVER, OVER_DUTY, GONE = (
    (1, "completed", False, False),
    (1, "completed", True, True),
    (1, "cancelled", False, False),
)
NEXT, NEXT_DUTY = (2, "active", False, False), (2, "active", True, True)
REFUSED = "refused"
TABLE = {
    (ABSENT, "joins"): [FREE],
    (ABSENT, "leaves"): [],
    (ABSENT, "renews"): REFUSED,
    (ABSENT, "given"): [OPEN],
    (ABSENT, "taken_back"): [],
    (ABSENT, "exempted"): [],
    (ABSENT, "finishes"): [],
    (SELF, "joins"): [FREE],
    (SELF, "leaves"): [GONE],
    (SELF, "renews"): [FREE],
    (SELF, "given"): [OPEN],
    (SELF, "taken_back"): [FREE],
    (SELF, "exempted"): [FREE],
    (SELF, "finishes"): [OVER],
    (DUTY, "joins"): [OPEN],
    (DUTY, "leaves"): [OPEN],
    (DUTY, "renews"): [OPEN],
    (DUTY, "given"): [OPEN],
    (DUTY, "taken_back"): [FREE],
    (DUTY, "exempted"): [GONE],
    (DUTY, "finishes"): [OVER_DUTY],
    (DUTY_BEGUN, "leaves"): [OPEN],
    (DUTY_BEGUN, "taken_back"): [FREE],
    (DUTY_BEGUN, "exempted"): [FREE],
    (LEFT, "joins"): [FREE],
    (LEFT, "leaves"): [GONE],
    (LEFT, "renews"): REFUSED,
    (LEFT, "given"): [OPEN],
    (LEFT, "taken_back"): [GONE],
    (LEFT, "exempted"): [GONE],
    (LEFT, "finishes"): [GONE],
    (DONE, "joins"): [OVER],
    (DONE, "leaves"): [OVER],
    (DONE, "renews"): REFUSED,
    (DONE, "given"): [OVER],
    (DONE, "taken_back"): [OVER],
    (DONE, "exempted"): [OVER],
    (DONE, "finishes"): [OVER],
    (DONE_LONG_AGO, "joins"): [OVER],
    (DONE_LONG_AGO, "renews"): [OVER, NEXT],
    (DONE_LONG_AGO, "given"): [OVER, NEXT_DUTY],
    (DONE_LONG_AGO, "taken_back"): [OVER],
}


@pytest.mark.parametrize(("start", "act"), TABLE)
def test_each_act_in_each_state(start, act):
    scene = Scene(start)
    before = scene.state()

    try:
        getattr(scene, act)()
    except EnrolmentRefused:
        assert (TABLE[start, act], scene.state()) == (REFUSED, before)
        return

    assert scene.state() == TABLE[start, act]
    getattr(scene, act)()
    assert scene.state() == TABLE[start, act], "a second time"


def test_a_finished_cycle_is_never_completed_again_by_its_lessons():
    scene = Scene(DONE_LONG_AGO)
    before = scene.row.completed_at

    assert complete_if_due(enrolment=scene.row, now=NOW) is False
    assert scene.row.completed_at == before


@pytest.mark.parametrize(("days", "renewable"), [(1004, False), (1006, True), (2000, True)])
def test_a_course_may_be_renewed_from_ninety_days_before_its_proof_ends(days, renewable):
    """36 months are 1,095 or 1,096 days: 1,005 or 1,006 of them must have passed."""
    scene = Scene(ABSENT)
    at = NOW - timedelta(days=days)
    factories.finished(user=scene.user, course=scene.course, completed_at=at)

    try:
        scene.renews()
    except EnrolmentRefused:
        assert not renewable
    else:
        assert (renewable, scene.row.cycle) == (True, 2)
