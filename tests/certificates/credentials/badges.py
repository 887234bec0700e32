"""Badges to look at, and what a wallet fetches for them, without a network."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.credentials.document import Course, Place, badge
from certificates.credentials.multibase import multikey
from certificates.credentials.proof import Document, signed
from tests.certificates.snapshots import snapshot

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
METHOD = f"did:web:contoh.example#{multikey(KEY.public_key())}"
TAGS = {
    "KS-1": [("DigComp 2.2", "4.1", "Melindungi perangkat"), ("Bidang kompetensi SDM SPBE", "k", "Keamanan")]
}
COURSE = Course("urn:uuid:1b2f8a52-64f0-4a36-9f4e-6f7c1f0c7a11", "Ringkasan.", "Lulus semua kuis.", TAGS)


def unsigned(facts: Course = COURSE, sequence: int = 7, **fields: Any) -> Document:
    frozen = snapshot(version=3, verify_url="https://contoh.example/v/contoh/", **fields)
    return badge(frozen, facts, Place(2026, sequence), at=AT)


def whole(**fields: Any) -> Document:
    return signed(unsigned(**fields), KEY, method=METHOD, at=AT)


def site(client: Any, address: str) -> Callable[..., bytes]:
    """What fetches from the site, and from nowhere else."""

    def fetch(url: str, *_args: Any, **_options: Any) -> bytes:
        assert url.startswith(address)
        response = client.get(url.removeprefix(address))
        assert response.status_code == 200
        return response.content

    return fetch
