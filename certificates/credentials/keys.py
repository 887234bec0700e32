"""The key that signs badges.

It lies with the files of the certificates, so that every machine has the same and every backup holds it. What it signed
is kept as text: nothing is ever signed again with a former key, and a renewal ends it for good.
"""

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.core.files.base import ContentFile
from django.core.files.storage import storages

FOLDER = "lencana"
NAME = f"{FOLDER}/kunci.pem"


class NoCredentialKey(Exception):
    """The key can't be used; says why, to the operator."""


def in_use() -> Ed25519PrivateKey | None:
    """None before the first, and while another process is writing it. Raises ``NoCredentialKey``."""
    try:
        with storages["private"].open(NAME) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    return _parsed(content) if content else None


def current() -> Ed25519PrivateKey:
    """The key in use, made now where there is none; the caller lets one process through at a time."""
    return in_use() or renew()


def renew() -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    storages["private"].delete(NAME)
    storages["private"].save(NAME, ContentFile(content))
    return key


@cache
def _parsed(content: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(content, None)
    except ValueError as error:
        raise NoCredentialKey(f"{NAME}: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoCredentialKey(f"{NAME}: an Ed25519 key is needed")
    return key
