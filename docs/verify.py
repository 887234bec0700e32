"""Check a certificate without the site that issued it. Needs Python 3.11 and the package ``cryptography`` only.

    python verify.py sertifikat.pdf bukti.json [--authority penerbit.pem]

``bukti.json`` is fetched once, while the site is there, from the certificate's verification address with
``bukti.json`` behind it; keep it beside the PDF. ``--authority``: the certificate of the city's authority from a source
that you trust; without it the one inside the proof is used, and its fingerprint is told for you to compare.
Exit 0 when everything holds, 1 when not.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate, load_pem_x509_certificates


class Refused(Exception):
    """What does not hold."""


def check(pdf: bytes, proof: dict, authority: Certificate | None) -> dict:
    """The facts that are proven. Raises ``Refused``."""
    line, told = proof["line"], json.loads(proof["checkpoint"])
    if hashlib.sha256(pdf).hexdigest() != line["file_sha256"]:
        raise Refused("the PDF is not the file that the ledger names")
    digest = line_digest(line)
    root = root_of_path(
        leaf(digest), line["sequence"] - 1, told["size"], [bytes.fromhex(one) for one in proof["path"]]
    )
    if root is None or root.hex() != told["root"]:
        raise Refused("the line does not stand in the ledger that was signed")
    top = check_signature(proof, told, authority)
    return {
        "number": line["number"],
        "issued": line["at"],
        "issuer": told["issuer"],
        "signed": told["at"],
        "lines": told["size"],
        "authority": top.fingerprint(SHA256()).hex(),
    }


def line_digest(line: dict) -> str:
    """The hash that ties a line to the one before: six values, one a line."""
    values = [
        line["previous"],
        str(line["sequence"]),
        line["kind"],
        line["number"],
        line["file_sha256"],
        line["at"],
    ]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()


def leaf(digest: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(digest)).digest()


def joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_path(found: bytes, index: int, count: int, beside: list[bytes]) -> bytes | None:
    """RFC 9162, section 2.1.3.2."""
    place, last = index, count - 1
    for other in beside:
        if last == 0:
            return None
        if place & 1 or place == last:
            found = joined(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = joined(found, other)
        place, last = place >> 1, last >> 1
    return found if last == 0 else None


def check_signature(proof: dict, told: dict, authority: Certificate | None) -> Certificate:
    """The checkpoint is signed by the key it names, and that key by the authority; returns the authority."""
    seal, *above = load_pem_x509_certificates(proof["certificates"].encode())
    if seal.fingerprint(SHA256()).hex() != told["seal"]:
        raise Refused("the key in the proof is not the one that the checkpoint names")
    top = authority or (above[-1] if above else seal)
    try:
        seal.public_key().verify(
            bytes.fromhex(proof["signature"]), proof["checkpoint"].encode(), PKCS1v15(), SHA256()
        )
        if top != seal:
            seal.verify_directly_issued_by(top)
    except (InvalidSignature, ValueError, TypeError):
        raise Refused("the checkpoint is not signed by a key of this authority") from None
    return top


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a certificate without the site that issued it.")
    parser.add_argument("pdf", type=Path)
    parser.add_argument("proof", type=Path)
    parser.add_argument("--authority", type=Path)
    asked = parser.parse_args()
    authority = load_pem_x509_certificates(asked.authority.read_bytes())[-1] if asked.authority else None
    try:
        facts = check(asked.pdf.read_bytes(), json.loads(asked.proof.read_text(encoding="utf-8")), authority)
    except Refused as reason:
        print(f"REFUSED: {reason}.")
        return 1
    except (KeyError, ValueError, TypeError) as error:
        print(f"REFUSED: the proof cannot be read ({error}).")
        return 1
    print("GENUINE: this very file was issued and stands in the signed ledger.")
    for name, value in facts.items():
        print(f"  {name}: {value}")
    if authority is None:
        print("  Compare the fingerprint of the authority with one that you trust.")
    print("  Whether it was withdrawn later, only the site or a newer ledger can tell.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
