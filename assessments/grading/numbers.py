"""Numbers as people in Indonesia write them, with or without a unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = re.compile(r"(?P<sign>[+\-−–]?)\s?(?P<digits>\d[\d., ]*(?<=\d)|[.,]\d+)")
GROUPED = re.compile(r"[1-9]\d{0,2}([., ])\d{3}(?:\1\d{3})*")
BITS_OR_BYTES = re.compile(r"[kmgtKMGT]?i?([bB])(?:ps|/s|/detik)?")


@dataclass(frozen=True)
class Reading:
    """A number and the unit written with it, empty where there was none."""

    value: Decimal
    unit: str


def read_number(text: str) -> Reading | None:
    """Read ``1.234,5 Mbps`` or ``Rp1.404.000``; None when it is no number.

    A comma is the decimal sign. Dots or spaces before groups of three digits part the thousands; any other
    single dot is read as a decimal sign too, because many keyboards offer nothing else.
    """
    folded = " ".join(text.split())
    found = NUMBER.search(folded)
    if found is None:
        return None
    plain = _plain(found["digits"])
    before, after = folded[: found.start()].strip(), folded[found.end() :].strip()
    if plain is None or (before and after):
        return None
    value = Decimal(plain)
    return Reading(-value if found["sign"] in {"-", "−", "–"} else value, before or after)


def _plain(digits: str) -> str | None:
    """The digits with a dot as decimal sign, nothing between thousands; None when signs are mixed up."""
    if "," in digits and "." in digits:
        decimal_sign = max(",.", key=digits.rfind)
        whole, _, rest = digits.rpartition(decimal_sign)
        return f"{_joined(whole)}.{rest}" if rest.isdigit() and _is_grouped(whole) else None
    if "," not in digits and _is_grouped(digits):
        return _joined(digits)
    if " " in digits:
        whole, _, rest = digits.partition(",")
        return f"{_joined(whole)}.{rest}" if rest.isdigit() and _is_grouped(whole) else None
    plain = digits.replace(",", ".")
    return plain if plain.count(".") <= 1 else None


def _is_grouped(digits: str) -> bool:
    return digits.isdigit() or GROUPED.fullmatch(digits) is not None


def _joined(digits: str) -> str:
    return re.sub(r"[., ]", "", digits)


def same_unit(given: str, wanted: str) -> bool:
    """Capitals do not matter, except that ``b`` is bit and ``B`` is byte; no unit at all is fine."""
    if not given:
        return True
    if _name(given) != _name(wanted):
        return False
    ours, theirs = BITS_OR_BYTES.fullmatch(given), BITS_OR_BYTES.fullmatch(wanted)
    return ours is None or theirs is None or ours[1] == theirs[1]


def _name(unit: str) -> str:
    folded = unit.casefold().rstrip(".")
    return "rp" if folded == "rupiah" else folded
