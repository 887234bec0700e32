"""A PDF is handed in by somebody without an account: only the exact bytes are genuine."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.actions.withdraw import withdraw
from certificates.files import read
from certificates.models import Certificate
from certificates.rendering import render
from certificates.uploads import LARGEST, MOST_ENDS, beginnings
from tests import factories
from tests.certificates.snapshots import snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    person = factories.user(name="Rina Lestari", nip="199001012015051901")
    return factories.issued(enrolment=factories.finished(user=person))


def hand_in(client, content, name="sertifikat.pdf"):
    return client.post(reverse("verify_file"), {"file": SimpleUploadedFile(name, content)})


def word_on(response) -> str:
    return re.search(r"<h1>.*?<span>(.*?)</span>", response.text, re.DOTALL)[1]


def test_the_issued_bytes_are_genuine(client, certificate):
    response = hand_in(client, read(certificate), "nama lain.txt")

    assert (response.status_code, word_on(response)) == (200, "ASLI")
    assert "sama persis" in response.text
    assert "Rina Lestari" in response.text


def test_of_genuine_bytes_the_state_is_told(client, certificate):
    content = read(certificate)
    Certificate.objects.update(valid_until=date(2020, 1, 1))
    expired = hand_in(client, content)
    withdraw(certificate=certificate, reason="Rahasia", by=factories.user())

    withdrawn = hand_in(client, content)

    assert (word_on(expired), word_on(withdrawn)) == ("KEDALUWARSA", "DICABUT")
    assert "Rahasia" not in withdrawn.text


@pytest.mark.parametrize("more", [b"\n", b" ", b"\x00" * 50, b"\n% lagi\n%%EOF\n", b"\r\n1 0 obj\n%%EOF"])
def test_what_was_appended_to_is_told_apart(client, certificate, more):
    response = hand_in(client, read(certificate) + more)

    assert word_on(response) == "BERUBAH SETELAH TERBIT"
    assert certificate.get_absolute_url() in response.text
    assert "Rina" not in response.text


def test_one_changed_byte_is_enough(client, certificate, settings):
    content = bytearray(read(certificate))
    content[len(content) // 2] ^= 1

    response = hand_in(client, bytes(content))

    assert word_on(response) == "BUKAN BERKAS ASLI"
    assert settings.PIAWAI_ISSUER in response.text


def test_a_made_up_file_learns_nothing_of_what_exists(client, certificate, settings):
    numbers = [certificate.number, "800.2/9999/BKPSDM/2026"]
    files = [render(snapshot(number=number, issuer=settings.PIAWAI_ISSUER)) for number in numbers]

    real, invented = (re.sub(r"Diperiksa .*?\.", "", hand_in(client, one).text) for one in files)

    assert real == invented


def test_a_certificate_of_another_site(client):
    response = hand_in(client, render(snapshot(issuer="Badan Kepegawaian Kota Lain")))

    assert word_on(response) == "BUKAN DARI SITUS INI"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\nsesuatu\n%%EOF", "BUKAN SERTIFIKAT"),
        (b"PK\x03\x04", "BERKAS TIDAK DIKENAL"),
        (b"<html>", "BERKAS TIDAK DIKENAL"),
        (b"", "TIDAK ADA BERKAS"),
    ],
)
def test_what_is_no_certificate(client, content, word):
    assert word_on(hand_in(client, content)) == word


def test_nothing_handed_in(client):
    assert word_on(client.post(reverse("verify_file"), {"x": "1"})) == "TIDAK ADA BERKAS"


def test_a_pending_certificate_has_no_file(client):
    factories.certificate()

    assert word_on(hand_in(client, b"%PDF-1.7\n%%EOF")) == "BUKAN SERTIFIKAT"


@pytest.mark.parametrize("length", [str(200 * 1024 * 1024), str(LARGEST + 1), "", "banyak"])
def test_two_hundred_megabytes_are_refused_unread(client, length):
    class Unread:
        def read(self, *_args):
            raise AssertionError("read")

        readline = read

    response = client.generic(
        "POST",
        reverse("verify_file"),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=length,
        **{"wsgi.input": Unread()},
    )

    assert (response.status_code, word_on(response)) == (413, "TERLALU BESAR")


def test_it_needs_no_cookie_no_session_and_two_queries(client, certificate, django_assert_num_queries):
    content = read(certificate) + b"\n"

    with django_assert_num_queries(2):
        response = hand_in(client, content)

    assert (dict(response.cookies), "<script" in response.text) == ({}, False)


def test_it_works_without_a_token_against_forged_requests(certificate):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    assert word_on(hand_in(strict, read(certificate))) == "ASLI"


def test_more_than_sixty_a_minute_have_to_wait(client, monkeypatch):
    monkeypatch.setattr("lms.core.throttle.time.time", lambda: 1_000_000)
    codes = [hand_in(client, b"x").status_code for _n in range(61)]

    assert codes == [200] * 60 + [429]


def test_a_file_of_endless_ends_costs_little():
    assert len(list(beginnings(b"%PDF-1.7\n" + b"%%EOF\n" * 100_000))) <= 2 * MOST_ENDS


def test_the_form_offers_it(client):
    page = client.get(reverse("verify_form")).text

    assert f'action="{reverse("verify_file")}"' in page
    assert 'enctype="multipart/form-data"' in page
