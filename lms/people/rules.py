"""Rules about one number or one name, without the ORM. Sources: domain.md §2.1 (Perka BKN 22/2007), §2.2."""

import re
import unicodedata
from datetime import date, timedelta

from lms.core.dates import add_months

NIP_LENGTH = 18
YOUNGEST, OLDEST = 17, 70


def nip_digits(text: str) -> str:
    """The digits of a NIP as people write it, spaces, dots, dashes, apostrophes and unseen signs left out."""
    return re.sub(r"[\s.\-–'’]", "", without_unseen(text))


def nip_fault(nip: str, today: date) -> str | None:
    """Why ``nip`` (digits only) cannot be a NIP or NI PPPK: length, birth, appointment, sex; else None."""
    if not re.fullmatch(r"[0-9]{18}", nip):
        return "length"
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return "birth"
    if not YOUNGEST <= age_on(born, today) <= OLDEST:
        return "birth"
    if not born.year + YOUNGEST <= int(nip[8:12]) <= today.year + 1 or nip[12:14] == "00":
        return "appointment"
    return None if nip[14] in "12" else "sex"


def age_on(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def born_on(nip: str) -> date | None:
    """The day of birth that a NIP begins with; None where it holds none."""
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])) if len(nip) == NIP_LENGTH else None
    except ValueError:
        return None


def last_day_of_service(born: date, age: int) -> date:
    """The last day of the month in which the person reaches the age of retirement (domain.md §2.3, BUP)."""
    return add_months(born.replace(day=1), 12 * age + 1) - timedelta(days=1)


def masked_nip(nip: str) -> str:
    """``1986********1001``: enough to recognise one's own number, too little to learn it."""
    return f"{nip[:4]}{'•' * 10}{nip[-4:]}" if len(nip) == NIP_LENGTH else ""


def clean_name(text: str) -> str:
    """One line, single spaces, composed characters (NFC), nothing that is there without being seen."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", without_unseen(text))).strip()


def without_unseen(text: str) -> str:
    """Without the format characters (Cf) that copying from a web page brings: soft hyphens, zero-width spaces."""
    return "".join(sign for sign in text if sign.isascii() or unicodedata.category(sign) != "Cf")


def unprintable(name: str) -> str:
    """The characters of a name that no certificate font can print (emoji, controls, private use)."""
    return "".join(sorted({sign for sign in name if not _printable(sign)}))


def _printable(sign: str) -> bool:
    latin = sign.isascii() or unicodedata.name(sign, "").startswith("LATIN ")
    return (latin and sign.isprintable()) or sign in "’‘ʼʻ–"
