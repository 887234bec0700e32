"""From a snapshot to the bytes of a PDF: the same snapshot always gives the same bytes."""

import base64
import json
import mimetypes
import re
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import segno
import typst
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.sealing import keys
from lms.core.paper import STANDARDS, fonts, missing_signs
from lms.core.templatetags.say import nip as spaced_nip

SOURCE = Path(__file__).parent / "typst" / "certificate.typ"
LONGEST_WORD = 24
SHOWN = 32  # signs of the fingerprint that stand on the paper
REASON = "Penerbitan sertifikat"


class Unprintable(Exception):
    """Some characters stand in none of the fonts; ``signs`` names them."""

    def __init__(self, signs: str) -> None:
        super().__init__(signs)
        self.signs = signs


def unprintable(error: Unprintable) -> str:
    """For who has to mend it."""
    signs = ", ".join(f"“{sign}” (U+{ord(sign[0]):04X})" for sign in error.signs)
    return _(
        "Huruf %(signs)s tidak dapat dicetak di sertifikat. Perbaiki nama pegawai atau "
        "judul pelatihan, lalu ulangi pekerjaan ini."
    ) % {"signs": signs}


def made(snapshot: dict[str, Any], *, at: datetime, badge: str = "") -> bytes:
    """The file of a certificate: printed, and sealed where it says so; from version 3 on with the text of its ``badge``
    attached. Raises ``Unprintable`` and ``NoSeal``.
    """
    printed = render(snapshot, badge)
    if "seal" not in snapshot:
        return printed
    seal = keys.of(snapshot["seal"])
    if seal is None:
        raise keys.NoSeal(f"{snapshot['seal']}: the key is not kept any more")
    from certificates.sealing.pdf import sealed  # takes a second, which a web page never needs

    return sealed(printed, seal, at=at, reason=REASON, place=snapshot["place"])


def render(snapshot: dict[str, Any], badge: str = "") -> bytes:
    """The certificate as tagged PDF/UA-1 and PDF/A-3a, or PDF/A-2a up to version 1. Raises ``Unprintable``."""
    issued = date.fromisoformat(snapshot["issued_on"])
    inputs = {"data": json.dumps(_words(snapshot) | {"badge": badge}, ensure_ascii=False)}
    try:
        compiler = typst.Compiler(SOURCE.read_bytes(), font_paths=fonts(), sys_inputs=inputs)
        timestamp = datetime(issued.year, issued.month, issued.day, tzinfo=UTC)
        pdf = compiler.compile(format="pdf", pdf_standards=_standards(snapshot), timestamp=timestamp)
        return cast(bytes, pdf)  # one document is one run of bytes; lists are for pictures of pages
    except typst.TypstError as error:
        signs = missing_signs(error)
        if not signs:
            raise
        raise Unprintable(signs) from error


def _standards(snapshot: dict[str, Any]) -> "list[typst.PDFStandard]":
    return ["a-3a", "ua-1"] if snapshot["version"] > 1 else STANDARDS


def _words(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The snapshot as people read it: dates and numbers in Indonesian, logo and QR as drawings."""
    started, finished = date.fromisoformat(snapshot["started"]), date.fromisoformat(snapshot["finished"])
    with override("id"):
        return snapshot | {
            "name": breakable(snapshot["name"]),
            "course": breakable(snapshot["course"]),
            "nip": spaced_nip(snapshot["nip"]),
            "dates": period(started, finished),
            "issued_on": long_day(date.fromisoformat(snapshot["issued_on"])),
            "valid_until": _valid_until(snapshot["valid_until"]),
            "seal": spaced(snapshot.get("seal", "")[:SHOWN]),
            "modules": [module | {"jp": comma(module["jp"])} for module in snapshot["modules"]],
            "quizzes": [quiz | {"percent": comma(quiz["percent"])} for quiz in snapshot["quizzes"]],
            "percent": "" if snapshot["percent"] is None else comma(snapshot["percent"]),
            "logo": logo(settings.PIAWAI_LOGO),
            "qr": qr_code(snapshot["verify_url"]),
            "colour": settings.PIAWAI_COLOUR,
        }


def _valid_until(day: str | None) -> str:
    return long_day(date.fromisoformat(day)) if day else ""


def long_day(day: date) -> str:
    return format_date(day, "j F Y")


def period(first: date, last: date) -> str:
    """``3 s.d. 20 November 2026``, without saying month and year twice."""
    if first == last:
        return long_day(last)
    shape = "j" if (first.year, first.month) == (last.year, last.month) else "j F"
    return f"{format_date(first, shape if first.year == last.year else 'j F Y')} s.d. {long_day(last)}"


def spaced(fingerprint: str) -> str:
    """``1f2e 3d4c``: in fours, to be compared by eye."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def comma(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def breakable(text: str) -> str:
    """Let very long words break: a zero-width space after every ``LONGEST_WORD`` signs."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


@cache
def logo(path: str) -> str:
    """The city's logo as SVG text; a bitmap is wrapped into one."""
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(f"PIAWAI_LOGO: no static file {path!r}")
    raw = Path(found).read_bytes()
    if path.endswith(".svg"):
        return raw.decode()
    address = f"data:{mimetypes.guess_type(path)[0]};base64,{base64.b64encode(raw).decode()}"
    image = f'<image href="{address}" width="96" height="112"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 112">{image}</svg>'


def qr_code(url: str) -> str:
    out = BytesIO()
    segno.make_qr(url, error="m").save(out, kind="svg", xmldecl=False, border=2)
    return out.getvalue().decode()
