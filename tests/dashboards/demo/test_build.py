"""The city is built once for this file (some seconds); its tests only look."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from assessments.models import Attempt
from certificates.models import Certificate
from courses.enums import EnrolmentState
from courses.jp import recognised_in_turn
from courses.models import (
    CoursePage,
    CreditEntry,
    Enrolment,
    LearningPath,
    LessonPage,
    Mandate,
    OtherTraining,
    SurveyAnswer,
    TrainingPlan,
)
from lms.dashboards.demo.accounts import ROLES
from lms.people.demo import ACCOUNTS, PASSWORD, USERNAMES
from lms.people.models import User
from lms.skills.enums import EvidenceSource
from lms.skills.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", staff=160, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("command", "options"),
    [("rebuild_coverage", {"check": True}), ("verify_attempts", {}), ("verify_ledger", {})],
)
def test_the_city_proves_itself(city, command, options):
    call_command(command, stdout=StringIO(), **options)


def test_the_five_courses_are_published_with_their_lessons(city):
    found = {
        page.folder_slug: LessonPage.objects.live().descendant_of(page).count()
        for page in CoursePage.objects.live()
    }

    assert found.keys() == {
        "dasar-jaringan-komputer",
        "iot-untuk-fasilitas-kota",
        "keamanan-siber-untuk-asn",
        "komputasi-awan-untuk-layanan-publik",
        "otomasi-berbasis-ai",
    }
    assert min(found.values()) >= 7


def test_each_account_carries_its_role_and_its_password(city):
    people = {person.username: person for person in User.objects.filter(username__in=USERNAMES)}

    assert people.keys() == {account.username for account in ACCOUNTS}
    assert all(person.check_password(PASSWORD) for person in people.values())
    assert {name: people[name].roles for name in ROLES} == {
        name: [role] for name, (role, _unit) in ROLES.items()
    }


def test_who_needs_a_second_factor_has_one(city):
    people = User.objects.filter(username__in=USERNAMES)

    bare = [
        person.username
        for person in people
        if person.needs_second_factor and not person.authenticator_set.filter(type="totp").exists()
    ]

    assert bare == []


def test_nothing_happens_in_the_future(city):
    now = timezone.now()

    assert not Enrolment.objects.filter(completed_at__gt=now).exists()
    assert not Attempt.objects.filter(submitted_at__gt=now).exists()


def test_nobody_finished_before_they_began(city):
    rows = Enrolment.objects.filter(state=EnrolmentState.COMPLETED)

    assert [row.pk for row in rows if row.completed_at < row.enrolled_at] == []


def test_every_finisher_has_proof_jp_and_one_certificate(city):
    done = set(Enrolment.objects.filter(state=EnrolmentState.COMPLETED).values_list("pk", flat=True))

    assert set(Certificate.objects.values_list("enrolment", flat=True)) == done
    ours = CreditEntry.objects.exclude(enrolment=None)
    assert set(ours.values_list("enrolment", flat=True)) == done
    earned = Evidence.objects.filter(source=EvidenceSource.COURSE)
    assert {f"enrolment:{pk}" for pk in done} == set(earned.values_list("reference", flat=True))


def test_no_day_of_anyone_has_more_than_three_jp_of_elearning(city):
    days: dict[tuple, int] = {}
    rows = CreditEntry.objects.filter(form="C3")
    for user, day, jp in rows.values_list("user", "day", "recognised_jp"):
        days[user, day] = days.get((user, day), 0) + jp

    assert max(days.values()) <= 3


def test_the_demo_learner_has_a_duty_and_a_course_of_her_own(city):
    rows = Enrolment.objects.filter(user__username="pegawai.demo").select_related("course")

    assert {row.course.folder_slug: row.due_at is not None for row in rows} == {
        "keamanan-siber-untuk-asn": True,
        "dasar-jaringan-komputer": False,
        "komputasi-awan-untuk-layanan-publik": False,
    }


def test_the_demo_learner_has_jp_of_this_year_and_a_certificate(city):
    person = User.objects.get(username="pegawai.demo")

    years = set(CreditEntry.objects.filter(user=person).values_list("day__year", flat=True))

    assert max(years) == timezone.localdate().year
    assert [row.state for row in Certificate.objects.filter(user=person)] == ["issued"]


def test_training_elsewhere_is_there_in_every_state_with_its_proof(city):
    rows = OtherTraining.objects.all()

    assert set(rows.values_list("state", flat=True)) >= {"waiting", "approved", "refused", "withdrawn"}
    assert not rows.filter(file="").exists()
    assert not rows.filter(ends_on__gt=timezone.localdate()).exists()


def test_jp_stand_in_the_ledger_for_what_is_approved_and_nothing_else(city):
    credited = set(CreditEntry.objects.exclude(training=None).values_list("training", flat=True))

    assert credited == set(OtherTraining.objects.filter(state="approved").values_list("pk", flat=True))


def test_the_ledger_equals_a_recount_of_its_raw_jp(city):
    rows = CreditEntry.objects.exclude(training=None).select_related("rule", "training").order_by("pk")
    groups: dict[tuple, list[CreditEntry]] = {}
    for row in rows:
        groups.setdefault((row.user_id, row.form), []).append(row)

    for group in groups.values():
        assert recognised_in_turn(row.earned for row in group) == [row.recognised_jp for row in group]


def test_jp_lie_in_two_years_and_some_people_have_twenty(city):
    year = timezone.localdate().year
    sums = [
        CreditEntry.objects.filter(day__year=one).values("user").annotate(jp=Sum("recognised_jp"))
        for one in (year - 1, year)
    ]

    assert all(people.filter(jp__gte=20).exists() for people in sums)


def test_people_brought_some_skills_along_from_elsewhere(city):
    earlier = Evidence.objects.exclude(source=EvidenceSource.COURSE)

    fields = set(earlier.values_list("skill__field__slug", flat=True))

    assert fields >= {"jaringan", "awan", "keamanan", "otomasi-ai"}
    assert not earlier.filter(obtained_on__gt=timezone.localdate()).exists()
    assert not earlier.filter(user__username__in=USERNAMES).exists()


def test_a_database_that_is_not_empty_is_left_alone(city):
    people = User.objects.count()

    with pytest.raises(CommandError, match="not empty"):
        call_command("demo")
    assert User.objects.count() == people


def test_the_city_shows_what_hr_can_give(city):
    yearly = Mandate.objects.get(round_from__isnull=False)
    first, second = LearningPath.objects.all()

    assert yearly.exemptions.get().reason
    assert (first.steps.count(), second.steps.count()) == (2, 3)
    assert first.followers.get().user.username == "pegawai.demo"
    assert TrainingPlan.objects.get().job.kind == "courses.solve_plan"


def test_opinions_are_given_after_the_course_and_some_in_words(city):
    rows = SurveyAnswer.objects.all()

    assert rows.filter(answered_at__lte=F("enrolment__completed_at")).count() == 0
    assert 0 < rows.exclude(comment="").count() < rows.count() / 3
