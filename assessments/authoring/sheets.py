"""Typed reading of a sheet; texts become clean HTML and go back."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from assessments.gift.answers import plain_number
from assessments.gift.texts import FORMAT, read_text, to_plain

Sheet = dict[str, Any]
ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


class SheetFault(ValueError):
    """What is wrong, and under which key of the sheet."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key, self.reason = key, reason


def html_of(source: str) -> str:
    """Clean HTML of a text in Markdown, or in the format that it names (``[html]``, ``[plain]``).

    One paragraph needs no ``<p>``.
    """
    marked = source if FORMAT.match(source.strip()) else f"[markdown]{source}"
    text, _form, _lost = read_text(marked)
    alone = ONE_PARAGRAPH.fullmatch(text)
    return alone[1] if alone else text


def source_of(html: str) -> str:
    """A text that ``html_of`` reads as this HTML: as plain as it can be."""
    plain = to_plain(html)
    for source in (plain, f"[plain]{plain}"):
        if plain is not None and html_of(source or "") == html:
            return source or ""
    return f"[html]{html}"


def text_in(sheet: Sheet, key: str, default: str | None = None) -> str:
    value = sheet.get(key, default)
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise SheetFault(key, _("Isian “%(key)s” harus teks.") % {"key": key})
    if "\0" in str(value):
        raise SheetFault(key, _("Isian “%(key)s” memuat tanda NUL.") % {"key": key})
    return str(value).strip()


def words_in(sheet: Sheet, key: str) -> str:
    """A text as HTML, empty when it is missing."""
    return html_of(text_in(sheet, key, ""))


def number_in(sheet: Sheet, key: str, default: str | None = None) -> str:
    """A decimal comma is welcome."""
    try:
        return plain_number(text_in(sheet, key, default).replace(",", "."))
    except InvalidOperation:
        raise SheetFault(key, _("Isian “%(key)s” tidak terbaca sebagai angka.") % {"key": key}) from None


def flag_in(sheet: Sheet, key: str) -> bool:
    value = sheet.get(key, False)
    if not isinstance(value, bool):
        raise SheetFault(key, _("Isian “%(key)s” harus true atau false.") % {"key": key})
    return value


def rows_in(sheet: Sheet, key: str, *, needed: bool = True) -> list[Any]:
    rows = sheet.get(key, [])
    if not isinstance(rows, list) or (needed and not rows):
        raise SheetFault(key, _("Isian “%(key)s” harus daftar yang berisi.") % {"key": key})
    return rows


def tables_in(sheet: Sheet, key: str, *, needed: bool = True, main: str = "") -> list[Sheet]:
    """Rows that are tables; with ``main``, a bare text stands for a table with only that."""
    rows = [
        {main: row} if main and isinstance(row, str) else row for row in rows_in(sheet, key, needed=needed)
    ]
    if not all(isinstance(row, dict) for row in rows):
        raise SheetFault(key, _("Tiap baris “%(key)s” harus tabel { … }.") % {"key": key})
    return rows


def texts_in(sheet: Sheet, key: str, *, needed: bool = True) -> list[str]:
    rows = rows_in(sheet, key, needed=needed)
    if not all(isinstance(row, str) and row.strip() for row in rows):
        raise SheetFault(key, _("Tiap baris “%(key)s” harus teks.") % {"key": key})
    return [html_of(row) for row in rows]


def one_of(sheet: Sheet, key: str, known: Iterable[str], default: str | None = None) -> str:
    value = text_in(sheet, key, default)
    if value not in known:
        names = ", ".join(known)
        raise SheetFault(
            key, _("Isian “%(key)s” harus salah satu dari: %(names)s.") % {"key": key, "names": names}
        )
    return value
