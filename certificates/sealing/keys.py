"""The key of the seal: one that the operator provides, or one that this installation makes for itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    load_key_and_certificates,
    serialize_key_and_certificates,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone

BITS = 2048
YEARS, AUTHORITY_YEARS = 10, 40
FOLDER = "segel"
OWN, AUTHORITY = f"{FOLDER}/segel.p12", f"{FOLDER}/penerbit.p12"


class NoSeal(Exception):
    """The key of the seal can't be used; says why, to the operator."""


@dataclass(frozen=True)
class Seal:
    """A key with its certificate and those above it."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hexadecimal."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def subject(self) -> str:
        return self.certificate.subject.rfc4514_string()

    @property
    def pem(self) -> str:
        """The certificate and its chain; nothing secret."""
        return "".join(one.public_bytes(Encoding.PEM).decode() for one in (self.certificate, *self.chain))


def current() -> Seal:
    """The seal in use, made now where there is none. Raises ``NoSeal``."""
    return in_use() or _found()


def in_use() -> Seal | None:
    """The seal in use; None before the first. Raises ``NoSeal``."""
    if settings.PIAWAI_SEAL_FILE:
        return _provided(settings.PIAWAI_SEAL_FILE, settings.PIAWAI_SEAL_PASSWORD)
    return _kept(OWN)


def of(fingerprint: str) -> Seal | None:
    """A seal that is in use or was once, as long as its key is kept."""
    seal = in_use()
    return seal if seal and seal.fingerprint == fingerprint else _kept(_former(fingerprint))


def renew() -> Seal:
    """Give the installation's own authority a new key to seal with; the old one is kept for files to be made again.

    Raises ``NoSeal`` where the operator provides the key.
    """
    if settings.PIAWAI_SEAL_FILE:
        raise NoSeal("PIAWAI_SEAL_FILE is set: replace that file instead")
    old = current()
    _written(_former(old.fingerprint), old)
    authority = _kept(AUTHORITY)
    if authority is None:
        raise NoSeal(f"{AUTHORITY} is gone: no key can be certified")
    return _written(OWN, _issued(authority, timezone.now()))


def _former(fingerprint: str) -> str:
    return f"{FOLDER}/{fingerprint}.p12"


def _storage() -> Storage:
    """Keys lie with the certificates, so that every machine has the same ones and every backup holds them."""
    return storages["private"]


@cache
def _provided(path: str, password: str) -> Seal:
    try:
        return _read(Path(path).read_bytes(), password)
    except (OSError, ValueError) as error:
        raise NoSeal(f"PIAWAI_SEAL_FILE: {error}") from error


def _kept(name: str) -> Seal | None:
    """None where there is none, and while another process is writing it."""
    try:
        with _storage().open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    return _parsed(content) if content else None


@cache
def _parsed(content: bytes) -> Seal:
    """Parsing a key costs more than a signature."""
    try:
        return _read(content, "")
    except ValueError as error:
        raise NoSeal(f"{OWN}: {error}") from error


def _read(content: bytes, password: str) -> Seal:
    key, certificate, others = load_key_and_certificates(content, password.encode() or None)
    if not isinstance(key, RSAPrivateKey) or certificate is None:
        raise ValueError("an RSA key with its certificate is needed")
    return Seal(key, certificate, tuple(others))


def _found() -> Seal:
    """Make a seal, and the authority above it where there is none; the caller lets one process through at a time."""
    now = timezone.now()
    authority = _kept(AUTHORITY) or _written(AUTHORITY, _authority(now))
    return _written(OWN, _issued(authority, now))


def _authority(now: datetime) -> Seal:
    key = generate_private_key(65537, BITS)
    name = _name(f"Penerbit segel {settings.PIAWAI_CITY}")
    builder = _builder(name, name, key, now, AUTHORITY_YEARS).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    return Seal(
        key, builder.add_extension(_usage(signs_others=True), critical=True).sign(key, hashes.SHA256()), ()
    )


def _issued(authority: Seal, now: datetime) -> Seal:
    key = generate_private_key(65537, BITS)
    above = authority.certificate.subject
    builder = _builder(_name(f"Segel {settings.PIAWAI_ISSUER}"), above, key, now, YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_others=False), critical=True)
    return Seal(key, builder.sign(authority.key, hashes.SHA256()), (authority.certificate,))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    begins = now.astimezone(UTC) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common: str) -> x509.Name:
    """A common name has room for 64 signs."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"Pemerintah {settings.PIAWAI_CITY}"[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _usage(*, signs_others: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_others,
        content_commitment=not signs_others,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
    )


def _written(name: str, seal: Seal) -> Seal:
    chain = list(seal.chain) or None
    content = serialize_key_and_certificates(b"segel", seal.key, seal.certificate, chain, NoEncryption())
    _storage().delete(name)
    _storage().save(name, ContentFile(content))
    return seal
