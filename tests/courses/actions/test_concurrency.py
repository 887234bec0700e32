"""What only two connections at once can show."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from courses.actions.progress import finish_lesson
from courses.enums import EnrolmentState
from courses.models import CreditEntry, Enrolment
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
