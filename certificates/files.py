"""Where the bytes of a certificate lie: under a name made of their own hash, written once."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from certificates.models import Certificate, Credential
from certificates.rendering import Unprintable, made
from certificates.sealing.keys import NoSeal

ATTACHED_SINCE = 3  # version of the snapshot


class Damaged(Exception):
    """The stored bytes are gone or changed, and the snapshot no longer gives the ones that were issued."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store(content: bytes, *, at: datetime) -> str:
    """Keep ``content`` and return its name. A repeat, or a file cut short, ends the same."""
    name = f"sertifikat/{at:%Y}/{sha256(content)}.pdf"
    storage = storages["private"]
    if _stored(storage, name) == content:
        return name
    storage.delete(name)
    return storage.save(name, ContentFile(content))


def read(certificate: Certificate) -> bytes:
    """The bytes as issued, made again from the snapshot when the file is lost. Raises ``Damaged``."""
    content = _stored(storages["private"], certificate.file.name or "")
    if content is not None and sha256(content) == certificate.sha256:
        return content
    return _made_again(certificate)


def _stored(storage: Storage, name: str) -> bytes | None:
    try:
        with storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def _made_again(certificate: Certificate) -> bytes:
    at = certificate.issued_at or certificate.created_at
    try:
        content = made(certificate.snapshot, at=at, badge=_attached(certificate))
    except (Unprintable, NoSeal) as error:
        raise Damaged from error
    if sha256(content) != certificate.sha256:
        raise Damaged
    store(content, at=at)
    return content


def _attached(certificate: Certificate) -> str:
    """The badge that stands in the file: files of before version 3 have none, whatever was made for them since."""
    if certificate.snapshot["version"] < ATTACHED_SINCE:
        return ""
    return Credential.objects.values_list("content", flat=True).filter(certificate=certificate).first() or ""
