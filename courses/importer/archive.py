"""A ZIP looked at before anything in it is unpacked: hostile, broken and oversized ones are refused."""

import stat
import zlib
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from courses.importer import limits
from courses.importer.faults import Fault, FolderFault

ENCRYPTED = 0x1
CHUNK = 1024 * 1024
# ValueError: a place before the beginning of the file.
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def opened(file: Path | IO[bytes], *, name: str) -> ZipFile:
    """The archive; FolderFault when it is empty, too big, or no ZIP. ``name`` is what people call it."""
    size = file.stat().st_size if isinstance(file, Path) else _size(file)
    if size == 0:
        raise FolderFault(
            Fault(name, None, "", _("Berkas ini kosong (0 bita)."), _("Unggah ulang ZIP pelatihan."))
        )
    if size > limits.upload_bytes():
        raise FolderFault(limits.upload_fault(name))
    try:
        return ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FolderFault(
            Fault(
                name,
                None,
                "",
                _("Berkas ini bukan ZIP, atau ZIP-nya rusak."),
                _("Buat ulang ZIP, lalu unggah lagi."),
            )
        ) from error


def inspect(file: ZipFile) -> dict[str, ZipInfo]:
    """The members by name; FolderFault for the first thing that should not be there."""
    infos = [info for info in file.infolist() if not info.is_dir()]
    for info in infos:
        fault = limits.name_fault(info.filename) or _member_fault(info)
        if fault:
            raise FolderFault(fault)
    fault = _bomb_fault(infos)
    if fault:
        raise FolderFault(fault)
    members = {info.filename: info for info in infos if not limits.hidden(info.filename)}
    twice = limits.case_clash([info.filename for info in infos if not limits.hidden(info.filename)])
    if twice:
        raise FolderFault(twice)
    return members


def read(file: ZipFile, info: ZipInfo) -> bytes:
    """The unpacked bytes, never more than the archive promised."""
    try:
        with file.open(info) as member:
            data = member.read(info.file_size + 1)
    except UNREADABLE as error:
        raise FolderFault(_broken(info.filename)) from error
    if len(data) > info.file_size:
        raise FolderFault(_broken(info.filename))
    return data


def _member_fault(info: ZipInfo) -> Fault | None:
    name = info.filename
    if info.flag_bits & ENCRYPTED:
        return Fault(
            name, None, "", _("ZIP ini dikunci dengan kata sandi."), _("Buat ulang ZIP tanpa kata sandi.")
        )
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return limits.link_fault(name)
    if info.file_size > limits.FILE_BYTES:
        return limits.size_fault(name)
    if limits.is_archive(name) and not limits.hidden(name):
        return Fault(
            name,
            None,
            name,
            _("Ada arsip di dalam ZIP."),
            _("Bongkar arsip itu dan masukkan isinya langsung ke folder pelatihan."),
        )
    return None


def _bomb_fault(infos: list[ZipInfo]) -> Fault | None:
    packed = sum(info.compress_size for info in infos)
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > limits.FILES:
        reason = _("ZIP memuat %(count)s berkas; paling banyak %(limit)s.") % {
            "count": len(infos),
            "limit": limits.FILES,
        }
    elif unpacked > limits.UNPACKED_BYTES:
        reason = _("Isi ZIP lebih besar dari %(limit)s MB setelah dibuka.") % {
            "limit": limits.UNPACKED_BYTES // limits.MEGABYTE
        }
    elif unpacked > limits.SMALL_ENOUGH and unpacked > limits.RATIO * max(packed, 1):
        reason = _("Isi ZIP mengembang tidak wajar saat dibuka (bom ZIP).")
    else:
        return None
    return Fault(
        "", None, "", reason, _("Hapus berkas yang tidak diperlukan pelatihan, lalu buat ulang ZIP.")
    )


def _broken(name: str) -> Fault:
    return Fault(name, None, "", _("Berkas ini rusak di dalam ZIP."), _("Buat ulang ZIP, lalu unggah lagi."))


def _size(file: IO[bytes]) -> int:
    position = file.tell()
    file.seek(0, 2)
    size = file.tell()
    file.seek(position)
    return size
