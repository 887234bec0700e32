"""Rows of a CSV file in the encodings and with the separators that Indonesian Excel writes."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from lms.people.sheets.columns import column_of
from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.workbook import Cells

SEPARATORS = ";,\t|"
SAMPLE = 64 * 1024


def text_rows(file: BinaryIO) -> tuple[int, Iterator[Cells]]:
    """How many lines there are, and the rows."""
    encoding = encoding_of(file)
    stream = io.TextIOWrapper(file, encoding=encoding, newline="")
    lines = _count(stream)
    stream.seek(0)
    separator = separator_of(stream.read(SAMPLE))
    stream.seek(0)
    return lines, _rows(stream, separator)


def _count(stream: io.TextIOWrapper) -> int:
    """How many lines there are. Every byte is decoded here, so that a broken text is refused before it is read."""
    number = 0
    try:
        for _line in stream:
            number += 1
    except UnicodeError as error:
        stream.detach()  # the file belongs to the caller
        raise SheetRefused(
            _("Teks ini rusak: pengodeannya terputus di tengah berkas."),
            _("Buka di Excel atau LibreOffice, simpan ulang sebagai XLSX atau CSV UTF-8, lalu unggah lagi."),
        ) from error
    return number


def _rows(stream: io.TextIOWrapper, separator: str) -> Iterator[Cells]:
    """Strictly: a quote that nobody closes would take the rows below it into its cell."""
    reader, number = csv.reader(stream, delimiter=separator, strict=True), 0
    try:
        for row in reader:
            number += 1
            yield tuple(row)
    except csv.Error as error:
        raise SheetRefused(
            _("Baris ini tidak dapat dibaca: sel terlalu panjang atau tanda kutip tidak ditutup."),
            _("Perbaiki baris ini di Excel, simpan sebagai XLSX atau CSV, lalu unggah lagi."),
            row=number + 1,
        ) from error
    finally:
        stream.detach()  # the file belongs to the caller


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 or UTF-16 by its mark or its shape; else Latin-1, which reads any byte."""
    file.seek(0)
    start = file.read(2000)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in start:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while chunk := file.read(SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    finally:
        file.seek(0)
    return "utf-8-sig"


def separator_of(sample: str) -> str:
    """The separator with which the first lines name the most wanted columns."""

    def named(separator: str) -> int:
        lines = sample.splitlines()[:10]
        return max(
            (sum(column_of(cell.strip('"')) is not None for cell in line.split(separator)) for line in lines),
            default=0,
        )

    return max(SEPARATORS, key=named)
