import pytest
from django.test import Client

from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
PUBLIC = ["/pelatihan/", "/accounts/login/", "/data-pribadi/", "/verifikasi/", "/tidak-ada/", "/healthz"]


def policy(response):
    """The directives of the page, each with its sources."""
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (part.split() for part in parts)}


def reviewer():
    person = factories.user()
    factories.grant(person, Role.REVIEWER, factories.city())
    return signed_in(person)


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_run_only_files_of_the_site(path):
    rules = policy(Client().get(path))

    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == ["'self'"]
    assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]


@pytest.mark.parametrize("path", PUBLIC)
def test_no_page_allows_inline_or_evaluated_code_or_another_host(path):
    header = Client().get(path).headers["Content-Security-Policy"]

    assert not any(word in header for word in ("unsafe-", "http:", "https:", "*"))


def test_only_the_authors_area_is_looser():
    rules = policy(reviewer().get("/admin/"))

    assert rules["script-src"] == rules["style-src"] == ["'self'", "'unsafe-inline'"]
    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'self'"]


def test_a_path_that_only_looks_like_the_authors_area_stays_strict():
    assert policy(Client().get("/administrasi/"))["script-src"] == ["'self'"]


@pytest.mark.parametrize("path", PUBLIC)
def test_content_is_not_guessed_and_not_framed(path):
    headers = Client().get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("number", [2**63, 10**30, "9" * 4_000])
def test_a_number_that_no_row_can_have_is_not_found(number):
    assert Client().get(f"/pelatihan/{number}/").status_code == 404


def test_the_largest_number_of_a_row_is_looked_for():
    assert Client().get(f"/pelatihan/{2**63 - 1}/").status_code == 404
