"""The ZIP of a QTI package, looked at before anything in it is unpacked."""

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote

from django.utils.translation import gettext as _

from assessments.exchange.images import LIMIT, BadPicture
from assessments.exchange.qti.tree import plain_names
from assessments.exchange.xml import Refused, nodes, said
from courses.importer import limits

FILES = 40_000
UNPACKED = 400 * limits.MEGABYTE
ITEM = 16 * limits.MEGABYTE
MANIFEST = "imsmanifest.xml"
ITEM_TAG = re.compile(r"<(?:[\w.-]+:)?(?:qti-assessment-item|assessmentItem)\b")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def looks_like_item(text: str) -> bool:
    return bool(ITEM_TAG.search(text))


class Package:
    """Members by name. Raises ``Refused`` for what is broken, locked, too big or leads out of the archive."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self.file = zipfile.ZipFile(file)
            infos = [info for info in self.file.infolist() if not info.is_dir()]
        except UNREADABLE as error:
            mend = _("Buat ulang ZIP, lalu unggah lagi.")
            raise Refused(None, _("Berkas ini bukan ZIP, atau ZIP-nya rusak."), mend) from error
        _check(infos)
        self.members = {info.filename: info for info in infos if not limits.hidden(info.filename)}
        self.base = self._base()

    def _base(self) -> str:
        """Where the manifest lies: the root, or a folder around everything."""
        places = [name[: -len(MANIFEST)] for name in self.members if posixpath.basename(name) == MANIFEST]
        return min(places, key=lambda place: (place.count("/"), place), default="")

    def items(self) -> Iterator[tuple[str, list[str]]]:
        """Each item's member and its labels, in the order of the manifest, or of the archive without one."""
        name = self.base + MANIFEST
        if name not in self.members:
            for member in self.members:
                if member.endswith(".xml") and looks_like_item(self._start(member)):
                    yield member, []
            return
        with self.open(name) as manifest:
            for node in nodes(manifest, frozenset({"resource"})):
                plain_names(node)
                if node.get("type", "").startswith("imsqti_item"):
                    words = [said(word) for path in KEYWORDS for word in node.iterfind(path)]
                    yield self.base + posixpath.normpath(unquote(node.get("href", ""))), words

    def _start(self, member: str) -> str:
        with self.open(member) as file:
            return file.read(4096).decode("utf-8", "replace")

    def open(self, member: str) -> IO[bytes]:
        """Raises ``Refused`` when it is not there or larger than an item may be."""
        info = self.members.get(member)
        if info is None:
            mend = _("Buat ulang paket dari aplikasi asalnya.")
            raise Refused(None, _("Berkas %(name)s tidak ada di paket.") % {"name": member}, mend)
        if info.file_size > ITEM:
            raise Refused(None, _("Berkas ini terlalu besar."), _("Perkecil gambar soal itu."))
        try:
            return io.BytesIO(self.file.read(info))
        except UNREADABLE as error:
            raise Refused(None, _("Berkas ini rusak di dalam ZIP."), _("Buat ulang ZIP.")) from error

    def picture(self, address: str, item: str) -> bytes | None:
        """The bytes behind an address in an item; None when it leads elsewhere."""
        if re.match(r"[a-z][a-z0-9+.-]*:|/", address, re.IGNORECASE):
            return None
        path = unquote(address.split("?")[0].split("#")[0])
        info = self.members.get(posixpath.normpath(posixpath.join(posixpath.dirname(item), path)))
        if info is None:
            return None
        if info.file_size > LIMIT:
            raise BadPicture(_("Gambar lebih besar dari %(limit)s MB.") % {"limit": LIMIT // 1024 // 1024})
        try:
            return self.file.read(info)
        except UNREADABLE as error:
            raise BadPicture(_("Berkas ini rusak di dalam ZIP.")) from error


KEYWORDS = (
    "metadata/lom/general/keyword/string",
    "metadata/lom/general/keyword/langstring",
)


def _check(infos: list[zipfile.ZipInfo]) -> None:
    mend = _("Buat ulang paket dari aplikasi asalnya.")
    packed, unpacked = sum(info.compress_size for info in infos), sum(info.file_size for info in infos)
    bomb = unpacked > limits.SMALL_ENOUGH and unpacked > limits.RATIO * max(packed, 1)
    if bomb or unpacked > UNPACKED or len(infos) > FILES:
        raise Refused(None, _("Isi ZIP mengembang tidak wajar saat dibuka (bom ZIP)."), mend)
    for info in infos:
        fault = limits.name_fault(info.filename)
        if fault:
            raise Refused(None, f"{info.filename}: {fault.reason}", mend)
        mode = info.external_attr >> 16
        if info.flag_bits & 1 or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            raise Refused(None, _("ZIP ini dikunci atau memuat tautan."), mend)
