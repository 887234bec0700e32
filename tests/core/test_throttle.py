import pytest
from django.core.cache import cache
from django.test import RequestFactory

from lms.core.throttle import too_many


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> list[float]:
    now = [1_000_000.0]
    monkeypatch.setattr("lms.core.throttle.time.time", lambda: now[0])
    return now


def ask(address: str = "10.0.0.1", name: str = "x") -> bool:
    return too_many(RequestFactory().get("/", REMOTE_ADDR=address), name, limit=2)


def test_the_third_of_two_is_too_many():
    assert [ask(), ask(), ask()] == [False, False, True]


def test_the_next_window_begins_anew(clock):
    asked = [ask(), ask(), ask()]
    clock[0] += 60

    assert (asked[-1], ask()) == (True, False)


def test_addresses_and_names_count_apart():
    asked = [ask(), ask(), ask("10.0.0.2"), ask(name="y")]

    assert asked == [False] * 4


def test_one_subscriber_of_ipv6_counts_as_one():
    asked = [ask(f"2001:db8::{n}") for n in (1, 2, 3)]

    assert [*asked, ask("2001:db8:0:1::1")] == [False, False, True, False]


def test_no_address_counts_as_one_too():
    assert [ask(""), ask(""), ask("")] == [False, False, True]


def test_a_cache_that_is_down_lets_through(monkeypatch):
    def fail(*args):
        raise ConnectionError

    monkeypatch.setattr(cache, "add", fail)

    assert [ask(), ask(), ask()] == [False] * 3
