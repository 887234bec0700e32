"""Signing and checking in the two ways that wallets know: a proof inside the document, and a JWT around it.

Data Integrity: W3C "Data Integrity EdDSA Cryptosuites v1.0", section 3.2 (eddsa-rdfc-2022). JWT: W3C "Securing
Verifiable Credentials using JOSE and COSE" (vc+jwt) with the claims that Open Badges 3.0 asks for. Both give the same
bytes each time.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.credentials.multibase import base58, from_base58
from certificates.credentials.statements import NotOurs, canonical
from certificates.credentials.terms import OURS, Vocabulary

SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
MEMBERS = {*SUITE, "created", "verificationMethod", "proofValue"}
Document = dict[str, Any]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(
    document: Document, key: Ed25519PrivateKey, *, method: str, at: datetime, vocabulary: Vocabulary = OURS
) -> Document:
    """``document`` with its proof, by the key whose public address is ``method``."""
    options = {**SUITE, "created": moment(at), "verificationMethod": method}
    signature = key.sign(_digests(document, options, vocabulary))
    return {**document, "proof": {**options, "proofValue": base58(signature)}}


def is_signed(document: Mapping[str, Any], key: Ed25519PublicKey, vocabulary: Vocabulary = OURS) -> bool:
    """Whether the proof inside is by ``key`` and about this very document."""
    proof = document.get("proof")
    if not isinstance(proof, dict) or set(proof) != MEMBERS or proof | SUITE != proof:
        return False
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    bare = {name: value for name, value in document.items() if name != "proof"}
    try:
        key.verify(from_base58(proof["proofValue"]), _digests(bare, options, vocabulary))
    except (InvalidSignature, ValueError, AttributeError, TypeError):
        return False
    return True


def _digests(document: Mapping[str, Any], options: Mapping[str, Any], vocabulary: Vocabulary) -> bytes:
    return b"".join(sha256(canonical(part, vocabulary).encode()).digest() for part in (options, document))


def jwt(document: Document, key: Ed25519PrivateKey, *, method: str, claims: Mapping[str, Any]) -> str:
    header = {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": method}
    head = f"{_coded(_json(header))}.{_coded(_json({**document, **claims}))}"
    return f"{head}.{_coded(key.sign(head.encode()))}"


def opened(token: str) -> tuple[Document, Document]:
    """Header and content of a JWT, unchecked. Raises ``NotOurs``."""
    try:
        header, content, _signature = token.split(".")
        parts = json.loads(_decoded(header)), json.loads(_decoded(content))
    except (ValueError, RecursionError) as error:
        raise NotOurs("no JWT") from error
    if not all(isinstance(part, dict) for part in parts):
        raise NotOurs("no JWT")
    return parts


def is_signed_jwt(token: str, key: Ed25519PublicKey) -> bool:
    """Whether ``key`` signed the JWT; the algorithm is the key's own, whatever the header says."""
    head, _dot, signature = token.rpartition(".")
    try:
        key.verify(_decoded(signature), head.encode())
    except (InvalidSignature, ValueError):
        return False
    return opened(token)[0].get("alg") == "EdDSA"


def jwk(key: Ed25519PublicKey) -> dict[str, str]:
    """RFC 8037, section 2."""
    return {"crv": "Ed25519", "kty": "OKP", "x": _coded(key.public_bytes_raw())}


def thumbprint(key: Ed25519PublicKey) -> str:
    """RFC 7638: of the required members in the order of their names."""
    return _coded(sha256(_json(jwk(key))).digest())


def as_text(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _coded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    """Raises ``ValueError``; text with signs that do not belong is no second way of writing the same."""
    content = base64.b64decode(text.translate({45: "+", 95: "/"}) + "=" * (-len(text) % 4), validate=True)
    if _coded(content) != text:
        raise binascii.Error("not as it is written")
    return content
