"""What the site answers about a PDF that anybody hands in."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateState
from certificates.models import Certificate
from certificates.queries.public import Verdict, verdict_on
from certificates.uploads import Label, beginnings, is_pdf, label_of

APPENDED = Verdict(
    "bad",
    _("BERUBAH SETELAH TERBIT"),
    _(
        "Awal berkas ini adalah sertifikat yang kami terbitkan, tetapi ada yang ditambahkan sesudahnya. Pegang hanya"
        " data dari halaman verifikasi."
    ),
)
ALTERED = Verdict(
    "bad",
    _("BUKAN BERKAS ASLI"),
    _(
        "Berkas ini mengaku sertifikat dari %(issuer)s, tetapi isinya tidak sama dengan berkas mana pun yang kami"
        " terbitkan."
    ),
)
ELSEWHERE = Verdict(
    "warn",
    _("BUKAN DARI SITUS INI"),
    _("Berkas ini menyebut penerbit lain. Periksa di alamat yang tercetak di sertifikat itu."),
)
STRANGE = Verdict("warn", _("BUKAN SERTIFIKAT"), _("Berkas PDF ini bukan sertifikat dari situs ini."))
NO_PDF = Verdict(
    "warn",
    _("BERKAS TIDAK DIKENAL"),
    _("Berkas ini bukan PDF dan bukan lencana digital. Pilih berkas yang Anda terima."),
)
TOO_LARGE = Verdict(
    "warn",
    _("TERLALU BESAR"),
    _("Berkas sertifikat kami tidak pernah sebesar itu. Pilih berkas yang Anda terima."),
)
EMPTY = Verdict(
    "warn",
    _("TIDAK ADA BERKAS"),
    _("Pilih berkas sertifikat atau lencana, atau tempel isi lencananya, lalu periksa lagi."),
)


@dataclass(frozen=True)
class Judgement:
    """``certificate``: the one whose bytes were handed in, or begin what was handed in; ``exact``: nothing else.

    ``signed``: a badge with our signature, whole, however its text is laid out.
    """

    verdict: Verdict
    certificate: Certificate | None = None
    exact: bool = False
    signed: bool = False

    @property
    def whole(self) -> bool:
        return self.exact or self.signed


def judge(content: bytes) -> Judgement:
    """Exactly what was issued, or one of the ways in which it is not. Two queries at most, whatever the file.

    A name or number inside a file is never looked up: who makes files up learns nothing about what exists.
    """
    if not is_pdf(content):
        return Judgement(NO_PDF if content else EMPTY)
    issued = Certificate.objects.exclude(state=CertificateState.PENDING)
    if exact := issued.filter(sha256=sha256(content).hexdigest()).first():
        return Judgement(verdict_on(exact), exact, exact=True)
    earlier = list(beginnings(content))
    if earlier and (begun := issued.filter(sha256__in=earlier).first()):
        return Judgement(APPENDED, begun)
    return Judgement(_by_label(label_of(content)))


def _by_label(label: Label) -> Verdict:
    if not label.is_certificate:
        return STRANGE
    return ALTERED if label.issuer == settings.PIAWAI_ISSUER else ELSEWHERE
