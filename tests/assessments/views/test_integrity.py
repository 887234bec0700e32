import pytest
from django.urls import reverse

from assessments.actions.integrity import compute_integrity
from assessments.models import Attempt, IntegrityReport
from lms.audit.models import Event
from lms.people.enums import Role
from tests import factories
from tests.assessments.conftest import build_stage
from tests.assessments.sittings import sit
from tests.clients import signed_in

QUERIES = 10


@pytest.fixture
def stage(db):
    stage = build_stage(attempts_allowed=0)
    stage.city = factories.city()
    stage.hr = factories.user()
    factories.grant(stage.hr, Role.HR, stage.city)
    return stage


@pytest.fixture
def hr(stage):
    return signed_in(stage.hr)


def address(stage):
    return reverse("integrity", args=[stage.quiz.pk])


def flagged(stage, pairs=1):
    """A report that flags so many pairs."""
    compute_integrity(quiz=stage.quiz)
    report = IntegrityReport.objects.get(quiz=stage.quiz)
    for _n in range(pairs):
        attempts = [sit(stage, "bb").pk for _person in range(2)]
        row = {"attempts": attempts, "same": 9, "both": 11, "expected": 3.5, "chance": 1e-9}
        report.payload["similar"]["flagged"].append(row)
    report.save()


def test_before_anybody_asks_nothing_is_known(hr, stage):
    text = hr.get(address(stage)).content.decode()

    assert "Belum pernah dibandingkan." in text
    assert "petunjuk untuk dilihat orang, bukan putusan" in text
    assert not Event.objects.exists()


def test_flags_are_shown_with_names_and_the_rate_of_false_ones(hr, stage, run_jobs):
    hr.post(reverse("integrity_ask", args=[stage.quiz.pk]))
    run_jobs()
    flagged(stage)

    text = hr.get(address(stage)).content.decode()

    names = [person.full_name for person in map(user_of, attempts_of(stage))]
    assert [name for name in names if name not in text] == []
    assert "Tanda keliru" in text


def attempts_of(stage):
    return IntegrityReport.objects.get(quiz=stage.quiz).payload["similar"]["flagged"][0]["attempts"]


def user_of(pk):
    return Attempt.objects.get(pk=pk).user


def test_each_look_is_on_record(hr, stage):
    flagged(stage)

    for _n in range(2):
        hr.get(address(stage))

    events = Event.objects.filter(act="assessments.view_integrity", actor=stage.hr)
    assert [event.after for event in events] == [{"flags": 1}] * 2


def test_a_part_of_the_city_is_not_enough(stage):
    member = factories.user()
    factories.grant(member, Role.HR, factories.unit(parent=stage.city))
    client = signed_in(member)

    answers = [client.get(address(stage)), client.post(reverse("integrity_ask", args=[stage.quiz.pk]))]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_only_who_may_look_sees_the_way_there(hr, stage):
    sit(stage, "ab")
    reviewer = factories.user()
    factories.grant(reviewer, Role.REVIEWER, stage.city)
    results = reverse("quiz_results", args=[stage.quiz.pk])

    seen = [address(stage) in client.get(results).content.decode() for client in (hr, signed_in(reviewer))]

    assert seen == [True, False]


@pytest.mark.parametrize("pairs", [1, 3])
def test_it_costs_the_same_for_any_number_of_flags(hr, stage, django_assert_num_queries, pairs):
    flagged(stage, pairs)

    with django_assert_num_queries(QUERIES):
        hr.get(address(stage))
