import pytest
from django.test import Client
from django.urls import reverse

from lms.core.digest import unsubscribe_token
from lms.core.models import Notice
from lms.core.views import server_error
from tests import factories
from tests.clients import signed_in

NOTICES = "/pemberitahuan/"


@pytest.fixture
def person(db):
    return factories.user()


@pytest.fixture
def client(person):
    return signed_in(person)


def shown(response):
    """The status and the page template, that is the one drawn with the request's own context."""
    names = [item.name for item in response.templates if item.name and "/" not in item.name]
    return response.status_code, next(name for name in names if name != "base.html")


def test_the_process_lives_without_a_database():
    response = Client().get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_it_is_ready_while_the_database_answers():
    assert Client().get("/readyz").status_code == 200


def test_it_is_not_ready_without_a_database_and_keeps_the_reason_short():
    response = Client().get("/readyz")  # the test has no database to ask

    assert response.status_code == 503
    assert "Traceback" not in response.content.decode()


def test_health_is_only_read():
    assert [Client().post(path).status_code for path in ("/healthz", "/readyz")] == [405, 405]


def test_the_citys_colours_are_a_file_of_their_own(settings):
    settings.PIAWAI_COLOUR, settings.PIAWAI_COLOUR_DARK = "#112233", "#ddeeff"

    response = Client().get(reverse("brand_css"))

    assert response.headers["Content-Type"] == "text/css"
    assert b"--primary:#112233" in response.content
    assert b"--primary:#ddeeff" in response.content
    assert "max-age=3600" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_anyone_may_read_how_personal_data_are_treated(settings):
    settings.PIAWAI_DPO_CONTACT = "pdp@contoh.example"

    assert "pdp@contoh.example" in Client().get(reverse("privacy")).content.decode()


def test_notices_are_ones_own(client, person):
    mine = factories.notice(recipient=person)
    factories.notice()

    assert list(client.get(NOTICES).context["page"]) == [mine]


@pytest.mark.parametrize("count", [1, 3])
def test_notices_cost_the_same_for_one_and_for_three(client, person, count, django_assert_num_queries):
    for _ in range(count):
        factories.notice(recipient=person)

    with django_assert_num_queries(5):
        client.get(NOTICES)


def test_no_notice_says_what_will_be_told_here(client):
    assert "Belum ada pemberitahuan" in client.get(NOTICES).content.decode()


def test_a_title_with_signs_of_html_is_shown_as_text(client, person):
    factories.notice(recipient=person, title="<img src=x onerror=alert(1)>")

    assert "<img src=x" not in client.get(NOTICES).content.decode()


def test_opening_a_notice_reads_it_and_goes_there(client, person):
    notice = factories.notice(recipient=person, url="/pelatihan/")

    response = client.post(reverse("open_notice", args=[notice.pk]))

    notice.refresh_from_db()
    assert (response.url, notice.read_at is not None) == ("/pelatihan/", True)


@pytest.mark.parametrize(
    "url", ["", "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_notice_never_leads_off_the_site(client, person, url):
    notice = factories.notice(recipient=person, url=url)

    assert client.post(reverse("open_notice", args=[notice.pk])).url == NOTICES


def test_the_notice_of_another_does_not_exist(client):
    foreign = factories.notice()

    found = [client.post(reverse("open_notice", args=[pk])).status_code for pk in (foreign.pk, 0, 10**30)]

    assert found == [404, 404, 404]
    assert Notice.objects.get().read_at is None


def test_reading_all_reads_only_ones_own(client, person):
    factories.notice(recipient=person)
    foreign = factories.notice()

    client.post(reverse("read_all_notices"))

    assert list(Notice.objects.unread()) == [foreign]


def test_the_frame_counts_what_is_unread(client, person):
    factories.notice(recipient=person)
    factories.notice()

    assert client.get(NOTICES).context["frame"].unread == 1


@pytest.mark.django_db
def test_notices_need_a_person_and_the_right_verb(client):
    assert Client().get(NOTICES).url.startswith(reverse("account_login"))
    assert client.post(NOTICES).status_code == 405
    assert client.get(reverse("read_all_notices")).status_code == 405
    assert client.get(reverse("open_notice", args=[1])).status_code == 405


def test_looking_at_the_unsubscribe_page_changes_nothing(person):
    response = Client().get(reverse("unsubscribe", args=[unsubscribe_token(person.pk)]))

    person.refresh_from_db()
    assert (response.status_code, person.wants_digest) == (200, True)


def test_one_post_without_a_session_unsubscribes(person):
    strict = Client(enforce_csrf_checks=True)

    strict.post(
        reverse("unsubscribe", args=[unsubscribe_token(person.pk)]), {"List-Unsubscribe": "One-Click"}
    )

    person.refresh_from_db()
    assert person.wants_digest is False


@pytest.mark.parametrize("token", ["x", "1:abc:def", "😀", "a" * 5_000])
def test_a_token_that_is_not_ours_does_not_exist(person, token):
    address = reverse("unsubscribe", args=[token])

    assert [Client().get(address).status_code, Client().post(address).status_code] == [404, 404]
    person.refresh_from_db()
    assert person.wants_digest is True


def test_a_token_of_one_person_says_nothing_about_another(person):
    other = factories.user()

    Client().post(reverse("unsubscribe", args=[unsubscribe_token(other.pk)]))

    person.refresh_from_db()
    assert person.wants_digest is True


def test_a_form_that_was_open_too_long_says_how_to_go_on(person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)

    response = strict.post(reverse("read_all_notices"))

    assert shown(response) == (403, "csrf.html")


@pytest.mark.django_db
def test_an_unknown_address_is_told_in_words():
    response = Client().get("/tidak/ada/")

    assert shown(response) == (404, "404.html")


def test_a_member_without_the_right_is_told_in_words(client):
    response = client.get("/penugasan/")

    assert shown(response) == (403, "403.html")


@pytest.mark.django_db
def test_a_wrong_host_is_a_bad_request_and_no_failure():
    response = Client().get("/pelatihan/", headers={"host": "evil.example"})

    assert shown(response) == (400, "400.html")


@pytest.mark.django_db
def test_a_failure_says_sorry_and_nothing_else(monkeypatch):
    monkeypatch.setattr("courses.views.catalogue.catalogue", lambda *args: 1 / 0)

    response = Client(raise_request_exception=False).get("/pelatihan/")

    assert response.status_code == 500
    assert "ZeroDivisionError" not in response.content.decode()
    assert "Piawai" in response.content.decode()


def test_the_failure_page_needs_neither_database_nor_request():
    assert server_error(None).status_code == 500
