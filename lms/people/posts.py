"""What the words of a SIASN row say about a post. Sources: domain.md §2.3, §4.3 (PermenPANRB 38/2017)."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lms.people.enums import DigitalRole, PositionKind, PostGroup
from lms.people.rules import born_on, last_day_of_service

ESELON_GROUPS = {
    "I": PostGroup.JPT,
    "II": PostGroup.JPT,
    "III": PostGroup.ADMINISTRATOR,
    "IV": PostGroup.SUPERVISOR,
    "V": PostGroup.SUPERVISOR,
}
# In the order in which they are looked for: "Ahli Muda" before the "Muda" of older names.
GRADES = (
    ("AHLI UTAMA", PostGroup.JF_UTAMA),
    ("AHLI MADYA", PostGroup.JF_MADYA),
    ("AHLI MUDA", PostGroup.JF_MUDA),
    ("AHLI PERTAMA", PostGroup.JF_PERTAMA),
    ("PENYELIA", PostGroup.JF_PENYELIA),
    ("PELAKSANA LANJUTAN", PostGroup.JF_MAHIR),
    ("MAHIR", PostGroup.JF_MAHIR),
    ("TERAMPIL", PostGroup.JF_TERAMPIL),
    ("PEMULA", PostGroup.JF_PEMULA),
    ("PELAKSANA", PostGroup.JF_TERAMPIL),
    ("UTAMA", PostGroup.JF_UTAMA),
    ("MADYA", PostGroup.JF_MADYA),
    ("MUDA", PostGroup.JF_MUDA),
    ("PERTAMA", PostGroup.JF_PERTAMA),
)
KINDS = {
    "JABATAN STRUKTURAL": PositionKind.STRUCTURAL,
    "STRUKTURAL": PositionKind.STRUCTURAL,
    "JABATAN FUNGSIONAL TERTENTU": PositionKind.FUNCTIONAL,
    "JABATAN FUNGSIONAL": PositionKind.FUNCTIONAL,
    "FUNGSIONAL": PositionKind.FUNCTIONAL,
    "JABATAN FUNGSIONAL UMUM": PositionKind.GENERAL,
    "JABATAN PELAKSANA": PositionKind.GENERAL,
    "PELAKSANA": PositionKind.GENERAL,
}
MANAGING_WORDS = (
    "PRANATA KOMPUTER",
    "MANGGALA INFORMATIKA",
    "SANDIMAN",
    "INFORMATIKA",
    "SISTEM DAN TEKNOLOGI INFORMASI",
    "SISTEM DAN JARINGAN",
)


@dataclass(frozen=True)
class Post:
    kind: PositionKind
    group: PostGroup
    eselon: str
    graded: bool = True
    """False for a functional post whose name tells no grade: its group is then the lowest of the experts."""


def post_of(kind_name: str, eselon_name: str, name: str) -> Post | None:
    """The post behind the words; None when the kind is unknown, or structural without an eselon."""
    eselon = eselon_of(eselon_name)
    words = folded(kind_name)
    kind = KINDS.get(words)
    if words in {"RANGKAP", "JABATAN RANGKAP"}:
        kind = PositionKind.STRUCTURAL if eselon else PositionKind.FUNCTIONAL
    if kind is None or (kind is PositionKind.STRUCTURAL and not eselon):
        return None
    if kind is PositionKind.STRUCTURAL:
        return Post(kind, ESELON_GROUPS[eselon.partition(".")[0]], eselon)
    if kind is PositionKind.GENERAL:
        return Post(kind, PostGroup.GENERAL, "")
    grade = grade_of(name)
    return Post(kind, grade or PostGroup.JF_PERTAMA, "", graded=grade is not None)


def eselon_of(text: str) -> str:
    """``II.b`` out of ``II.B``, ``II/b`` or ``Eselon IIb``; empty for NON and for no eselon."""
    found = re.fullmatch(r"(?:ESELON )?(IV|V|I{1,3})[./ ]?([ABCDE])", folded(text))
    return f"{found[1]}.{found[2].lower()}" if found else ""


def grade_of(name: str) -> PostGroup | None:
    words = f" {folded(name)} "
    return next((group for grade, group in GRADES if f" {grade} " in words), None)


def first_digital_role(name: str) -> DigitalRole:
    """A prefill for people who come in by the sheet: who runs digital services by post manages them."""
    words = folded(name)
    return DigitalRole.MANAGES if any(word in words for word in MANAGING_WORDS) else DigitalRole.USES


def retirement_age(group: str) -> int:
    ages = settings.PIAWAI_RETIREMENT_AGES
    return ages.get(group, ages["*"])


def retires_on(nip: str | None, group: str) -> date | None:
    """The last day of service of whoever holds a post of this group; None without a NIP."""
    born = born_on(nip or "")
    return last_day_of_service(born, retirement_age(group)) if born else None


def folded(text: str) -> str:
    """Upper case and single spaces, so that the same name in other clothes is the same name."""
    return re.sub(r"\s+", " ", text).strip().upper()
