from pathlib import Path

import pytest

from lms.settings.broker import CONNECT_SECONDS, FAIL_FAST, transport_options

FOLDER = Path("/tmp/uji/broker")  # noqa: S108  (never made)
BRIEF = {"max_retries": 1, "interval_start": 0}


def test_the_broker_without_a_server_lives_in_one_folder():
    found = transport_options("filesystem://localhost/", FOLDER)

    assert found == BRIEF | {
        "data_folder_in": str(FOLDER),
        "data_folder_out": str(FOLDER),
        "control_folder": str(FOLDER / "control"),
        "polling_interval": 0.05,
    }


@pytest.mark.parametrize("scheme", ["redis", "rediss"])
def test_redis_has_short_timeouts_with_and_without_tls(scheme):
    found = transport_options(f"{scheme}://:rahasia@10.0.0.1:6379/0", FOLDER)

    assert found == BRIEF | {"socket_connect_timeout": 2, "socket_timeout": 10}


@pytest.mark.parametrize(
    "url", ["amqp://u:p@10.0.0.1//", "amqps://10.0.0.1//", "memory://", "redistribusi://x"]
)
def test_any_other_broker_only_fails_fast(url):
    assert transport_options(url, FOLDER) == BRIEF


@pytest.mark.parametrize("url", ["amqp://h//", "redis://h/0", "filesystem://localhost/"])
def test_a_change_of_the_options_reaches_no_other_process_part(url):
    transport_options(url, FOLDER)["max_retries"] = 99

    assert transport_options(url, FOLDER)["max_retries"] == FAIL_FAST["max_retries"] == 1


def test_a_broker_that_is_down_costs_a_request_two_seconds_at_most():
    assert CONNECT_SECONDS == 2
