"""Tests count, pre-tests measure, placement tests credit: what each does to course, skills, duties and paths."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.actions.attempts import start, submit
from assessments.models import Attempt
from assessments.queries.gain import FEWEST, gains, last_test
from courses.actions.duties import follow_staff
from courses.actions.mandates import apply_batch, create_mandate
from courses.actions.progress import complete_activity
from courses.enums import Purpose
from courses.models import CreditEntry, Enrolment
from courses.queries.audience import Audience
from courses.queries.outline import outline_of
from courses.queries.paths import standings
from courses.queries.progress import standing
from courses.walking import StepState
from lms.core.dates import add_months
from lms.core.models import Notice
from lms.skills.models import Evidence, Holding
from tests import factories
from tests.assessments.conftest import build_stage
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


def sit(stage, *, right: bool, quiz=None, enrolment=None, now=None):
    """One whole attempt: all answers right, or none given."""
    now = now or timezone.now()
    quiz, enrolment = quiz or stage.quiz, enrolment or stage.enrolment
    attempt = start(enrolment=enrolment, quiz=quiz, by=enrolment.user, now=now)
    if right:
        for slot in attempt.slots.all():
            stage.save(attempt, slot.position, 1, ["a"] if slot.version.kind == "multiple" else "a", now=now)
    return submit(attempt=attempt, by=enrolment.user, now=now)


def staged(purpose, **rules):
    stage = build_stage(purpose=purpose, **rules)
    factories.lesson(stage.module)
    return stage


def test_only_tests_are_asked_for_to_pass_the_course():
    stage = staged(Purpose.BEFORE)
    placement = factories.quiz(stage.module, purpose=Purpose.PLACEMENT)
    final = factories.quiz(stage.module)

    outline = outline_of(stage.course)

    required = {item.pk for item in outline.required}
    assert {stage.quiz.pk, placement.pk}.isdisjoint(required)
    assert final.pk in required
    assert {item.pk for item in outline.activities} > {stage.quiz.pk, placement.pk}


@pytest.mark.parametrize("right", [True, False])
def test_a_pretest_is_done_whatever_came_out(right):
    stage = staged(Purpose.BEFORE)

    sit(stage, right=right)

    assert stage.enrolment.progress.get(activity=stage.quiz.pk).completed_at
    assert not Evidence.objects.exists()


def test_a_course_with_a_pretest_is_finished_without_it():
    stage = staged(Purpose.BEFORE)
    lesson = next(item for item in outline_of(stage.course).activities if item.kind.name == "lesson")

    assert complete_activity(enrolment=stage.enrolment, activity_id=lesson.pk)


def test_a_pretest_alone_finishes_nothing():
    stage = build_stage(purpose=Purpose.BEFORE)

    sit(stage, right=True)

    stage.enrolment.refresh_from_db()
    assert stage.enrolment.state == "active"


def test_the_pretest_is_suggested_first_and_not_any_more_later():
    stage = staged(Purpose.BEFORE)
    outline = outline_of(stage.course)
    lesson = next(item for item in outline.activities if item.kind.name == "lesson")
    other = factories.lesson(stage.module)
    outline = outline_of(stage.course)

    fresh = standing(stage.enrolment, outline, [])
    complete_activity(enrolment=stage.enrolment, activity_id=lesson.pk)
    begun = standing(stage.enrolment, outline, list(stage.enrolment.progress.all()))

    assert (fresh.resume.pk, begun.resume.pk) == (stage.quiz.pk, other.pk)


def test_the_result_of_a_pretest_judges_nobody():
    stage = staged(Purpose.BEFORE)
    attempt = sit(stage, right=False)
    browser = signed_in(stage.learner)

    result = browser.get(f"/kuis/{attempt.pk}/hasil/").content.decode()
    page = browser.get(f"/belajar/{stage.course.pk}/kuis/{stage.quiz.pk}/").content.decode()

    assert "Pra-uji selesai" in result
    assert "belum lulus" not in (result + page).lower()
    assert "tidak menentukan kelulusan" in page


@pytest.fixture
def placement():
    stage = staged(Purpose.PLACEMENT, attempts_allowed=2)
    stage.course.certificate_valid_months = 24
    stage.course.save()
    factories.course_skill(stage.course, level=3)
    return stage


def test_a_passed_placement_test_proves_what_the_course_teaches(placement):
    now = timezone.now()

    sit(placement, right=True, now=now)

    proof = Evidence.objects.get()
    day = timezone.localtime(now).date()
    assert (proof.user, proof.level, proof.source) == (placement.learner, 3, "placement")
    assert (proof.obtained_on, proof.valid_until) == (day, add_months(day, 24))
    assert Holding.objects.get().level == 3
    assert Notice.objects.filter(recipient=placement.learner, event__startswith="placement:").count() == 1


def test_it_gives_no_hours_no_certificate_and_no_finished_course(placement):
    sit(placement, right=True)

    placement.enrolment.refresh_from_db()
    assert placement.enrolment.state == "active"
    assert not CreditEntry.objects.exists()
    assert not placement.learner.certificates.exists()


def test_a_failed_one_proves_nothing(placement):
    sit(placement, right=False)

    assert not Evidence.objects.exists()
    assert not placement.enrolment.progress.exclude(completed_at=None).exists()


def test_passing_it_twice_keeps_both_proofs_and_one_level(placement):
    sit(placement, right=True)
    sit(placement, right=True)

    assert Evidence.objects.count() == 2
    assert Holding.objects.count() == 1


def given(stage, **terms):
    unit = factories.unit()
    factories.posting(unit=unit, user=stage.learner)
    due = timezone.now() + timedelta(days=30)
    made = create_mandate(
        course=stage.course, audience=Audience(unit), due_at=due, by=factories.user(), **terms
    )
    apply_batch(mandate=made, after=0)
    apply_batch(mandate=made, after=10**9)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("yearly", [True, False])
def test_it_fulfils_a_duty_and_the_night_does_not_bring_it_back(placement, yearly):
    mandate = given(placement, yearly=yearly)
    row = Enrolment.objects.get(mandate=mandate)

    sit(placement, right=True, enrolment=row)

    assert not mandate.enrolments.exists()
    assert follow_staff(mandate=mandate) == 0
    assert not mandate.enrolments.exists()


def test_a_duty_given_later_passes_over_who_passed_it(placement):
    sit(placement, right=True)

    mandate = given(placement)

    assert not mandate.enrolments.exists()


def test_a_proof_that_was_taken_back_does_not_fulfil_a_duty(placement):
    sit(placement, right=True)
    Evidence.objects.update(withdrawn_at=timezone.now())

    mandate = given(placement)

    assert mandate.enrolments.count() == 1


def test_the_placement_test_of_another_course_fulfils_nothing(placement):
    other = staged(Purpose.PLACEMENT)
    factories.course_skill(other.course)
    enrolment = factories.enrolment(user=placement.learner, course=other.course)
    sit(other, right=True, enrolment=enrolment)

    mandate = given(placement)

    assert mandate.enrolments.count() == 1


def test_a_step_of_a_path_is_credited_with_it(placement):
    path = factories.step(course=placement.course).path
    sit(placement, right=True)

    (only,) = standings([path], placement.learner)[0].steps

    assert only.state == StepState.CREDITED


def test_a_course_that_teaches_no_skill_credits_none():
    stage = staged(Purpose.PLACEMENT)

    sit(stage, right=True)

    assert not Evidence.objects.exists()


@pytest.fixture
def pair():
    """A pre-test, and a final test of the same course."""
    stage = staged(Purpose.BEFORE)
    final = factories.quiz(stage.module)
    factories.quiz_section(final, bank=stage.bank, count=2)
    return stage, final


def percents(stage, final, *pairs):
    """Learners with these results before and after; None where a test was not taken."""
    for results in pairs:
        enrolment = factories.enrolment(course=stage.course)
        for quiz, percent in zip((stage.quiz, final), results, strict=True):
            for number, value in enumerate(percent if isinstance(percent, list) else [percent], start=1):
                if value is not None:
                    graded(enrolment, quiz, number, value)


def graded(enrolment, quiz, number, percent):
    now = timezone.now()
    Attempt.objects.create(
        enrolment=enrolment,
        user=enrolment.user,
        quiz=quiz,
        number=number,
        seed=1,
        state="submitted",
        submitted_at=now,
        pass_percent=70,
        percent=Decimal(percent),
        passed=percent >= 70,
    )


def gain_of(stage):
    return gains({stage.course.pk: outline_of(stage.course)}).get(stage.course.pk)


def test_the_gain_is_that_of_the_same_people(pair):
    stage, final = pair
    percents(stage, final, *[(40, 80)] * 3, *[(20, 70)] * 2, (100, None), (None, 10))

    gain = gain_of(stage)

    assert (gain.people, gain.before, gain.after) == (5, 32, 76)
    assert gain.normalised == pytest.approx(44 / 68)


def test_the_first_try_before_and_the_best_after_count(pair):
    stage, final = pair
    percents(stage, final, *[([30, 90], [50, 80, 60])] * FEWEST)

    gain = gain_of(stage)

    assert (gain.before, gain.after) == (30, 80)


def test_of_few_people_nothing_is_said(pair):
    stage, final = pair
    percents(stage, final, *[(40, 80)] * (FEWEST - 1))

    assert gain_of(stage) is None


def test_who_knew_everything_before_gains_nothing_that_can_be_normalised(pair):
    stage, final = pair
    percents(stage, final, *[(100, 100)] * FEWEST)

    assert gain_of(stage).normalised is None


def test_without_a_pretest_nothing_is_asked(django_assert_num_queries):
    stage = staged(Purpose.TEST)
    outline = outline_of(stage.course)

    with django_assert_num_queries(0):
        assert gains({stage.course.pk: outline}) == {}


def test_the_last_test_that_counts_is_the_final_one(pair):
    stage, final = pair
    factories.quiz(stage.module, purpose=Purpose.PLACEMENT)

    assert last_test(outline_of(stage.course)) == final.pk


def test_the_lecturer_reads_the_gain_at_home(pair):
    stage, final = pair
    percents(stage, final, *[(40, 80)] * FEWEST)
    city = factories.city()
    factories.grant(stage.learner, "lecturer", city)
    stage.course.lecturers.add(stage.learner)
    stage.course.save()

    page = signed_in(stage.learner).get("/").content.decode()

    assert "Hasil belajar naik dari 40 % di pra-uji ke 80 % di ujian akhir (5 peserta)" in page.replace(
        "\xa0", " "
    )
