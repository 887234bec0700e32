"""What the public holds: an unguessable token in the QR code, and a short code to type beside the number."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to be misread
CODE_LENGTH = 12
CONFUSED = str.maketrans("ILO", "110")


def new_token() -> str:
    """192 bits of the system's randomness."""
    return secrets.token_urlsafe(24)


def check_code(token: str) -> str:
    """60 bits of the token's hash as ``7K3M-9QXA-2F4D``; says nothing about the token itself."""
    number = int.from_bytes(hashlib.sha256(b"code:" + token.encode()).digest()[:8], "big") >> 4
    signs = [ALPHABET[number >> 5 * place & 31] for place in range(CODE_LENGTH)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, CODE_LENGTH, 4))


def same_code(typed: str, token: str) -> bool:
    """Whether a person typed the code of ``token``, whatever the case, dashes and spaces."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(CONFUSED)
    return secrets.compare_digest(plain.encode(), check_code(token).replace("-", "").encode())
