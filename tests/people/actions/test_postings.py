from datetime import date

import pytest

from lms.audit.models import Event
from lms.people.actions.postings import end_posting, post
from lms.people.models import Posting
from lms.people.signals import staffing_changed
from tests import factories

pytestmark = pytest.mark.django_db

START, LATER = date(2026, 1, 5), date(2026, 6, 1)


def spans(person):
    return list(
        Posting.objects.filter(user=person).order_by("valid_from").values_list("valid_from", "valid_until")
    )


def test_new_post_ends_the_old_one_the_day_before():
    person, unit, position = factories.user(), factories.unit(), factories.position()
    post(user=person, unit=unit, position=position, on=START, by=None)

    post(user=person, unit=factories.unit(), position=position, on=LATER, by=None)

    assert spans(person) == [(START, date(2026, 5, 31)), (LATER, None)]


def test_post_of_the_same_day_is_replaced():
    person, unit, position = factories.user(), factories.unit(), factories.position()
    post(user=person, unit=unit, position=position, on=START, by=None)

    post(user=person, unit=factories.unit(), position=position, on=START, by=None)

    assert spans(person) == [(START, None)]


def test_same_post_again_changes_nothing():
    person, unit, position = factories.user(), factories.unit(), factories.position()
    first = post(user=person, unit=unit, position=position, on=START, by=None)

    assert post(user=person, unit=unit, position=position, on=LATER, by=None) == first
    assert Event.objects.count() == 1


def test_ended_post_is_kept_as_history():
    person = factories.user()
    post(user=person, unit=factories.unit(), position=factories.position(), on=START, by=None)

    end_posting(user=person, on=LATER, by=None)

    assert spans(person) == [(START, date(2026, 5, 31))]


def test_other_rooms_are_told_whose_post_changed():
    person, heard = factories.user(), []

    def hear(user_ids, **kwargs):
        heard.append(user_ids)

    staffing_changed.connect(hear)
    post(user=person, unit=factories.unit(), position=factories.position(), on=START, by=None)

    assert heard == [[person.pk]]
