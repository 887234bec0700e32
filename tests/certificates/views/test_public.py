import re
from datetime import date

import pytest
from django.urls import reverse

from certificates.actions.withdraw import withdraw
from certificates.codes import check_code
from certificates.models import Certificate
from tests import factories

pytestmark = pytest.mark.django_db
OTHER_SITE = "https://lain.example"


@pytest.fixture
def certificate() -> Certificate:
    person = factories.user(name="Rina Lestari", nip="199001012015051901")
    enrolment = factories.finished(user=person, course=factories.course(title="Jaringan", jp=4))
    return factories.issued(enrolment=enrolment)


def word_on(page: str) -> str:
    return re.search(r"<h1>.*?<span>(.*?)</span>", page, re.DOTALL)[1]


def test_a_genuine_certificate(client, certificate):
    response = client.get(certificate.get_absolute_url())

    assert (response.status_code, word_on(response.text)) == (200, "ASLI")


def test_it_shows_the_frozen_facts_and_a_masked_number(client, certificate):
    page = client.get(certificate.get_absolute_url()).text

    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert facts["Nama"] == "Rina Lestari (NIP 1990••••••••••1901)"
    assert (facts["Pelatihan"], facts["Jam pelajaran"]) == ("Jaringan", "4 JP")
    assert facts["Tanggal"] == "3 s.d. 20 November 2026"
    assert "199001012015051901" not in page


def test_it_tells_the_address_to_look_for(client, certificate, settings):
    page = client.get(certificate.get_absolute_url()).text

    assert f"Pastikan alamat situs ini <strong>{settings.PIAWAI_BASE_URL}</strong>" in page


def test_an_expired_certificate(client, certificate):
    Certificate.objects.update(valid_until=date(2020, 1, 1))

    response = client.get(certificate.get_absolute_url())

    assert (response.status_code, word_on(response.text)) == (200, "KEDALUWARSA")


def test_a_withdrawn_certificate_does_not_tell_the_reason(client, certificate):
    withdraw(certificate=certificate, reason="Rahasia", by=factories.user())

    page = client.get(certificate.get_absolute_url()).text

    assert (word_on(page), "Rahasia" in page) == ("DICABUT", False)


@pytest.mark.parametrize("token", ["x", "0" * 32, "a" * 2000, "%22%3E%3Cscript%3E", "%00"])
def test_an_unknown_token(client, token):
    response = client.get(f"/v/{token}/")

    assert (response.status_code, word_on(response.text)) == (404, "TIDAK DITEMUKAN")


def test_a_pending_certificate_is_unknown(client):
    response = client.get(factories.certificate().get_absolute_url())

    assert (response.status_code, word_on(response.text)) == (404, "TIDAK DITEMUKAN")


def test_the_page_needs_no_session_no_cookie_and_no_script(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(certificate.get_absolute_url())

    assert (dict(response.cookies), "<script" in response.text) == ({}, False)


def test_the_page_is_light(client, certificate):
    assert len(client.get(certificate.get_absolute_url()).content) < 8_000


def test_it_is_neither_indexed_nor_stored(client, certificate):
    headers = client.get(certificate.get_absolute_url()).headers

    assert headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in headers["Cache-Control"]


def test_a_cookie_of_a_dead_session_changes_nothing(client, certificate):
    client.cookies["sessionid"] = "gone"

    assert client.get(certificate.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_verbs_are_refused(client, certificate, method):
    assert getattr(client, method)(certificate.get_absolute_url()).status_code == 405


def test_more_than_sixty_a_minute_have_to_wait(client, monkeypatch):
    monkeypatch.setattr("lms.core.throttle.time.time", lambda: 1_000_000)
    codes = [client.get(f"/v/{n}/").status_code for n in range(61)]

    response = client.get("/v/x/")

    assert codes == [404] * 60 + [429]
    assert response.headers["Retry-After"] == "60"


def test_another_address_need_not_wait(client, certificate, monkeypatch):
    monkeypatch.setattr("lms.core.throttle.time.time", lambda: 1_000_000)
    for n in range(61):
        client.get(f"/v/{n}/")

    assert client.get(certificate.get_absolute_url(), REMOTE_ADDR="10.0.0.2").status_code == 200


def test_the_empty_form_asks_for_nothing_yet(client):
    response = client.get(reverse("verify_form"))

    assert (response.status_code, "Ada yang perlu diperbaiki" in response.text) == (200, False)


def test_number_and_code_lead_to_the_page(client, certificate):
    typed = {"number": f" {certificate.number.lower()} ", "code": check_code(certificate.token).lower()}

    response = client.get(reverse("verify_form"), typed)

    assert response.headers["Location"] == certificate.get_absolute_url()


@pytest.mark.parametrize("site", ["", "http://127.0.0.1:8000", OTHER_SITE])
def test_a_link_leads_to_our_own_page_whatever_its_site(client, certificate, site):
    response = client.get(reverse("verify_form"), {"link": site + certificate.get_absolute_url()})

    assert response.headers["Location"] == certificate.get_absolute_url()


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(client, certificate):
    code = check_code(certificate.token)
    pairs = [(certificate.number, "AAAA-AAAA-AAAA"), ("800.2/0099/BKPSDM/2026", code)]

    pages = [client.get(reverse("verify_form"), {"number": n, "code": c}).text for n, c in pairs]

    assert ["Tidak ada sertifikat dengan data ini" in page for page in pages] == [True, True]


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "1"},
        {"code": "1"},
        {"number": "1" * 81, "code": "1"},
        {"link": "http://[bad"},
        {"link": "\x00", "number": "\x00"},
    ],
)
def test_half_or_broken_data_is_named(client, typed):
    response = client.get(reverse("verify_form"), typed)

    assert (response.status_code, "Ada yang perlu diperbaiki" in response.text) == (200, True)


def test_the_code_of_a_pending_certificate_is_unknown(client):
    pending = factories.certificate(number="800.2/0001/BKPSDM/2026")

    response = client.get(
        reverse("verify_form"), {"number": pending.number, "code": check_code(pending.token)}
    )

    assert response.status_code == 200
