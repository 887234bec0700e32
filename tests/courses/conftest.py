import pytest

from lms.people.models import Posting, User
from tests import factories


@pytest.fixture
def enrolment():
    """In a course of one module with two lessons; the rule asks for the lessons."""
    course = factories.course()
    module = factories.module(course)
    for _ in range(2):
        factories.lesson(module)
    return factories.enrolment(course=course)


@pytest.fixture
def lessons(enrolment):
    return [page.specific for page in enrolment.course.get_children()[0].get_children()]


@pytest.fixture
def bulk_staff(db):
    """Post many people in a unit with two queries."""

    def make(unit, count):
        people = User.objects.bulk_create(
            User(username=f"massal{number}", name=f"Orang {number}") for number in range(count)
        )
        position = factories.position()
        Posting.objects.bulk_create(
            Posting(user=person, unit=unit, position=position, valid_from=factories.LONG_AGO)
            for person in people
        )

    return make
