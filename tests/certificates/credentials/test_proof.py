"""Our signatures under the eyes of code that we did not write; the wallet of test_wallet.py is another one."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import OKPKey
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from certificates.credentials.document import claims_of
from certificates.credentials.proof import is_signed, is_signed_jwt, jwk, jwt, opened, signed, thumbprint
from certificates.credentials.statements import NotOurs
from tests.certificates.credentials.badges import AT, KEY, METHOD, unsigned, whole

PUBLIC = KEY.public_key()
FORGED = ["name", "validUntil", "id"]


def token() -> str:
    document = unsigned()
    return jwt(document, KEY, method=METHOD, claims=claims_of(document))


def forged(text: str, **fields) -> str:
    """The same JWT with another content and the old signature."""
    header, _content, signature = text.split(".")
    content = json.dumps(opened(text)[1] | fields).encode()
    return f"{header}.{base64.urlsafe_b64encode(content).rstrip(b'=').decode()}.{signature}"


def test_open_badges_software_accepts_the_proof_inside():
    found = OB3LdpVerifier(PUBLIC).verify(json.dumps(whole()))

    assert (found.issuer.id, found.credits_earned) == (whole()["issuer"]["id"], 6)
    assert [one.target_code for one in found.achievement.alignments] == ["KS-1", "4.1", "k"]


@pytest.mark.parametrize("member", FORGED)
def test_open_badges_software_refuses_a_forged_document(member):
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier(PUBLIC).verify(json.dumps(whole() | {member: "https://contoh.example/lain"}))


def test_open_badges_software_accepts_the_jwt():
    found = OB3Verifier(PUBLIC).verify(token())

    assert (found.name, found.id) == ("Keamanan Siber untuk ASN", "https://contoh.example/v/contoh/")


@pytest.mark.parametrize("member", FORGED)
def test_open_badges_software_refuses_a_forged_jwt(member):
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        OB3Verifier(PUBLIC).verify(forged(token(), **{member: "https://contoh.example/lain"}))


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # the newer name is not known to wallets yet
def test_general_software_for_jwt_agrees():
    key = OKPKey.import_key(jwk(PUBLIC))

    found = jws.deserialize_compact(token(), key, algorithms=["EdDSA"])

    assert found.protected == {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": METHOD}
    assert json.loads(found.payload)["credentialSubject"] == unsigned()["credentialSubject"]
    assert key.thumbprint() == thumbprint(PUBLIC)
    with pytest.raises(BadSignatureError):
        jws.deserialize_compact(forged(token(), name="Lain"), key, algorithms=["EdDSA"])


def test_the_same_badge_gets_the_same_signatures():
    assert (whole(), token()) == (whole(), token())


def test_we_ourselves_tell_whole_from_forged():
    other = Ed25519PrivateKey.generate().public_key()

    assert [is_signed(whole(), PUBLIC), is_signed(whole(), other)] == [True, False]
    assert [is_signed_jwt(token(), PUBLIC), is_signed_jwt(token(), other)] == [True, False]
    assert [
        is_signed(whole() | {"name": "Lain"}, PUBLIC),
        is_signed_jwt(forged(token(), name="L"), PUBLIC),
    ] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"proofPurpose": "authentication"},
        {"cryptosuite": "eddsa-jcs-2022"},
        {"created": "2026-11-20T04:00:01Z"},
        {"proofValue": "z"},
        {"proofValue": 7},
        {"expires": "2030-01-01T00:00:00Z"},
        {"verificationMethod": ["x"]},
    ],
)
def test_a_proof_that_is_not_as_we_make_it_counts_for_nothing(change):
    document = whole()

    assert not is_signed(document | {"proof": document["proof"] | change}, PUBLIC)


@pytest.mark.parametrize("proof", [None, [], "x", {}])
def test_a_document_without_a_proof_is_not_signed(proof):
    assert not is_signed(unsigned() | {"proof": proof}, PUBLIC)


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "e30.W10.", "e30.e30.e30.e30", "ZQ.ZQ.", "é.é.é"])
def test_what_is_no_jwt_is_refused(text):
    with pytest.raises(NotOurs):
        opened(text)
    assert not is_signed_jwt(text, PUBLIC)


def test_a_jwt_is_written_in_one_way_only():
    head, _dot, signature = token().rpartition(".")

    assert not is_signed_jwt(f"{head}.{signature}=", PUBLIC)


def test_signing_leaves_the_document_alone():
    document = unsigned()
    signed(document, KEY, method=METHOD, at=AT)

    assert document == unsigned()
