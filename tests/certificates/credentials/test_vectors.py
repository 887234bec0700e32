"""The test vectors of W3C "Data Integrity EdDSA Cryptosuites v1.0", appendix B.1, give the same signature here."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.credentials.multibase import base58, from_base58, from_multikey, multikey
from certificates.credentials.proof import is_signed, signed
from certificates.credentials.terms import OURS, Term

PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
SIGNATURE = "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"
KEY = Ed25519PrivateKey.from_private_bytes(from_base58(SECRET)[2:])
METHOD = f"https://vc.example/issuers/5678#{PUBLIC}"
AT = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
EXAMPLES = "https://www.w3.org/ns/credentials/examples#"
VOCABULARY = replace(
    OURS,
    types={**OURS.types, "AlumniCredential": f"{EXAMPLES}AlumniCredential"},
    terms={**OURS.terms, "alumniOf": Term(f"{EXAMPLES}alumniOf")},
)
ALUMNI = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2",
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}


def test_the_key_is_written_as_there():
    assert multikey(KEY.public_key()) == PUBLIC
    assert from_multikey(PUBLIC).public_bytes_raw() == KEY.public_key().public_bytes_raw()


def test_the_signature_is_the_same_byte_for_byte():
    found = signed(ALUMNI, KEY, method=METHOD, at=AT, vocabulary=VOCABULARY)

    assert found["proof"]["proofValue"] == SIGNATURE
    assert is_signed(found, KEY.public_key(), VOCABULARY)


def test_another_word_is_another_signature():
    found = signed(ALUMNI, KEY, method=METHOD, at=AT, vocabulary=VOCABULARY)

    assert not is_signed(found | {"name": "Alumni credential"}, KEY.public_key(), VOCABULARY)


@pytest.mark.parametrize("content", [b"", b"\0", b"\0\0\1", bytes(range(64)), b"\xff" * 64])
def test_base_58_is_read_as_it_was_written(content):
    assert from_base58(base58(content)) == content


@pytest.mark.parametrize("text", ["", "u1", "z0", "zI", "z" + "1" * 200])
def test_what_is_no_base_58_is_refused(text):
    with pytest.raises(ValueError, match=r"base 58|substring"):
        from_base58(text)


@pytest.mark.parametrize("text", ["z" + "1" * 40, base58(b"\x80\x24" + b"\1" * 32), base58(b"\xed\x01short")])
def test_what_is_no_such_key_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        from_multikey(text)
