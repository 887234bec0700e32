"""What only two connections at once can show."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from courses.actions.other_trainings import TrainingRefused, approve
from courses.actions.progress import finish_lesson
from courses.enums import EnrolmentState
from courses.models import CreditEntry, Enrolment, OtherTraining
from tests import factories

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def at_once(work, items):
    """Run ``work`` for each item in a thread of its own, all beginning together."""
    barrier = Barrier(len(items))

    def run(item):
        barrier.wait()
        try:
            return work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(run, items))


def finish(pair):
    pk, lesson = pair
    enrolment = Enrolment.objects.select_related("course").get(pk=pk)
    return finish_lesson(enrolment=enrolment, lesson=lesson, now=NOW)


def test_of_two_last_lessons_finished_at_once_one_completes_the_course(enrolment, lessons):
    found = at_once(finish, [(enrolment.pk, lesson) for lesson in lessons])

    enrolment.refresh_from_db()
    assert sorted(found) == [False, True]
    assert enrolment.state == EnrolmentState.COMPLETED


def test_one_lesson_finished_in_four_tabs_completes_once():
    enrolment = factories.enrolment()
    lesson = factories.lesson(factories.module(enrolment.course))

    assert sorted(at_once(finish, [(enrolment.pk, lesson)] * 4)) == [False, False, False, True]


def test_courses_finished_at_once_share_the_cap_of_the_day():
    person = factories.user()
    pairs = []
    for _ in range(3):
        enrolment = factories.enrolment(user=person, course=factories.course(jp=2))
        pairs.append((enrolment.pk, factories.lesson(factories.module(enrolment.course))))

    at_once(finish, pairs)

    assert sum(CreditEntry.objects.values_list("recognised_jp", flat=True)) == 3


def approved(pair) -> int | None:
    pk, by = pair
    try:
        return approve(training=OtherTraining.objects.get(pk=pk), by=by)
    except TrainingRefused:
        return None


def test_a_training_approved_by_two_at_once_is_credited_once():
    training, people = factories.other_training(), [factories.user() for _ in range(3)]

    found = at_once(approved, [(training.pk, by) for by in people])

    assert sorted(found, key=str) == [8, None, None]
    assert CreditEntry.objects.filter(training=training).count() == 2


def test_seminars_of_a_day_approved_at_once_share_its_cap():
    person, hr = factories.user(), factories.user()
    rows = [factories.other_training(user=person, form="B6", quantity=1) for _ in range(3)]

    found = at_once(approved, [(row.pk, hr) for row in rows])

    assert sorted(found) == [0, 0, 4]
