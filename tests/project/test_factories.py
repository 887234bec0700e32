from datetime import date

import pytest

from lms.people.rules import nip_fault
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_course_stands_in_the_catalogue_with_its_lessons():
    course = factories.course()
    lesson = factories.lesson(factories.module(course))

    found = lesson.get_ancestors().type(type(course)).get()

    assert found.pk == course.pk


def test_made_numbers_are_well_formed():
    faults = {nip_fault(factories.nip(serial), date(2026, 1, 1)) for serial in range(1000)}

    assert faults == {None}
