"""The digital badge of a certificate: signed once, with its certificate or on the first demand, and kept."""

from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from certificates.credentials import keys, status
from certificates.credentials.document import Place, badge, claims_of
from certificates.credentials.multibase import multikey
from certificates.credentials.proof import Document, as_text, jwt, signed, thumbprint
from certificates.models import Certificate, Credential, CredentialKey, LedgerHead
from certificates.queries.badges import course_of, places_void
from lms.audit.log import record


def note_key(*, at: datetime) -> CredentialKey:
    """The key in use, its public half kept for everybody from its first badge on. Raises ``NoCredentialKey``.

    In the caller's transaction; the locked head of the ledger lets one process make the first key.
    """
    return _noted(at)[0]


def _noted(at: datetime) -> tuple[CredentialKey, Ed25519PrivateKey]:
    key = keys.in_use()
    if key is None:
        LedgerHead.locked()
        key = keys.current()
    public = key.public_key()
    row, _created = CredentialKey.objects.get_or_create(
        pk=multikey(public), defaults={"thumbprint": thumbprint(public), "first_used_at": at}
    )
    return row, key


@transaction.atomic
def renew_key(*, at: datetime) -> CredentialKey:
    """Sign with a new key from now on, whatever became of the old one, whose public half is kept for its badges."""
    LedgerHead.locked()
    old = CredentialKey.objects.values_list("pk", flat=True).first()
    keys.renew()
    new = note_key(at=at)
    record("certificates.renew_credential_key", new, by=None, before={"key": old}, after={"key": new.pk})
    return new


def signed_credential(certificate: Certificate, *, issued_at: datetime, at: datetime) -> Credential:
    """The badge of a numbered and frozen certificate, signed ``at``; not saved. In the caller's transaction.

    Raises ``NoCredentialKey``.
    """
    row, key = _noted(at)
    place = Place(certificate.year or 0, certificate.sequence or 0)
    document = badge(certificate.snapshot, course_of(certificate), place, at=issued_at)
    return Credential(
        certificate=certificate,
        key=row,
        content=as_text(signed(document, key, method=row.method, at=at)),
        jwt=jwt(document, key, method=row.jwt_method, claims=claims_of(document)),
        made_at=at,
    )


@transaction.atomic
def credential_of(*, certificate: Certificate, now: datetime) -> Credential:
    """The badge as it was signed; for a certificate of before there were badges it is made now.

    Raises ``NoCredentialKey``.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    found = Credential.objects.filter(certificate=certificate).first()
    if found is None:
        found = signed_credential(certificate, issued_at=certificate.issued_at or now, at=now)
        found.save(force_insert=True)
    return found


def signed_status(*, year: int, part: int, now: datetime) -> Document | None:
    """The list that says which badges no longer hold, signed; None where no certificate can stand in it.

    The database says what is in it. It is signed once an hour or when it changed, so that the key need not be read
    each time: a process that has the list goes on answering while the storage is away. Raises ``NoCredentialKey``.
    """
    places = places_void(year, part)
    newest = CredentialKey.objects.first()
    if places is None or newest is None:
        return None
    hour = now.replace(minute=0, second=0, microsecond=0)
    return _signed_list(status.list_url(year, part), status.encoded(places), hour, newest.method)


@lru_cache(maxsize=64)
def _signed_list(url: str, packed: str, at: datetime, _newest: str) -> Document:
    """``_newest``: after a renewal by another process, what this one has in mind is signed anew."""
    with transaction.atomic():
        row, key = _noted(at)
    return signed(status.status_list(url, packed, at=at), key, method=row.method, at=at)
