"""What a badge says, and what it must not say."""

import json
from datetime import datetime

import pytest
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from certificates.credentials.did import did_document, issuer_did
from certificates.credentials.document import claims_of
from certificates.credentials.multibase import multikey
from certificates.credentials.status import SIZE, encoded, entry
from tests.certificates.credentials.badges import KEY, unsigned
from tests.certificates.snapshots import snapshot


def test_of_the_holder_it_knows_the_name_and_a_masked_number_only():
    document = unsigned()
    frozen = snapshot()

    shown = [
        (one["identityType"], one["identityHash"]) for one in document["credentialSubject"]["identifier"]
    ]
    assert shown == [("name", frozen["name"]), ("ext:nip", "1990••••••••••1901")]
    text = json.dumps(document, ensure_ascii=False)
    assert [
        field for field in ("nip", "rank", "position", "unit", "opd", "code") if frozen[field] in text
    ] == []
    assert "87" not in text


def test_a_holder_without_a_number_is_named():
    (only,) = unsigned(nip="")["credentialSubject"]["identifier"]

    assert only["identityType"] == "name"


def test_skills_come_with_their_level_and_their_places_elsewhere():
    found = unsigned()["credentialSubject"]["achievement"]["alignment"]

    assert [(one["targetCode"], one["targetDescription"]) for one in found] == [
        ("KS-1", "Tingkat 2 dari 5"),
        ("4.1", "Rujukan silang dari KS-1"),
        ("k", "Rujukan silang dari KS-1"),
    ]
    assert {one["targetUrl"] for one in found} == {"http://127.0.0.1:8000/verifikasi/kompetensi/KS-1/"}


def test_a_course_without_skills_names_none():
    assert "alignment" not in unsigned(skills=[])["credentialSubject"]["achievement"]


def test_it_holds_until_the_last_second_of_its_last_day_here():
    document = unsigned(valid_until="2029-11-20")

    assert datetime.fromisoformat(document["validUntil"]) == datetime.fromisoformat(
        "2029-11-20T23:59:59+07:00"
    )
    assert claims_of(document)["exp"] - claims_of(document)["nbf"] > 0


def test_one_for_ever_has_no_end():
    document = unsigned(valid_until=None)

    assert ("validUntil" in document, "exp" in claims_of(document)) == (False, False)


def test_control_characters_do_not_get_in():
    assert unsigned(course="Satu\r\nDua\x07  Tiga")["name"] == "Satu Dua Tiga"


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://contoh.go.id", "did:web:contoh.go.id"),
        ("http://127.0.0.1:8000", "did:web:127.0.0.1%3A8000"),
        ("https://contoh.go.id/pelatihan/asn", "did:web:contoh.go.id:pelatihan:asn"),
    ],
)
def test_the_issuer_is_the_address_of_the_site(address, did, settings):
    settings.PIAWAI_BASE_URL = address

    assert issuer_did() == did


def test_every_key_stands_in_two_forms_and_may_assert():
    document = did_document([multikey(KEY.public_key())])

    kinds = [method["type"] for method in document["verificationMethod"]]
    assert kinds == ["Multikey", "JsonWebKey"]
    assert document["assertionMethod"] == [method["id"] for method in document["verificationMethod"]]
    assert "d" not in document["verificationMethod"][1]["publicKeyJwk"]


@pytest.mark.parametrize("places", [[], [0], [7, 8, 131_071]])
def test_other_software_reads_the_bits_that_were_set(places):
    found = decode_encoded_list(encoded(places))

    assert (len(found) * 8, sorted(set_indices(found))) == (SIZE, places)


@pytest.mark.parametrize(
    ("sequence", "part", "place"),
    [(1, 0, "1"), (131_071, 0, "131071"), (131_072, 1, "0"), (300_000, 2, "37856")],
)
def test_a_number_has_its_place_in_a_list_of_its_year(sequence, part, place):
    found = entry(2026, sequence)

    assert found["statusListCredential"] == f"http://127.0.0.1:8000/verifikasi/lencana/2026-{part}.json"
    assert (found["statusListIndex"], found["id"].rpartition("#")[2]) == (place, place)
