import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from lms.audit import context
from lms.audit.middleware import AuditContextMiddleware


def seen_from(**meta) -> str | None:
    seen = []
    middleware = AuditContextMiddleware(lambda request: seen.append(context.address.get()) or HttpResponse())
    middleware(RequestFactory().get("/", **meta))
    return seen[0]


def test_the_view_knows_the_address():
    assert seen_from(REMOTE_ADDR="10.0.0.1") == "10.0.0.1"


def test_the_proxy_s_word_counts_where_there_is_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert seen_from(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3") == "10.1.2.3"


def test_afterwards_the_address_is_forgotten():
    seen_from(REMOTE_ADDR="10.0.0.1")

    assert context.address.get() is None


def test_it_is_forgotten_after_a_failure_too():
    def fail(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        AuditContextMiddleware(fail)(RequestFactory().get("/"))

    assert context.address.get() is None
