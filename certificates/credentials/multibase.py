"""Bytes as text, as documents of the W3C write them: a letter for the alphabet, then the digits (Multibase)."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # what stands before a public key of that kind (Multicodec)
LONGEST = 128  # digits; a signature has 88, and reading costs their square


def base58(content: bytes) -> str:
    """``z`` and the digits of base 58; a leading zero byte is a ``1``."""
    number, digits = int.from_bytes(content, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = BASE58[digit] + digits
    return "z" + "1" * (len(content) - len(content.lstrip(b"\0"))) + digits


def from_base58(text: str) -> bytes:
    """The bytes that ``base58`` wrote. Raises ``ValueError``."""
    if not text.startswith("z") or len(text) > LONGEST:
        raise ValueError("no base 58")
    digits, number = text[1:], 0
    for digit in digits:
        number = number * 58 + BASE58.index(digit)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multikey(key: Ed25519PublicKey) -> str:
    return base58(ED25519 + key.public_bytes_raw())


def from_multikey(text: str) -> Ed25519PublicKey:
    """Raises ``ValueError``."""
    content = from_base58(text)
    if not content.startswith(ED25519):
        raise ValueError("no key of Ed25519")
    return Ed25519PublicKey.from_public_bytes(content.removeprefix(ED25519))
