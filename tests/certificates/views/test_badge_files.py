"""A badge is handed in by somebody without an account: only our signature makes it genuine."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.actions.credentials import renew_key
from certificates.actions.forget import _forget
from certificates.actions.withdraw import withdraw
from certificates.credentials.baking import into_png, into_svg
from certificates.credentials.drawing import picture
from certificates.credentials.proof import jwt, signed
from certificates.models import Certificate
from tests import factories
from tests.certificates.credentials.badges import AT, KEY, METHOD, unsigned
from tests.certificates.snapshots import snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    person = factories.user(name="Rina Lestari", nip="199001012015051901")
    return factories.issued(enrolment=factories.finished(user=person))


@pytest.fixture
def document(certificate) -> dict:
    return json.loads(certificate.credential.content)


def hand_in(client, content, name="lencana"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("verify_file"), {"file": SimpleUploadedFile(name, content)})


def word_on(response) -> str:
    return re.search(r"<h1>.*?<span>(.*?)</span>", response.text, re.DOTALL)[1]


@pytest.mark.parametrize("shape", ["json", "jwt", "svg", "png"])
def test_a_genuine_badge_in_every_shape(client, certificate, shape):
    credential = certificate.credential
    handed = {
        "json": credential.content,
        "jwt": credential.jwt,
        "svg": into_svg(picture(certificate.snapshot, "svg"), credential.jwt),
        "png": into_png(picture(certificate.snapshot, "png"), credential.content),
    }

    response = hand_in(client, handed[shape])

    assert (response.status_code, word_on(response)) == (200, "ASLI")
    assert "Isi lencana ini utuh" in response.text
    assert "Rina Lestari (NIP 1990••••••••••1901)" in response.text


@pytest.mark.parametrize("kind", ["content", "jwt"])
def test_it_may_be_pasted(client, certificate, kind):
    text = f"\n  {getattr(certificate.credential, kind)}\n"

    assert word_on(client.post(reverse("verify_file"), {"text": text})) == "ASLI"


def test_another_layout_of_the_same_text_is_still_genuine(client, document):
    turned = json.dumps(dict(reversed(document.items())))

    assert word_on(hand_in(client, turned)) == "ASLI"


def test_the_state_of_a_genuine_one_is_told(client, certificate, document):
    withdraw(certificate=certificate, reason="Rahasia", by=factories.user())

    response = hand_in(client, json.dumps(document))

    assert (word_on(response), "Rahasia" in response.text) == ("DICABUT", False)


def test_after_a_new_key_the_old_badge_is_genuine(client, document):
    renew_key(at=AT)

    assert word_on(hand_in(client, json.dumps(document))) == "ASLI"


def test_of_a_forgotten_holder_nothing_is_told(client, certificate, document):
    _forget(certificate, AT)

    response = hand_in(client, json.dumps(document))

    assert (word_on(response), "Rina" in response.text) == ("MASA SIMPAN HABIS", False)


def test_our_signature_on_what_the_site_no_longer_knows(client, certificate, document):
    Certificate.objects.update(token="lain")

    assert word_on(hand_in(client, json.dumps(document))) == "TIDAK DITEMUKAN"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Lain"},
        {"validUntil": "2099-01-01T00:00:00Z"},
        {"credentialStatus": []},
        {"catatan": "x"},
        {"proof": {}},
        {"proof": None},
        {"@context": ["https://lain.example/"]},
    ],
)
def test_an_altered_badge_is_told_apart_and_tells_nothing(client, certificate, document, change):
    response = hand_in(client, json.dumps(document | change))

    assert word_on(response) == "BUKAN BERKAS ASLI"
    assert ("Rina" in response.text, certificate.get_absolute_url() in response.text) == (False, False)


def test_an_altered_jwt_is_told_apart(client, certificate):
    header, content, signature = certificate.credential.jwt.split(".")

    assert word_on(hand_in(client, f"{header}.{content}.{signature[:-4]}AAAA")) == "BUKAN BERKAS ASLI"


@pytest.mark.parametrize("by", ["proof", "jwt"])
def test_a_made_up_badge_learns_nothing_of_what_exists(client, certificate, document, by):
    def forged(address):
        made = {name: value for name, value in document.items() if name != "proof"} | {"id": address}
        if by == "jwt":
            return jwt(made, KEY, method=METHOD, claims={})
        return json.dumps(signed(made, KEY, method=METHOD, at=AT))

    texts = [hand_in(client, forged(url)).text for url in (document["id"], "https://contoh.example/v/x/")]

    real, invented = (re.sub(r"Diperiksa .*?\.", "", text) for text in texts)
    assert real == invented
    assert "BUKAN BERKAS ASLI" in real


def test_a_badge_of_another_site(client):
    made = unsigned() | {"issuer": {"id": "did:web:lain.example"}}

    assert (
        word_on(hand_in(client, json.dumps(signed(made, KEY, method=METHOD, at=AT))))
        == "BUKAN DARI SITUS INI"
    )


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "{}",
        "[" * 200_000,
        '{"type": "OpenBadgeCredential"}',
        '{"a":' * 100_000,
        "eyJ.x.y",
        "eyJhbGciOiJub25lIn0.e30.",
        b'{"type": "\xff"}',
        b"\x89PNG\r\n\x1a\n",
        b"<svg/>",
        "{" + " " * 300_000 + "}",
        picture(snapshot(), "png"),
    ],
)
def test_what_is_no_badge(client, content):
    assert word_on(hand_in(client, content)) in ("BUKAN LENCANA", "BERKAS TIDAK DIKENAL")


def test_a_list_of_states_is_no_badge(client, certificate):
    text = client.get("/verifikasi/lencana/2026-0.json").text

    assert word_on(hand_in(client, text)) == "BUKAN LENCANA"


def test_it_needs_no_cookie_no_session_and_two_queries(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = hand_in(client, certificate.credential.content)

    assert (dict(response.cookies), "<script" in response.text) == ({}, False)


def test_the_form_offers_both_ways(client):
    page = client.get(reverse("verify_form")).text

    assert [mark in page for mark in ('name="file"', '<textarea id="text" name="text"')] == [True, True]
