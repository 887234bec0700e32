from datetime import date, timedelta

import pytest
from django.utils import timezone

from lms.audit.log import record
from lms.audit.models import Event
from lms.dashboards.queries.audit import events, line_of, lines_of, readable
from tests import factories


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"state": "issued"}, [("state", "issued")]),
        ({"nip": "199001012015051901"}, [("nip", "•••")]),
        ({"answers": "B", "password": "x"}, [("answers", "•••"), ("password", "•••")]),
        ({"unit": None, "note": ""}, [("unit", "–"), ("note", "–")]),
        ({"text": "a" * 200}, [("text", "a" * 120 + "…")]),
        ({}, []),
    ],
)
def test_values_fit_to_be_shown(values, shown):
    assert readable(values) == shown


@pytest.mark.django_db
def test_a_line_masks_numbers_everywhere():
    event = record("x", factories.unit(name="199001012015051901"), by=None, reason="NIP 199001012015051901")

    line = line_of(event)

    assert (line.target, line.reason) == ("•••", "NIP •••")


@pytest.mark.django_db
def test_people_are_shown_by_the_name_they_bear_today():
    person = factories.user(name="Rina")
    record("x", person, by=None)
    type(person).objects.update(name="Rina Lestari")

    assert [line.target for line in lines_of(events())] == ["Rina Lestari"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_names_cost_one_query_for_a_page(count, django_assert_num_queries):
    for _ in range(count):
        record("x", factories.user(), by=None)

    with django_assert_num_queries(2):
        assert len(lines_of(events())) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 2),
        ({"act": "people."}, 1),
        ({"act": "eople"}, 0),
        ({"actor": "dewi"}, 1),
        ({"actor": "tidak ada"}, 0),
        ({"since": timezone.localdate()}, 2),
        ({"since": timezone.localdate() + timedelta(days=1)}, 0),
        ({"until": date(2020, 1, 1)}, 0),
    ],
)
def test_filters(wanted, count):
    record("people.grant", factories.unit(), by=factories.user(name="Dewi"))
    record("core.retry_job", factories.unit(), by=None)

    assert events(**wanted).count() == count


@pytest.mark.django_db
def test_the_event_of_a_deleted_account_is_still_there():
    actor = factories.user()
    record("x", factories.unit(), by=actor)
    actor.delete()

    assert [event.pk for event in events()] == [Event.objects.get().pk]
