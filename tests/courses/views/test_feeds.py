from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import CalendarFeed
from lms.audit.models import Event
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
MINE = "/saya/kalender/"
DUE = timezone.now() + timedelta(days=9)


@pytest.fixture
def learner():
    return factories.user()


@pytest.fixture
def client(learner):
    return signed_in(learner)


def address_of(client):
    return client.post(MINE).context["address"].partition("/kalender/")[2]


def fetched(tail):
    return Client().get(f"/kalender/{tail}")


def test_the_feed_holds_open_due_dates_and_no_others(client, learner):
    mine = factories.enrolment(user=learner, due_at=DUE)
    factories.enrolment(user=learner)
    factories.finished(user=learner, due_at=DUE)
    factories.enrolment(due_at=DUE)

    answer = fetched(address_of(client))

    text = answer.content.decode()
    assert (text.count("BEGIN:VEVENT"), f"UID:tenggat-{mine.pk}@" in text) == (1, True)
    assert f"DTSTART;VALUE=DATE:{timezone.localtime(DUE):%Y%m%d}" in text
    assert (answer["Content-Type"], answer.cookies) == ("text/calendar; charset=utf-8", {})


def test_the_address_is_shown_once_and_only_its_hash_kept(client):
    tail = address_of(client)

    assert client.get(MINE).context["address"] == ""
    assert tail.removesuffix(".ics") not in str(CalendarFeed.objects.values().get())


def test_a_new_address_ends_the_old_one(client):
    old, new = address_of(client), address_of(client)

    assert (fetched(old).status_code, fetched(new).status_code) == (404, 200)


def test_revoked_it_answers_no_longer(client):
    tail = address_of(client)

    client.post(reverse("calendar_revoke"))

    assert (fetched(tail).status_code, CalendarFeed.objects.count()) == (404, 0)


def test_whoever_has_left_has_no_feed(client, learner):
    tail = address_of(client)
    type(learner).objects.filter(pk=learner.pk).update(is_active=False)

    assert fetched(tail).status_code == 404


@pytest.mark.parametrize("tail", [f"{'x' * 43}.ics", "pendek.ics", f"{'x' * 44}.ics"])
def test_tokens_of_nobody_are_not_found(tail):
    assert fetched(tail).status_code == 404


def test_guessing_is_slowed_down(settings):
    answers = [fetched(f"{'x' * 43}.ics").status_code for _ in range(31)]

    assert answers == [404] * 30 + [429]


def test_both_acts_are_audited_without_the_token(client):
    tail = address_of(client)
    client.post(reverse("calendar_revoke"))

    events = Event.objects.filter(act__endswith="feed").order_by("pk")
    assert [event.act for event in events] == ["courses.renew_feed", "courses.revoke_feed"]
    assert tail.removesuffix(".ics") not in str(list(events.values()))


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_costs_the_same_for_any_number(client, learner, count, django_assert_num_queries):
    for _number in range(count):
        factories.enrolment(user=learner, due_at=DUE)
    tail = address_of(client)

    with django_assert_num_queries(2):
        fetched(tail)
