"""What anyone may learn about a certificate: five facts and whether it stands."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.codes import same_code
from certificates.enums import CertificateState
from certificates.models import Certificate
from certificates.rendering import period
from lms.people.rules import masked_nip

TOKEN = re.compile(r"[\w-]{1,43}", re.ASCII)


@dataclass(frozen=True)
class Verdict:
    """One word, one sentence, and the kind of status that colours them."""

    kind: str
    word: str | Promise
    sentence: str | Promise


GENUINE = Verdict("ok", _("ASLI"), _("Sertifikat ini diterbitkan oleh %(issuer)s dan masih berlaku."))
EXPIRED = Verdict(
    "warn",
    _("KEDALUWARSA"),
    _("Sertifikat ini asli, tetapi masa berlakunya sudah habis. Penerbit: %(issuer)s."),
)
WITHDRAWN = Verdict(
    "bad",
    _("DICABUT"),
    _("Sertifikat ini pernah diterbitkan oleh %(issuer)s, lalu dicabut. Jangan dipakai lagi."),
)
SUPERSEDED = Verdict(
    "warn",
    _("DIGANTI"),
    _("Sertifikat ini diterbitkan oleh %(issuer)s, lalu diganti dengan yang baru karena datanya diperbaiki."),
)
FORGOTTEN = Verdict(
    "warn",
    _("MASA SIMPAN HABIS"),
    _(
        "Sertifikat ini pernah diterbitkan oleh %(issuer)s. Data pemegangnya sudah dihapus menurut masa simpan."
    ),
)
UNKNOWN = Verdict(
    "bad",
    _("TIDAK DITEMUKAN"),
    _("Tidak ada sertifikat dengan kode ini. Periksa kembali kodenya, atau hubungi penerbit."),
)


def issued_by_token(token: str) -> Certificate | None:
    """The certificate of a token; one that is not issued yet does not exist for the public."""
    if not TOKEN.fullmatch(token):
        return None
    issued = Certificate.objects.exclude(state=CertificateState.PENDING).select_related("superseded_by")
    return issued.filter(token=token).first()


def issued_by_number(number: str, code: str) -> Certificate | None:
    """The certificate whose number and check code a person typed; None says nothing about which was wrong."""
    rows = Certificate.objects.exclude(state=CertificateState.PENDING)
    found = rows.filter(number__iexact=number.strip()).first()
    return found if found and same_code(code, found.token) else None


def verdict_on(certificate: Certificate | None) -> Verdict:
    if certificate is None:
        return UNKNOWN
    if certificate.state == CertificateState.WITHDRAWN:
        return WITHDRAWN
    if certificate.forgotten_at:
        return FORGOTTEN
    if certificate.state == CertificateState.SUPERSEDED:
        return SUPERSEDED
    return EXPIRED if certificate.has_expired else GENUINE


def facts_of(certificate: Certificate) -> list[tuple[str | Promise, Any]]:
    """Label and value, as they were frozen."""
    frozen = certificate.snapshot
    name, nip = frozen["name"], masked_nip(frozen["nip"])
    dates = period(date.fromisoformat(frozen["started"]), date.fromisoformat(frozen["finished"]))
    holder = [(_("Nama"), f"{name} ({frozen['nip_label']} {nip})" if nip else name)] if name else []
    return [
        *holder,
        (_("Pelatihan"), frozen["course"]),
        (_("Jam pelajaran"), f"{frozen['jp']} JP"),
        (_("Tanggal"), dates),
        (_("Penerbit"), frozen["issuer"]),
    ]
