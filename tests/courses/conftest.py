import pytest

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
