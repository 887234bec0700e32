"""Who signs the badges: the site itself, by its address (did:web), with every key that it ever used."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from certificates.credentials.multibase import from_multikey
from certificates.credentials.proof import jwk, thumbprint

CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]


def issuer_did() -> str:
    """``did:web:contoh.go.id``; a port is written as did:web asks, and a path follows with colons."""
    address = urlsplit(settings.PIAWAI_BASE_URL)
    return ":".join(["did:web", quote(address.netloc, safe="")] + [p for p in address.path.split("/") if p])


def method_of(fragment: str) -> str:
    return f"{issuer_did()}#{fragment}"


def did_document(multikeys: Iterable[str]) -> dict[str, Any]:
    """Each key twice, for those who read Multikey and for those who read JWK. None is ever taken out."""
    did = issuer_did()
    methods = [method for multikey in multikeys for method in _methods(did, multikey)]
    return {
        "@context": CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _methods(did: str, multikey: str) -> list[dict[str, Any]]:
    key = from_multikey(multikey)
    return [
        {
            "id": f"{did}#{multikey}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": multikey,
        },
        {
            "id": f"{did}#{thumbprint(key)}",
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": jwk(key),
        },
    ]
