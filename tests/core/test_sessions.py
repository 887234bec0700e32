from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.core.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    store = SessionStore()
    store["bahasa"] = "id"
    store.create()
    return store


def test_a_living_session_is_read(kept):
    kept["bahasa"] = "id"
    kept.save()

    assert SessionStore(kept.session_key)["bahasa"] == "id"


def test_an_expired_session_is_empty_and_its_key_forgotten(kept):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    store = SessionStore(kept.session_key)

    assert store.get("bahasa") is None
    assert store.session_key is None


def test_nobody_chooses_their_own_key():
    store = SessionStore("a" * 32)
    store["bahasa"] = "id"
    store.save()

    assert store.session_key != "a" * 32
    assert Session.objects.count() == 1


def test_an_empty_key_finds_nothing():
    assert SessionStore("").get("bahasa") is None
