import pytest
from django.test import RequestFactory

from lms.core.address import client_address


def address(**meta) -> str | None:
    return client_address(RequestFactory().get("/", **meta))


def test_without_a_proxy_only_the_connection_counts():
    assert address(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4") == "10.0.0.1"


@pytest.mark.parametrize(
    ("hops", "forwarded", "found"),
    [
        (1, "6.6.6.6, 10.1.2.3", "10.1.2.3"),
        (2, "6.6.6.6, 10.1.2.3, 10.0.0.9", "10.1.2.3"),
        (2, "10.1.2.3", "10.0.0.1"),
        (1, "nonsense", None),
        (1, "", "10.0.0.1"),
    ],
)
def test_behind_proxies_the_outermost_of_ours_is_believed(settings, hops, forwarded, found):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = hops

    assert address(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded) == found


@pytest.mark.parametrize(("given", "found"), [("::1", "::1"), ("", None), ("unix:", None)])
def test_what_is_no_address_is_none(given, found):
    assert address(REMOTE_ADDR=given) == found
