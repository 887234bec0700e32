"""Anybody may see and fetch what seals are checked by."""

import pytest
from cryptography.x509 import load_pem_x509_certificates
from django.core.management import CommandError, call_command
from django.urls import reverse

from certificates.models import SealCertificate
from certificates.sealing import keys
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    return factories.issued()


def test_the_keys_are_listed_with_their_fingerprints(client, certificate):
    page = client.get(reverse("seal_keys")).text

    assert keys.current().fingerprint in page
    assert "bukan tanda tangan elektronik tersertifikasi" in page


def test_a_key_comes_with_its_chain_and_without_secrets(client, certificate):
    response = client.get(reverse("seal_key", args=[certificate.snapshot["seal"]]))

    first, second = load_pem_x509_certificates(response.content)
    assert first.issuer == second.subject
    assert b"PRIVATE" not in response.content
    assert response.headers["Content-Type"] == "application/x-pem-file"


@pytest.mark.parametrize("wrong", ["0" * 64, "x"])
def test_an_unknown_key_is_not_there(client, wrong):
    assert client.get(reverse("seal_key", args=[wrong])).status_code == 404


def test_before_the_first_certificate_the_list_says_so(client):
    assert "Belum ada sertifikat yang disegel" in client.get(reverse("seal_keys")).text


def test_the_page_needs_no_cookie_and_one_query(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(reverse("seal_keys"))

    assert (dict(response.cookies), "<script" in response.text) == ({}, False)


def test_the_operator_renews_the_key(certificate, capsys):
    call_command("renew_seal")

    assert keys.current().fingerprint in capsys.readouterr().out
    assert SealCertificate.objects.count() == 2


def test_a_provided_key_is_renewed_by_who_provides_it(settings, certificate):
    settings.PIAWAI_SEAL_FILE = "/tidak/ada.p12"

    with pytest.raises(CommandError, match="PIAWAI_SEAL_FILE"):
        call_command("renew_seal")
    assert SealCertificate.objects.count() == 1
