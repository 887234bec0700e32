"""Which badges no longer hold: one bit each, in lists that anybody may fetch (W3C Bitstring Status List v1.0).

The number of a certificate is its place: numbers are never given twice, so a bit never comes to mean another one.
"""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from certificates.credentials.did import issuer_did
from certificates.credentials.proof import moment
from certificates.credentials.terms import CREDENTIALS

SIZE = 131_072  # bits; the least that the standard allows, so that asking for a list says little about whom
FRESH = 300  # seconds for which a list may be kept
PURPOSE = "revocation"


def list_url(year: int, part: int) -> str:
    return settings.PIAWAI_BASE_URL + reverse("badge_status", args=[year, part])


def entry(year: int, sequence: int) -> dict[str, str]:
    """Where to look whether the certificate of this number still holds."""
    part, place = divmod(sequence, SIZE)
    url = list_url(year, part)
    return {
        "id": f"{url}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(place),
        "statusListCredential": url,
    }


def encoded(places: Iterable[int]) -> str:
    """The list with these bits set, packed; the first bit is the highest of the first byte."""
    bits = bytearray(SIZE // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def status_list(url: str, packed: str, *, at: datetime) -> dict[str, Any]:
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did(),
        "validFrom": moment(at),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": packed,
            "ttl": FRESH * 1000,
        },
    }
